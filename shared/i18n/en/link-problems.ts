import type { linkProblems as japanese } from '../ja/link-problems.ts';
import { answerRefusals } from './answer-refusals.ts';
import { FOLDER_EXISTS } from './phrases.ts';

export const linkProblems: typeof japanese = {
  'guest-account': {
    title: 'A guest account cannot be linked',
    happened: 'The account that signed in is a guest of this tenant. Contacts cannot be written for guests.',
    who: 'you',
    steps: ['Choose your own company account next time.'],
  },
  ...answerRefusals({
    title: 'The sign-in could not be confirmed',
    what: 'linking',
    standing: 'The link has not been changed.',
    steps: [],
  }),
  'not-connected': {
    title: 'Your organization is not connected',
    happened: 'The connection of your organization to Microsoft 365 has not been set up, or was ended.',
    who: 'administrator',
    steps: ['Ask the administrator to set up external services.'],
    request: 'I would like to have my Sansan cards in Outlook. Please connect Microsoft 365 under external services.',
  },
  'already-linked': {
    title: 'Already linked',
    happened: 'Your mailbox is linked.',
    who: 'you',
    steps: ['To change to another account, end the link first.'],
  },
  'cleaning-up': {
    title: 'Your former link is still ending',
    happened: 'The former link has ended, but its clean-up is not complete yet.',
    who: 'you',
    steps: ['Wait about a minute.'],
  },
  'another-mailbox': {
    title: 'Another account',
    happened: 'To reconnect, sign in with the same account as before.',
    who: 'you',
    steps: ['Choose the same account as before. To change the account, unlink first.'],
  },
  'other-account-refused': {
    title: 'This account cannot be linked',
    happened: 'Your organization allows only the mailbox of the account with which you sign in at the portal.',
    who: 'you',
    steps: [
      'Choose the same account as at the portal.',
      'If you need another account, such as a shared mailbox, ask your administrator.',
    ],
  },
  'folder-exists': {
    title: 'Linking could not finish',
    happened: FOLDER_EXISTS,
    who: 'you',
    steps: ['Rename or delete the folder "Sansan" in Outlook.'],
  },
  'folder-of-another-link': {
    title: 'Linking cannot finish',
    happened: FOLDER_EXISTS,
    who: 'you',
    steps: [
      'Make sure that the account you chose is your own.',
      'This folder was made by another link. If somebody else has linked this mailbox, renaming or deleting the folder would disturb their sync. Ask them or your administrator.',
      'If nobody uses the folder, rename or delete it in Outlook.',
    ],
  },
  'no-mailbox': {
    title: 'No mailbox',
    happened: 'This account has no mailbox on Exchange Online.',
    who: 'microsoft-administrator',
    steps: [
      {
        text: 'Check in the Microsoft 365 admin center that a licence for Exchange Online is assigned.',
        page: 'licences',
      },
    ],
    request: 'Please check that my account has a licence with a mailbox on Exchange Online.',
  },
  'mailbox-unavailable': {
    title: 'The mailbox cannot be reached',
    happened: 'Outlook did not answer for a moment.',
    who: 'you',
    steps: ['Wait a little. What was done so far is taken up then.'],
  },
};
