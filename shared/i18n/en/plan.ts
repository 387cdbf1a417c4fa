import type { plan as japanese } from '../ja/plan.ts';

export const plan: typeof japanese = {
  title: 'Not part of your plan',
  happened: 'Your contract plan does not include the Microsoft 365 connection.',
  endings: 'What is linked can be ended at any time.',
  unlink: 'Unlink your own mailbox',
  disconnect: 'Disconnect the whole organization',
  next: 'If you would like to use it, please ask your sales contact or the support centre. For people who are linked already the sync is paused; nothing is lost, and it resumes when your plan includes the feature again.',
};
