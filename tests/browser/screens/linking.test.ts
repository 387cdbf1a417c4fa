import { describeScreens } from '../fixtures/describe-screens.ts';
import { LINKING } from '../fixtures/scenes/linking.ts';

describeScreens('B6, C6, C10, E1 the screens of people who are linked', LINKING);
