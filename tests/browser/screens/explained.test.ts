import { describeScreens } from '../fixtures/describe-screens.ts';
import { EXPLAINED } from '../fixtures/scenes/explained.ts';

describeScreens('A4, B3, B4, B5, E5 the screens that explain a failure', EXPLAINED);
