import type { problem as japanese } from '../ja/problem.ts';
import { whichFits } from './phrases.ts';

const openEntra = 'Open the Entra admin center';
const sendToMicrosoftAdministrator = 'Send the message below to your Microsoft 365 administrator.';

export const problem: typeof japanese = {
  whatHappened: 'What happened',
  whoActs: 'Who needs to act',
  whichFits,
  whatNext: 'What to do next',
  theirSteps: 'Steps for the administrator',
  steps: 'Steps:',
  bullet: '- ',
  support: 'What to tell support',
  linkedAccount: 'Account linked so far',
  openPage: {
    consent: 'Open the consent page',
    'portal-sign-in': 'Open the sign-in page',
    app: openEntra,
    permissions: openEntra,
    'sign-in-log': openEntra,
    'conditional-access': openEntra,
    tenant: openEntra,
    licenses: 'Open the Microsoft 365 admin center',
  },
  who: {
    you: 'You',
    administrator: 'The administrator of your organization',
    'sansan-administrator': 'The Sansan administrator of your company',
    'microsoft-administrator': 'A Microsoft 365 administrator',
    'consenting-administrator': 'A Microsoft 365 administrator (Global Administrator or Privileged Role Administrator)',
    'portal-approver':
      'You, if you canceled. If an approval is needed, a Microsoft 365 administrator (Global, Privileged Role, Cloud Application or Application Administrator).',
    'link-sender': 'Whoever sent you the link',
    operator: 'The operator of this service',
    nobody: 'Nobody; it is handled automatically',
  },
  again: {
    connect: 'Go back to the previous page and press "Save" again.',
    invited: 'Open the link that you were given once more.',
    link: 'Go back to the previous page and press "Link" again.',
    'sign-in': 'Sign in again.',
  },
  againAfterThem: {
    connect: 'Once that is done, go back to the previous page and press "Save" again.',
    invited: 'Once that is done, open the link that you were given once more.',
    link: 'Once that is done, go back to the previous page and press "Link" again.',
    'sign-in': 'Once that is done, sign in again.',
  },
  checkAfterThem: 'Once that is done, press "Check the consent".',
  signInAgain: 'Sign in again',
  send: {
    administrator: 'Send the message below to the administrator of your organization.',
    'sansan-administrator': 'Send the message below to the Sansan administrator of your company.',
    'microsoft-administrator': sendToMicrosoftAdministrator,
    'consenting-administrator': sendToMicrosoftAdministrator,
    'portal-approver': 'If an approval is needed, send the message below to your Microsoft 365 administrator.',
    'link-sender': 'If it is not, send the message below to whoever sent you the link.',
    operator: 'Send the message below to support.',
  },
  sendUnlessYou: {
    message: 'If somebody else is your Microsoft 365 administrator, send them the message below.',
    link: 'If somebody else is your Microsoft 365 administrator, press "Make a link for the consent" and send them the link.',
  },
  message: 'Message to the administrator',
  messageFor: { 'link-sender': 'Message to whoever sent you the link', operator: 'Message to support' },
  letter: (sender, body) => `Hello,\n\n${body}\n\nThank you for your help.${sender === undefined ? '' : `\n${sender}`}`,
  messageHint: 'Copy it, or open a draft with "Send by email".',
  messageHintShorter:
    'Copy it, or open a draft with "Send by email". The draft leaves out the steps; to send them too, copy and paste.',
  copy: 'Copy message',
  copied: 'Copied.',
  sendByMail: 'Send by email',
  messageSubject: 'Microsoft 365 connection: please have a look',
  facts: {
    asker: 'Requested by',
    account: 'Account that signed in',
    app: 'App',
    clientId: 'Client ID',
    tenantId: 'Tenant ID',
    consentUrl: 'Consent page',
    addresses: 'IP addresses this service connects from',
    aadsts: 'Error code',
    correlationId: 'Correlation ID',
  },
};
