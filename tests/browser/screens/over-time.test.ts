import { describeScreens } from '../fixtures/describe-screens.ts';
import { OVER_TIME } from '../fixtures/scenes/over-time.ts';

describeScreens(OVER_TIME);
