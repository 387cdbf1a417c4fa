import type { organization as japanese } from '../ja/organization.ts';

export const organization: typeof japanese = {
  title: 'External services',
  capability: { contacts: 'Write cards into contacts', mail: 'Read the history of sent and received mail' },
  mailOff: 'This is not available yet.',
  contactsAbout: 'Once allowed, users can have the cards of their "My data" in their Outlook contacts.',
  mailAbout: 'Optional; not needed for syncing cards. For now only the consent is confirmed, and no mail is read.',
  allow: 'Allow',
  tenantId: 'Directory (tenant) ID',
  tenantIdIsYours: 'The tenant used to sign in to this portal. It cannot be changed.',
  tenantIdHint:
    'An ID of 36 characters, for example 12345678-90ab-cdef-1234-567890abcdef. Text or a URL that contains it can be pasted as it is.',
  tenantIdInvalid:
    'This is not a directory (tenant) ID. Paste a text that contains it, or enter all 36 characters with the hyphens.',
  tenantIdIsDomain:
    'Enter the directory (tenant) ID, not a domain name. The overview of the Microsoft Entra admin center shows it.',
  tenantIdsSeveral: (ids) =>
    `There are ${ids.length} different IDs in this text (${ids.join(', ')}). Enter only the directory (tenant) ID.`,
  tenantIdUnknown: 'Microsoft 365 has no tenant with this ID. Copy it again.',
  tenantIdGuide: 'Where to find the directory (tenant) ID',
  tenantIdSteps: [
    'Sign in to the Microsoft Entra admin center (entra.microsoft.com) with an account of your company.',
    'Open "Entra ID" > "Overview" in the menu on the left.',
    'Copy the "Tenant ID" under "Basic information" and paste it into the field above.',
  ],
  afterSaving:
    '"Save" takes you to Microsoft\'s consent page. Sign in there as a Global Administrator or Privileged Role Administrator, and accept for the whole organization.',
  waiting: 'Waiting for consent',
  waitingUntil: (time) =>
    `Waiting for the consent. This request is valid until ${time}. Press "Save" to open the consent page again. If the directory (tenant) ID is wrong, correct it and press "Save".`,
  otherActions: 'Other actions',
  takeBack: 'To take it back',
  withdraw: 'Withdraw the request',
  expired: 'The request for consent has expired. Press "Save" to start again.',
  connected: 'Connected',
  connectedTenant: 'Directory (tenant) ID',
  connectedBy: 'Consented by',
  connectedAt: 'Consented at',
  nextTell: 'Tell your users to press "Link" on this page:',
  copyAddress: 'Copy the address',
  notConnected: 'Not connected',
  disconnect: 'Disconnect',
  disconnectTitle: {
    contacts: 'Disconnect "Write cards into contacts"?',
    mail: 'Disconnect "Read the history of sent and received mail"?',
  },
  disconnectExplanation: (users) => {
    const stays = 'The "Sansan" folder in Outlook and the contacts in it stay as they are.';
    if (users === 0)
      return ['This ends the connection of the organization. No user is linked now.', 'API keys and settings stay.'];
    return users === 1
      ? [
          'This ends the link of one user, and the sync stops at once.',
          stays,
          'API keys and settings stay too, but the user has to link again after you reconnect.',
        ]
      : [
          `This ends the links of ${users.toLocaleString('en')} users, and the sync stops at once.`,
          stays,
          'API keys and settings stay too, but users have to link again after you reconnect.',
        ];
  },
  disconnectMail: 'This ends the permission to read the history of sent and received mail.',
  disconnectConfirm: 'End all links',
  disconnectMailConfirm: 'Disconnect mail',
  connectedBefore: 'This consent has been confirmed before.',
  notEnded:
    'The connection has changed since you opened the page, so nothing was ended. Please look at the current state.',
  lastAttemptAt: (time) => `Last result (${time})`,
  consentMissing: 'Consent needed',
  consentMissingSince: (time) =>
    `Since ${time} your organization's consent is missing. The sync is on hold, and nothing is lost.`,
  consentDoubted: (time) =>
    `At the sign-in of a user on ${time}, Microsoft answered that the consent of the organization is missing. If the sync continues, this disappears within a day.`,
  consentMissingUsers: (users) => `Users affected: ${users.toLocaleString('en')}`,
  apiKeysExplanation:
    'To read cards, each user needs an API key. Issue the keys in Sansan under "Administrator settings" > "External services" > "API" with the scope "all", and enter them here. A key is never shown again.',
  email: 'Email address',
  apiKey: 'API key',
  showKey: 'Show what I type',
  register: 'Register',
  cardUrl: 'Address of the card page',
  cardUrlExplanation:
    'The notes of each contact carry a link to the card page. Open one card, paste its address here, and put {id} where the card ID stands. When left empty, the notes carry the card ID.',
  cardUrlInvalid: 'Enter a URL of one of the allowed sites that begins with https:// and contains {id}.',
  cardUrlHosts: (hosts) => `Allowed sites, with their subdomains: ${hosts}`,
  cardUrlExample: 'A link in the notes looks like this',
  cardUrlSave: 'Save the address',
  cardUrlSaved: 'The address of the card page has been saved.',
  outboundAddresses: 'Outbound IP addresses',
  outboundAddressesHint: 'If you restrict access by IP address, allow these.',
};
