import type { connectProblems as japanese, invitedProblems as japaneseInvited } from '../ja/connect-problems.ts';
import { answerRefusals } from './answer-refusals.ts';
import { consentUnseen, privateWindow } from './phrases.ts';

export const connectProblems: typeof japanese = {
  cancelled: {
    title: 'The consent was not given',
    happened:
      "Microsoft's consent page was left without accepting. You also see this if the account was not an administrator's.",
    who: 'consenting-administrator',
    oneOf: true,
    steps: [
      'If somebody else is your Microsoft 365 administrator, make a link for the consent and send it.',
      privateWindow,
      'If you sent a request for approval, wait until it has been approved.',
    ],
    request: 'To have our Sansan cards in Outlook, please consent for the whole organization.',
  },
  'approval-required': {
    title: 'An administrator must consent',
    happened: 'The account that signed in may not consent for the whole organization.',
    who: 'consenting-administrator',
    steps: [{ text: "Open the consent page with an administrator's account.", page: 'consent' }, privateWindow],
    request: 'To have our Sansan cards in Outlook, please consent for the whole organization.',
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
    oneOf: true,
    steps: [
      'If somebody asked you to consent, let them know.',
      'If you are the administrator of the organization, press "Check the consent" on the external services screen.',
    ],
  },
  'not-administrator': {
    title: "Not an administrator's account",
    happened:
      'The account that signed in to confirm is neither a Global Administrator nor a Privileged Role Administrator.',
    who: 'consenting-administrator',
    steps: ['If you use PIM, activate the role first.', privateWindow],
    request:
      'To have our Sansan cards in Outlook, please consent for the whole organization and confirm it as an administrator.',
  },
  'roles-not-told': {
    title: 'Microsoft did not tell the roles',
    happened:
      'The sign-in succeeded, but its answer does not say which roles the account has, so it cannot be confirmed that it is an administrator. The account is not the cause.',
    who: 'operator',
    steps: [
      'Tell the support of this service that the ID token has no claim "wids".',
      'Support then opens the app registration in the Entra admin center: "groupMembershipClaims" has to be "DirectoryRole" under "Manifest", and the groups claim has to include directory roles in the ID token under "Token configuration".',
    ],
  },
  'other-tenant': {
    title: 'Another tenant',
    happened: 'The account that consented or confirmed is of another tenant than the ID that was entered.',
    who: 'consenting-administrator',
    steps: [
      { text: 'Look up the tenant ID under "Entra ID" > "Overview".', page: 'tenant' },
      'Compare it with the ID that was entered and with the organization of the account.',
    ],
    request:
      'To have our Sansan cards in Outlook, please consent for the whole organization with an account of this tenant.',
  },
  'not-granted': {
    title: 'The permission was not granted',
    happened: 'The tenant has not granted the permission that is needed.',
    who: 'consenting-administrator',
    steps: [{ text: 'Open the consent page and accept.', page: 'consent' }],
    request: 'To have our Sansan cards in Outlook, please consent for the whole organization.',
  },
  overtaken: {
    title: 'A newer request has taken its place',
    happened: 'While the consent was on its way, another one was started or the connection was ended.',
    who: 'you',
    steps: [],
  },
  'capability-off': {
    title: 'This is not available',
    happened: 'The app registration for this has not been set.',
    who: 'operator',
    steps: ['Please contact support.'],
  },
  'already-connected': {
    title: 'Already connected',
    happened: 'To change to another tenant, disconnect first.',
    who: 'you',
    steps: ['Press "Disconnect", then set it up again.'],
  },
  'link-invalid': {
    title: 'This link cannot be used',
    happened: 'The link has expired after 7 days, was used, was taken back, or has been replaced by a newer one.',
    who: 'administrator',
    oneOf: true,
    steps: [
      'If the consent is complete already, there is nothing to do.',
      'If not, ask whoever sent the link to make a new one.',
    ],
    request: 'The link for the consent did not work. Please send me a new one.',
  },
};

export const invitedProblems: typeof japaneseInvited = {
  cancelled: {
    title: 'The consent was not given',
    happened:
      "Microsoft's consent page was left without accepting. You also see this if the account was not an administrator's.",
    who: 'you',
    oneOf: true,
    steps: [
      'Use the account of a Global Administrator or Privileged Role Administrator.',
      privateWindow,
      'If you sent a request for approval, wait until it has been approved.',
    ],
  },
  ...answerRefusals({
    title: 'The consent could not be confirmed',
    what: 'consent',
    standing: consentUnseen,
    steps: [
      "If you began it for your own organization, sign in and begin again on the organization's external services screen.",
    ],
  }),
  'already-connected': {
    title: 'The consent is complete',
    happened: 'The organization is connected already. You can close this page.',
    who: 'nobody',
    steps: [],
  },
};
