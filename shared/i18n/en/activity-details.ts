import type { activityDetails as japanese } from '../ja/activity-details.ts';

export const activityDetails: typeof japanese = {
  linked: {
    'take-over': 'took the earlier folder over',
    rename: 'kept the earlier folder under another name',
    reconnected: 'signed in again',
  },
  unlinked: { 'folder-deleted': 'with the folder' },
  stopped: {
    'access-revoked': 'the access was revoked',
    'no-mailbox': 'the mailbox was not found',
    'key-refused': 'Sansan refused the API key',
    'access-denied': 'access to the contacts was denied',
  },
  changed: {
    'card-url': 'address of the card page',
    'other-accounts': 'which accounts can be linked',
    'contact-rules': 'how contacts are written',
  },
  refusedKey: {
    refused: 'not a valid API key',
    'other-person': "somebody else's API key",
    'other-owner': 'the API key of another card owner than before',
    'address-moved': "the address is now somebody else's",
  },
  refusedAnswer: {
    'already-done': 'done already',
    'no-cookies': 'no cookies',
    'other-browser': 'another browser',
    expired: 'too late',
    unknown: 'of nothing that was begun',
  },
  whose: { everybody: 'everybody' },
  decided: { apply: 'remove the contacts', keep: 'keep the contacts' },
  sessions: (sessions) => sessions.toLocaleString('en'),
  invited: (people) => (people === 1 ? 'one person' : `${people.toLocaleString('en')} people`),
  removalsHeld: (removals) => removals.toLocaleString('en'),
};
