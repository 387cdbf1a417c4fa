import { describeScreens } from '../fixtures/describe-screens.ts';
import { CONNECTING } from '../fixtures/scenes/connecting.ts';

describeScreens(CONNECTING);
