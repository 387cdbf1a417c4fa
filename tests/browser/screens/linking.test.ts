import { describeScreens } from '../fixtures/describe-screens.ts';
import { LINKING } from '../fixtures/scenes/linking.ts';

describeScreens(LINKING);
