import type { otherAccounts as japanese } from '../ja/other-accounts.ts';

export const otherAccounts: typeof japanese = {
  title: 'Which accounts can be linked',
  allowed: 'Allow the mailbox of another account than that of the portal',
  hint: 'If allowed, the person is asked before. If not, mailboxes that are linked already stay in sync, but cannot be reconnected.',
  save: 'Save the accounts',
  saved: 'Which accounts can be linked is saved.',
};
