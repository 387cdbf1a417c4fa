import type { sessions as japanese } from '../ja/sessions.ts';

export const sessions: typeof japanese = {
  title: 'Where you are signed in',
  explanation:
    'These are the browsers in which you are signed in now. Sign out of any that you do not know. Each ends after an hour without use, and eight hours after the sign-in. A browser that is still signed in to Sansan may be signed in again without being asked.',
  startedAt: 'Signed in',
  seenAt: 'Last used',
  thisOne: 'This browser',
  endOthers: 'Sign out everywhere else',
  ended: 'Signed out.',
};
