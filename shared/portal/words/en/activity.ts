import type { activity as japanese } from '../ja/activity.ts';

export const activity: typeof japanese = {
  'consent-asked': 'Asked for the consent of an administrator',
  'consent-failed': 'The consent was not completed',
  'consent-link-made': 'Made a link for the consent',
  'consent-link-revoked': 'Took the link for the consent back',
  'consent-missing': 'The consent of the organization was said to be missing',
  'consent-restored': 'The consent of the organization was confirmed again',
  connected: 'Connected to Microsoft 365',
  disconnected: 'Disconnected from Microsoft 365',
  linked: 'Linked a mailbox',
  unlinked: 'Ended a link',
  'key-supplied': 'Registered an API key',
  'notices-chosen': 'Changed who is notified',
  'first-sync-finished': 'The first sync finished',
  'folder-made-again': 'The folder had been deleted and was made again',
  'removals-held': 'Put many removals on hold',
  'reconnect-needed': 'A new sign-in became necessary',
  'run-poisoned': 'The sync was tried several times and could not finish',
};
