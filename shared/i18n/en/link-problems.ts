import type { linkProblems as japanese } from '../ja/link-problems.ts';
import { answerRefusals } from './answer-refusals.ts';
import { FOLDER_EXISTS, waitAndRetry } from './phrases.ts';

export const linkProblems: typeof japanese = {
  'guest-account': {
    title: 'A guest account cannot be linked',
    happened: 'The account that signed in is a guest of this tenant. Contacts cannot be written for guests.',
    who: 'you',
    steps: [],
    next: ["On Microsoft's page, choose your own company's account."],
  },
  ...answerRefusals({
    title: 'The sign-in could not be confirmed',
    what: 'linking',
    standing: 'Your mailbox link has not changed.',
    steps: [],
  }),
  'not-connected': {
    title: 'Your organization is not connected',
    happened: 'The connection of your organization to Microsoft 365 has not been set up, or was ended.',
    who: 'administrator',
    steps: ['Open the page "Connection" under "External services", tick "Allow" and set it up.'],
    request: 'I would like to have my Sansan cards in Outlook. Please connect our organization to Microsoft 365.',
  },
  'already-linked': {
    title: 'Already linked',
    happened: 'Your mailbox is linked.',
    who: 'you',
    steps: ['There is nothing to do. To change to another account, unlink first.'],
    again: [],
  },
  'cleaning-up': {
    title: 'Your former link is still being cleaned up',
    happened: 'The former link was ended, and its clean-up is not complete yet.',
    who: 'you',
    steps: ['Wait about a minute.'],
  },
  'another-mailbox': {
    title: 'This is not the account you linked before',
    happened: 'You signed in with a different account than before.',
    who: 'you',
    steps: [],
    next: ["On Microsoft's page, choose the same account as before. To change the account, unlink first."],
  },
  'other-account-refused': {
    title: 'This account cannot be linked',
    happened: 'Your organization allows only the mailbox of the account with which you sign in at the portal.',
    who: 'you',
    steps: [],
    next: [
      "On Microsoft's page, choose the same account as at the portal.",
      'If you need another account, such as a shared mailbox, ask your administrator.',
    ],
  },
  'folder-exists': {
    title: 'The mailbox could not be linked',
    happened: FOLDER_EXISTS,
    who: 'you',
    steps: ['Rename or delete the folder "Sansan" in Outlook.'],
  },
  'folder-of-another-link': {
    title: 'The mailbox could not be linked',
    happened: FOLDER_EXISTS,
    who: 'you',
    steps: [
      'Make sure that the account you chose is your own.',
      'This folder was made by another link. If somebody else has linked this mailbox, renaming or deleting the folder would disturb their sync. Ask them or your administrator.',
      'If nobody uses the folder, rename or delete it in Outlook.',
    ],
  },
  'no-mailbox': {
    title: 'This account has no mailbox',
    happened: 'The account you chose has no mailbox on Exchange Online.',
    who: 'microsoft-administrator',
    steps: [
      {
        text: 'Check in the Microsoft 365 admin center that a license for Exchange Online is assigned.',
        page: 'licenses',
      },
    ],
    request: 'Please check that my account has a license with a mailbox on Exchange Online.',
  },
  'mailbox-unavailable': {
    title: 'The mailbox cannot be reached',
    happened: 'Outlook is temporarily not responding. You will continue where you left off.',
    who: 'you',
    steps: [waitAndRetry],
  },
};
