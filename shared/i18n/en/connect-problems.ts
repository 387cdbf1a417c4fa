import type { connectProblems as japanese, invitedProblems as japaneseInvited } from '../ja/connect-problems.ts';
import { answerRefusals } from './answer-refusals.ts';
import { microsoftProblems } from './microsoft-problems.ts';
import {
  approvalAsked,
  chooseAdministrator,
  consentUnseen,
  contactSupport,
  findTenant,
  pleaseConsent,
  privateWindow,
  whichFits,
} from './phrases.ts';

const cancelled = {
  title: 'The consent was not given',
  happened:
    "Microsoft's consent page was left without accepting. You also see this if the account was not an administrator's.",
};
const overtaken = {
  title: 'This request is no longer valid',
  happened: 'While this request was waiting, a newer one was started, or the connection was ended.',
};

export const connectProblems: typeof japanese = {
  cancelled: {
    ...cancelled,
    who: 'consenting-administrator',
    first: [approvalAsked],
    steps: [],
    next: [chooseAdministrator, privateWindow],
    request: pleaseConsent,
  },
  'approval-required': {
    title: 'Administrator consent required',
    happened: 'The account that signed in is not allowed to consent for the whole organization.',
    who: 'consenting-administrator',
    steps: [],
    next: [chooseAdministrator, privateWindow],
    request: pleaseConsent,
  },
  'tenant-not-found': {
    title: 'The tenant was not found',
    happened: 'There is no tenant with this directory (tenant) ID.',
    who: 'you',
    steps: [findTenant],
    again: ['Go back to the previous page, enter the right ID and press "Save".'],
  },
  ...answerRefusals({
    title: 'The consent could not be confirmed',
    what: 'consent',
    standing: consentUnseen,
    steps: [],
  }),
  'came-unasked': {
    title: 'Back from the consent page',
    happened: 'You are done at Microsoft. Whether consent was given has not been confirmed yet.',
    who: 'you',
    oneOf: whichFits,
    steps: [
      'If somebody asked you to consent, let them know.',
      'If you are the administrator of the organization, press "Check the consent" on the page "Connection".',
    ],
    again: [],
  },
  'not-administrator': {
    title: "Not an administrator's account",
    happened:
      'The account that signed in to confirm is neither a Global Administrator nor a Privileged Role Administrator.',
    who: 'consenting-administrator',
    steps: ['If you use PIM (Privileged Identity Management), activate the role first.'],
    next: [chooseAdministrator, privateWindow],
    request:
      'To have our Sansan cards in Outlook, please consent for the whole organization and confirm it as an administrator.',
  },
  'roles-not-told': {
    title: 'The administrator role could not be checked',
    happened:
      "The sign-in succeeded, but Microsoft's answer did not hold the administrator roles. The account is not the cause.",
    who: 'operator',
    steps: [],
    request:
      'The administrator role could not be checked, because the ID token has no claim "wids". In the app registration, please set "groupMembershipClaims" to "DirectoryRole" under "Manifest", and include directory roles in the ID token under "Token configuration".',
  },
  'other-tenant': {
    title: 'The account is from another tenant',
    happened: 'The account that consented or confirmed belongs to a different tenant from the ID that was entered.',
    who: 'consenting-administrator',
    steps: [findTenant, 'Compare it with the ID that was entered, and correct that one if it is wrong.'],
    next: ["On Microsoft's page, choose an account of that tenant."],
    request:
      'To have our Sansan cards in Outlook, please consent for the whole organization with an account of this tenant.',
  },
  'not-granted': {
    title: 'The permission was not granted',
    happened: 'The permission that this app needs has not been granted in the tenant.',
    who: 'consenting-administrator',
    steps: [{ text: 'Open the consent page and accept.', page: 'consent' }],
    request: pleaseConsent,
  },
  overtaken: {
    ...overtaken,
    who: 'you',
    steps: ['Look at the page "Connection" to see how things stand.'],
    again: ['If it is not connected, press "Save" again.'],
  },
  'capability-off': {
    title: 'This is not available',
    happened: 'The app registration for this has not been set.',
    who: 'operator',
    steps: [contactSupport],
    again: [],
  },
  'already-connected': {
    title: 'Already connected',
    happened: 'Your organization is already connected to Microsoft 365.',
    who: 'you',
    steps: ['To change to another tenant, press "Disconnect" first, then set it up again.'],
    again: [],
  },
  'link-invalid': {
    title: 'This link cannot be used',
    happened: 'The link has expired after 7 days, was used, was revoked, or has been replaced by a newer one.',
    who: 'link-sender',
    first: ['If the consent is complete already, there is nothing to do.'],
    steps: [],
    again: [],
    request: 'The link for the consent did not work. Please send me a new one.',
  },
};

export const invitedProblems: typeof japaneseInvited = {
  cancelled: {
    ...cancelled,
    who: 'you',
    steps: [approvalAsked],
    next: [chooseAdministrator, privateWindow],
  },
  'tenant-not-found': microsoftProblems['tenant-not-found'],
  ...answerRefusals({
    title: 'The consent could not be confirmed',
    what: 'consent',
    standing: consentUnseen,
    steps: ['If you began it for your own organization, sign in and begin again on the page "Connection".'],
  }),
  overtaken: { ...overtaken, who: 'you', steps: ['Ask whoever sent the link how things stand.'], again: [] },
  'already-connected': {
    title: 'The consent is complete',
    happened: 'The organization is connected already. You can close this page.',
    who: 'nobody',
    steps: [],
    again: [],
  },
};
