import type { problem as japanese } from '../ja/problem.ts';

export const problem: typeof japanese = {
  whatHappened: 'What happened',
  whoActs: 'Who needs to act',
  oneOf: 'See which of these fits:',
  whatNext: 'What to do next',
  support: 'For support',
  openPage: 'Open',
  who: {
    you: 'You',
    administrator: 'The administrator of your organization',
    'microsoft-administrator': 'A Microsoft 365 administrator',
    'consenting-administrator': 'A Microsoft 365 administrator (Global Administrator or Privileged Role Administrator)',
    'portal-approver':
      'A Microsoft 365 administrator (Global, Privileged Role, Cloud Application or Application Administrator)',
    operator: 'The operator of this service',
    nobody: 'Nobody; it is handled automatically',
  },
  again: {
    connect: 'Go back to the screen and press "Save" again.',
    invited: 'Open the link that you were given once more.',
    link: 'Go back to the screen and press "Link" again.',
  },
  againAfterThem: {
    connect: 'Once that is done, go back to the screen and press "Save" again.',
    invited: 'Once that is done, open the link that you were given once more.',
    link: 'Once that is done, go back to the screen and press "Link" again.',
  },
  message: 'A text for the administrator',
  letter: (sender, body) => `Hello,\n\n${body}\n\nThank you for your help.${sender === undefined ? '' : `\n${sender}`}`,
  messageHint: 'Copy it, or open a draft with "Send by email".',
  copy: 'Copy the text',
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
    aadsts: 'Error code',
    correlationId: 'Correlation ID',
  },
};
