import type { consentLink as japanese } from '../ja/consent-link.ts';

export const consentLink: typeof japanese = {
  title: 'Request for administrator consent in Microsoft 365',
  asks: (organization) =>
    `${organization} asks for admin consent on behalf of the organization in Microsoft 365, so that Sansan cards can be brought into Outlook.`,
  organization: 'Organization',
  madeBy: 'Who asks',
  tenant: 'Tenant ID',
  permission: 'What is asked for',
  granted: 'What was consented to',
  app: 'Client ID of the app',
  until: 'The link is valid until',
  permissions: {
    contacts: 'To read and write the contacts of whoever signs in (Contacts.ReadWrite, a delegated permission)',
    mail: 'To read the mail of whoever signs in (Mail.Read, a delegated permission)',
  },
  scope: {
    contacts:
      'With your consent, users of the organization can link their own mailbox by signing in themselves. Only the contact folder "Sansan" of a linked user is written to.',
    mail: 'Your consent allows reading the history of sent and received mail. Mail of users who did not link is not touched. For now only the consent is confirmed, and no mail is read.',
  },
  who: 'You need the account of a Global Administrator or Privileged Role Administrator. After the consent you sign in once more to confirm it.',
  start: 'Go to the consent page',
  doneTitle: 'The consent is complete',
  done: 'Thank you. Your consent has been confirmed, and you can close this page.',

  offer: 'If somebody else is your Microsoft 365 administrator',
  offerHint:
    'Make a one-time link and send it to the administrator, who can consent without an account in this system. The link is valid for 7 days.',
  make: 'Make a link for the consent',
  remake: 'Make a new link for the consent',
  revoke: 'Revoke the link',
  revoked: 'The link has been revoked. Nobody can consent by it any more.',
  out: (madeBy, until) =>
    `A link for the consent is active (made by ${madeBy}, valid until ${until}). It stays valid when you press "Save".`,
  madeTitle: 'Here is the link for the consent',
  made: 'Send this link to your Microsoft 365 administrator. It cannot be shown again once you leave this page.',
  madeAnew: 'The link that was made before no longer works.',
  url: 'Link for the consent',
  copy: 'Copy the link',
  message: ({ organization, madeBy, permission, tenantId, until, url }) =>
    `Hello,\n\nThis is ${madeBy} of ${organization}. To have our Sansan cards in Outlook, we need admin consent on behalf of the organization in Microsoft 365. Please open this link with the account of a Global Administrator or Privileged Role Administrator and consent. You need no Sansan account.\n\n${url}\n\nRequested by: ${madeBy} (${organization})\nPermission: ${permission}\nTenant ID: ${tenantId}\nValid until: ${until}\n\nThank you for your help.\n${madeBy}`,
  messageSubject: 'Request for administrator consent in Microsoft 365',

  check: 'If consent has been given already',
  checkHint:
    'If consent was given in the Entra admin center, an administrator\'s sign-in is enough to confirm it. Should Microsoft ask for consent there, choose "Consent on behalf of your organization".',
  checkNow: 'Check the consent',
};
