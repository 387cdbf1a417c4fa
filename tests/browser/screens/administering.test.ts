import { describeScreens } from '../fixtures/describe-screens.ts';
import { ADMINISTERING } from '../fixtures/scenes/administering.ts';

describeScreens(ADMINISTERING);
