import type { Step } from '../explanation.ts';

/** Phrases shared by several texts. */
export const FOLDER_EXISTS =
  'Linking cannot finish because your Outlook contacts already have a folder named "Sansan". Rename that folder or delete it.';
export const consentUnseen =
  'The connection has not been changed here. What was consented at Microsoft cannot be seen from here.';
export const privateWindow =
  'The browser may remember another account. A private (InPrivate or incognito) window helps.';
export const waitAndRetry = 'Wait a little.';
export const openApp: Step = {
  text: 'Open this app in the Entra admin center under "Enterprise apps".',
  page: 'app',
};
export const openLog: Step = {
  text: 'Look for the reason in the "Sign-in logs" of the Entra admin center.',
  page: 'sign-in-log',
};
export const grantConsent: readonly Step[] = [
  { text: 'A Microsoft 365 administrator opens the consent page of this app and accepts.', page: 'consent' },
  {
    text: 'In the Entra admin center instead: choose this app under "Enterprise apps", then "Permissions" > "Grant admin consent".',
    page: 'permissions',
  },
];
