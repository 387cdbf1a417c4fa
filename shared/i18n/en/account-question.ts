import type { accountQuestion as japanese } from '../ja/account-question.ts';

export const accountQuestion: typeof japanese = {
  title: 'Link another account?',
  accounts: (portal, mailbox) => `You signed in to the portal as ${portal} and chose the mailbox of ${mailbox}.`,
  consequence: 'If you go on, your cards are written to the contacts of that account. Nothing has changed yet.',
  confirm: 'Link this account',
};
