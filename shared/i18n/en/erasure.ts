import type { erasure as japanese } from '../ja/erasure.ts';

export const erasure: typeof japanese = {
  title: 'Delete all data',
  offer: 'Everything that this service holds about your organization can be deleted. Disconnect first.',
  open: 'Go to data deletion',
  what: 'This deletes all of the following. Once you start, this cannot be stopped or undone. All other pages close at once, and the deletion begins ten minutes later.',
  whatList: [
    'The settings of the organization, and its connection to Microsoft 365',
    'What is known of the users, and of which contact belongs to which card (card content is never kept)',
    'The API keys, and the stored credentials of users',
    'The audit log (if you need it, download the CSV file first)',
    'All sessions (everybody is signed out during the deletion)',
  ],
  stays:
    'The contacts in the Outlook of your users and the cards in Sansan stay as they are. To link again, users have to rename or delete the former folder "Sansan".',
  connectedFirst: 'There is still a connection to Microsoft 365. Disconnect it first, under "Connection".',
  typeName: (name) => `To confirm, type the name of the organization: ${name}`,
  nameDiffers: 'This is not the name of the organization.',
  confirm: 'Delete all data',
  again: 'To delete everything once more',
  accepted: 'Deletion requested',
  underway: 'Being deleted',
  underwayText: (since, from) =>
    `Asked for at ${since}; all other pages are closed since then. The data is deleted step by step from ${from} on. You can close this page.`,
  underwayAfter: 'You will be signed out during the deletion. Sign in again afterwards to see the receipt here.',
  goOn: 'Resume the deletion',
  goOnHint: 'Press this if nothing happens for a long time.',
  closedTitle: "Your organization's data is being deleted",
  closed:
    'The data of your organization is being deleted, so this page cannot be used now. The contacts in Outlook stay.',
  follow: 'See the deletion progress',
  receipt: 'Deletion receipt',
  receiptText: (at) => `All of the following was deleted by ${at}.`,
  organization: 'Organization',
  askedAt: 'Asked for',
  counts: {
    people: 'Users',
    contacts: 'Records of which contact belongs to which card',
    keys: 'API keys',
    activity: 'Lines of the audit log',
    sessions: 'Sessions',
    attempts: 'Records of linkings, consents and sent forms',
  },
  countPeople: (count) => count.toLocaleString('en'),
  count: (count) => count.toLocaleString('en'),
  vault: 'Stored credentials and API keys',
  vaultForgot: 'Erased for good',
  vaultForgetsBy: (at) =>
    `Deleted. A protection against erasing by mistake keeps them recoverable; they are gone for good by ${at}.`,
  vaultForgetsSome: 'Deleted. When they can no longer be recovered is not known.',
  expires: (at) => `This receipt is deleted at ${at}. Download it if you want to keep it.`,
  signedInSince:
    'What is known of people who signed in after that (the name of the organization, their session) is new.',
  download: 'Download the receipt (JSON)',
};
