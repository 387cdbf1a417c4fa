import type { settings as japanese } from '../ja/settings.ts';
import { FOLDER_EXISTS } from './phrases.ts';

export const settings: typeof japanese = {
  title: 'External service settings',
  link: 'Link',
  linkExplanation: '"Link" takes you to Microsoft\'s sign-in. Choose the Outlook account that should get your cards.',
  notConnected:
    'The administrator of your organization has not connected Microsoft 365 yet. Please ask the administrator.',
  keyMissing: 'No API key has been entered for you. The sync begins when there is one.',
  keyRegistered: 'Your API key is registered.',
  keyExplanation: 'Enter or change your API key here. If your administrator has entered it, there is nothing to do.',
  keyAccepted: 'Your API key has been registered.',
  linkedAccount: 'Linked account',
  folder: 'Outlook folder',
  running: 'Syncing',
  progress: (done, total) => `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`,
  starting: 'The sync is about to begin.',
  lastSuccess: 'Last successful sync',
  never: 'Not yet',
  nextRun: 'Next sync',
  within30Minutes: 'Within 30 minutes',
  lastRun: 'What the last sync did',
  counts: ({ cards, created, updated, removed }) =>
    `${cards.toLocaleString('en')} contacts (${created} added, ${updated} updated, ${removed} removed)`,
  parked: (count) => `Cards that could not be written: ${count}`,
  hold: (removals, of) =>
    `${removals.toLocaleString('en')} of ${of.toLocaleString('en')} contacts would be removed. That is so many that the removal is on hold.`,
  holdApply: 'Remove them',
  holdKeep: 'Keep them',
  holdDecided: 'Your choice is being carried out.',
  asked: 'The sync has been asked for and begins in a moment.',
  syncNow: 'Sync now',
  rebuild: 'Rebuild',
  rebuildHint: 'Checks the whole folder against your cards and repairs what is missing.',
  unlink: 'Unlink',
  unlinkTitle: 'End the link?',
  unlinkExplanation: 'The sync stops at once, and the sign-in that we keep for you is deleted.',
  keepFolder: 'Keep the folder "Sansan" in Outlook',
  deleteFolder: 'Delete the folder "Sansan" in Outlook',
  unlinking: 'The link is being tidied up. This will be done soon.',
  state: {
    'not-linked': 'Not linked',
    linking: 'Being linked',
    linked: 'Linked',
    'reconnect-needed': 'Reconnect needed',
    unlinking: 'Being unlinked',
  },
  stopped: {
    'access-revoked':
      'Microsoft has revoked the access, for example after a password reset. Press "Link" and sign in again with the same account.',
    'no-mailbox': 'The mailbox was not found. Ask your administrator about the Exchange Online licence.',
    'key-refused': 'Sansan refused your API key. Enter a new one.',
    'access-denied':
      'Access to the contacts was denied. Ask your administrator about Conditional Access and similar policies.',
  },
  failure: (code) =>
    ({
      throttled: 'Microsoft asks us to wait. The sync goes on by itself.',
      'mailbox-throttled': 'Microsoft asks us to wait. The sync goes on by itself.',
      'cards-throttled': 'Sansan asks us to wait. The sync goes on by itself.',
      'cards-unavailable': 'Sansan could not be reached. It is tried again by itself.',
      'mailbox-full': 'The mailbox is full. Please make room in it.',
      'mailbox-mailbox-full': 'The mailbox is full. Please make room in it.',
      'mailbox-no-mailbox':
        'The mailbox is not found. Please ask your administrator about its Exchange Online licence.',
      'folder-name-taken': FOLDER_EXISTS,
      'consent-missing': 'The consent of the organization is missing. Please ask your administrator.',
    })[code] ?? 'There was a passing problem. It is tried again by itself.',
  where: 'Where to find the folder',
  whereSteps: [
    'Outlook on the web and new Outlook: open "People" on the left and expand "Contacts"; "Sansan" is among the folders.',
    'Classic Outlook on the desktop: open "People" at the bottom left and choose "Sansan" under "My Contacts". Expand the list of the right account if it is collapsed.',
    'Phone: switch on the sync of contacts in the settings of the Outlook app.',
  ],
  activity: 'Recent activity',
};
