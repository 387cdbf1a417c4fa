import type * as japanese from '../ja/home.ts';

export const home: typeof japanese.home = {
  title: 'Home',
  welcome: 'Your Sansan cards, in your Outlook contacts.',
  explanation:
    'The cards in your "My data" are written to the Outlook contact folder "Sansan" and kept up to date every 30 minutes. The sync goes one way, from Sansan to Outlook.',
  signedOut: 'You have signed out. The next sign-in in this browser asks for the account.',
  signInFirst: 'Please sign in with your Sansan account to begin.',
  signInAtCompany: 'Please sign in with your Microsoft 365 work account to begin.',
  mySettings: 'Link my Outlook',
  mySettingsHint: 'Link your mailbox, see how the sync is doing, unlink it',
  organizationSettings: 'Set up my organization',
  organizationSettingsHint: 'Connect a Microsoft 365 tenant, enter API keys, see who uses it',
};

export const plan: typeof japanese.plan = {
  title: 'Not part of your plan',
  happened: 'Your contract plan does not include the Microsoft 365 connection.',
  endings: 'You can unlink at any time.',
  unlink: 'Unlink your own mailbox',
  disconnect: 'Disconnect the whole organization',
  next: 'If you would like to use it, please ask your sales contact or the support center. Sync is paused for people already linked; nothing is lost, and it resumes when your plan is changed to one that includes it.',
};

export const sessions: typeof japanese.sessions = {
  title: 'Where you are signed in',
  explanation:
    'These are the browsers in which you are signed in now. Sign out of any whose sign-in you do not recognize. Each ends after an hour without use, and eight hours after the sign-in. A browser that is still signed in to your work account or Sansan account may be signed in again without being asked.',
  startedAt: 'Signed in',
  seenAt: 'Last used',
  thisOne: 'This browser',
  endOthers: 'Sign out everywhere else',
  ended: 'Signed out.',
};
