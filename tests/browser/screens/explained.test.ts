import { describeScreens } from '../fixtures/describe-screens.ts';
import { EXPLAINED } from '../fixtures/scenes/explained.ts';

describeScreens(EXPLAINED);
