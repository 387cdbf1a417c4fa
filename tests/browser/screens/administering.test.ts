import { describeScreens } from '../fixtures/describe-screens.ts';
import { ADMINISTERING } from '../fixtures/scenes/administering.ts';

describeScreens('A7, E1, E3 the screens of an administrator', ADMINISTERING);
