import { describeScreens } from '../fixtures/describe-screens.ts';
import { OPERATING } from '../fixtures/scenes/operating.ts';

describeScreens(OPERATING);
