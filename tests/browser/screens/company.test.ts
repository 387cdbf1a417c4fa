import { describeScreens } from '../fixtures/describe-screens.ts';
import { COMPANY } from '../fixtures/scenes/company.ts';

describeScreens("G1, G3, G4 the screens of a company's first day", COMPANY);
