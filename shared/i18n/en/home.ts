import type { home as japanese } from '../ja/home.ts';

export const home: typeof japanese = {
  title: 'Home',
  welcome: 'Your Sansan cards, in your Outlook contacts.',
  explanation:
    'The cards in your "My data" are written to the Outlook contact folder "Sansan" and kept up to date every 30 minutes. The sync goes one way, from Sansan to Outlook.',
  signInFirst: 'Please sign in with your Sansan account to begin.',
  mySettings: 'Link my Outlook',
  mySettingsHint: 'Link your mailbox, see how the sync is doing, end the link',
  organizationSettings: 'Set up my organization',
  organizationSettingsHint: 'Connect a Microsoft 365 tenant, enter API keys, see who uses it',
};
