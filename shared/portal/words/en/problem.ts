import type { problem as japanese } from '../ja/problem.ts';

export const problem: typeof japanese = {
  whatHappened: 'What happened',
  whoActs: 'Who can act',
  oneOf: 'Choose what fits:',
  whatNext: 'What to do next',
  support: 'For support',
  openPage: 'Open',
  who: {
    you: 'You can do this yourself.',
    administrator: 'The administrator of your organization',
    'microsoft-administrator': 'A Microsoft 365 administrator',
    'consenting-administrator': 'A Microsoft 365 administrator (Global Administrator or Privileged Role Administrator)',
    operator: 'The operator of this service',
    nobody: 'There is nothing to do.',
  },
  again: {
    connect: 'Go back to the screen and start again with "Save".',
    invited: 'Open the link that you were given once more.',
    link: 'Go back to the screen and start again with "Link".',
  },
  message: 'A text for the administrator',
  messageHint: 'Copy it, or send it by e-mail.',
  copy: 'Copy the text',
  copied: 'Copied.',
  sendByMail: 'Send by e-mail',
  messageSubject: 'Microsoft 365 connection: please have a look',
  facts: {
    asker: 'Requested by',
    app: 'App',
    clientId: 'Client ID',
    tenantId: 'Tenant ID',
    consentUrl: 'Consent page',
    aadsts: 'Error number',
    correlationId: 'Correlation ID',
  },
};
