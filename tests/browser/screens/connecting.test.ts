import { describeScreens } from '../fixtures/describe-screens.ts';
import { CONNECTING } from '../fixtures/scenes/connecting.ts';

describeScreens('A1, A3, D2, E8 the screens of connecting', CONNECTING);
