import type { preview as japanese } from '../ja/preview.ts';

export const preview: typeof japanese = {
  title: 'What the next sync would do',
  explanation:
    'This is what "Sync now" would do. All your cards were compared with the folder, and nothing has been written yet.',
  rhythm:
    'The sync every 30 minutes brings new and changed cards. Contacts of cards that are gone are removed within 6 hours, and contacts that were deleted in Outlook come back within a day.',
  undecided: 'Nothing is removed until you decide. Go back and choose "Keep them" or "Remove them".',
  nothing: 'There is nothing to write. Your contacts are up to date.',
  total: (count) => (count === 1 ? 'There is 1 change.' : `There are ${count.toLocaleString('en')} changes.`),
  atLeast: (count) =>
    `There is so much to do that the ${count.toLocaleString('en')} newest come first. The syncs after that bring the rest.`,
  kind: 'Change',
  count: 'Count',
  cases: (count) => count.toLocaleString('en'),
  what: {
    'create:new-card': 'Add: new card',
    'create:new-folder': 'Add: the folder was made anew',
    'create:contact-missing': 'Add: the contact is missing in the folder',
    'create:parked-card-changed': 'Add: a card that could not be written has changed',
    'create:tried-again': 'Add: a card that could not be written is tried again',
    'update:card-changed': 'Update: the card or the settings of your organization have changed',
    'update:found-by-stamp': 'Update: a contact in the folder is brought in line with its card',
    'update:overtaken': 'Update: older content was written late',
    'update:tried-again': 'Update: a card that could not be written is tried again',
    'update:altered': 'Update: the contact was changed in Outlook and gets what is on the card',
    'wait:card-left': 'On hold: the card is no longer in "My data"',
    'remove:card-left': 'Remove: the card is no longer in "My data"',
    'remove:stray': 'Remove: a second contact of the same card',
    'remove:double': 'Remove: a second contact of the same card (it stays if you added anything to it)',
    'forget:card-left': 'No change: the card is gone, and so is its contact',
    'record:kept-by-person': 'No change: the contact stays, as you decided',
    'record:found-by-stamp': 'No change: a contact in the folder is noted',
  },
  entries: 'Affected cards and contacts',
  more: (count) => `and ${count.toLocaleString('en')} more`,
  nameless: (cardId) => `Card ${cardId}`,
  gone: (cardId) => `A card that is no longer in "My data" (${cardId})`,
  folderGone:
    'The folder "Sansan" is not to be found in Outlook. The next sync creates it again and writes all cards into it.',
  nothingRuns: 'No sync runs now. The page before this one says why.',
  failed: 'There was a problem while comparing.',
};
