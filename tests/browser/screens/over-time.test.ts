import { describeScreens } from '../fixtures/describe-screens.ts';
import { OVER_TIME } from '../fixtures/scenes/over-time.ts';

describeScreens('B6 the screens that weeks change', OVER_TIME);
