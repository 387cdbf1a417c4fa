import { describeScreens } from '../fixtures/describe-screens.ts';
import { OPERATING } from '../fixtures/scenes/operating.ts';

describeScreens("E6, E7, E9 the screens of invitations, help and the deployment's check", OPERATING);
