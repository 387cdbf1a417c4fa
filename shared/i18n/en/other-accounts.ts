import type { otherAccounts as japanese } from '../ja/other-accounts.ts';

export const otherAccounts: typeof japanese = {
  title: 'Which accounts can be linked',
  allowed: 'Let people link a mailbox of a different account from the one they use for the portal',
  hint: 'They are asked to confirm first. If you do not allow it, mailboxes that are linked already stay in sync, but cannot be linked again.',
  save: 'Save account settings',
  saved: 'The account settings have been saved.',
};
