import type { Step } from '../explanation.ts';

/** Phrases shared by several texts. */
export const FOLDER_EXISTS =
  'Linking cannot finish because your Outlook contacts already have a folder named "Sansan". Rename that folder or delete it.';
export const consentUnseen =
  'The connection has not been changed here. What was consented at Microsoft cannot be seen from here.';
export const whichFits = 'See which of these fits:';
export const waysToConsent = 'Consent in one of these ways:';
export const pleaseConsent = 'To have our Sansan cards in Outlook, please consent for the whole organization.';
export const approvalAsked = 'If you sent a request for approval at Microsoft, wait until it has been approved.';
export const chooseAdministrator =
  "On Microsoft's page, choose the account of a Global Administrator or Privileged Role Administrator.";
export const privateWindow =
  'The browser may remember another account. A private (InPrivate or incognito) window helps.';
export const waitAndRetry = 'Wait a few minutes.';
export const contactSupport = 'Contact support.';
export const ifItRepeats = 'If it keeps happening, contact support.';
export const findTenant: Step = {
  text: 'Look up the tenant ID in the Entra admin center under "Entra ID" > "Overview".',
  page: 'tenant',
};
export const openApp: Step = {
  text: 'Open this app in the Entra admin center under "Enterprise apps".',
  page: 'app',
};
export const openLog: Step = {
  text: 'Look for the reason in the "Sign-in logs" of the Entra admin center.',
  page: 'sign-in-log',
};
export const grantConsent: readonly Step[] = [
  {
    text: "Open the consent page of this app with a Microsoft 365 administrator's account and accept.",
    page: 'consent',
  },
  {
    text: 'In the Entra admin center, choose this app under "Enterprise apps", then "Permissions" > "Grant admin consent".',
    page: 'permissions',
  },
];
