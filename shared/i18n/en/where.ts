import type { where as japanese } from '../ja/where.ts';

export const where: typeof japanese = {
  title: 'Where to find the folder',
  open: 'Open in Outlook on the web',
  missing:
    'If it is not there, check that Outlook is signed in with the same account as the "Linked account" above. What other apps show, Outlook for Mac among them, could not be verified.',
};
