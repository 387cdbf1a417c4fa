import { describeScreens } from '../fixtures/describe-screens.ts';
import { COMPANY } from '../fixtures/scenes/company.ts';

describeScreens(COMPANY);
