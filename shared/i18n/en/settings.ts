import type { settings as japanese } from '../ja/settings.ts';
import { formatMinutes } from '../relative-time.ts';

export const settings: typeof japanese = {
  title: 'External service settings',
  heading: 'Outlook link',
  state: 'Link status',
  link: 'Link',
  otherMailbox: 'Use another account',
  keyTitle: 'Sansan Open API key',
  keyWaits: 'The administrator has registered an API key for you. Sign in again to use it.',
  keyMissing:
    'No API key is registered for you. If your administrator gave you one, enter it here; if not, please ask them to issue it in Sansan.',
  keyRegistered: 'Your API key is registered.',
  keyEnter: 'Enter an API key',
  keyChange: 'Change the API key',
  keyChangeHint: 'Enter a key here to replace the one that is registered.',
  keyAccepted: 'Your API key has been registered.',
  linkedAccount: 'Linked account',
  otherAccount: (own) =>
    `This is not your own address (${own}). If this is not what you intended, unlink and link again.`,
  folder: 'Outlook folder',
  running: 'Syncing',
  paceText: ({ done, total, perMinute, secondsLeft }) => {
    const count = `${done.toLocaleString('en')} of ${total.toLocaleString('en')} cards`;
    if (perMinute === undefined || secondsLeft === undefined) return count;
    const rate = Number(perMinute.toPrecision(2)).toLocaleString('en');
    const left = secondsLeft < 60 ? 'less than a minute' : `about ${formatMinutes(secondsLeft, 'en')}`;
    return `${count}, about ${rate} per minute, ${left} left`;
  },
  runningAt: (share) => `Syncing (${share.toLocaleString('en', { style: 'percent' })})`,
  refresh: 'Refresh',
  lastSuccess: 'Last successful sync',
  never: 'Not yet',
  writtenHourly: 'While nothing changes, this is updated about once an hour.',
  nextRun: 'Next sync',
  lastRun: 'Last changes',
  cards: 'Cards',
  cardsText: (cards) => cards.toLocaleString('en'),
  counts: ({ created, updated, removed }) =>
    `${created.toLocaleString('en')} added, ${updated.toLocaleString('en')} updated, ${removed.toLocaleString('en')} removed`,
  kept: 'Contacts kept',
  keptText: (kept) =>
    `${kept.toLocaleString('en')} contacts. Their cards are no longer in "My data"; delete them in Outlook when you do not need them.`,
  hold: (removals, of) =>
    `${removals.toLocaleString('en')} of ${of.toLocaleString('en')} contacts would be removed, because their cards are no longer in "My data". Because there are so many, the removal is on hold.`,
  holdShow: 'See which contacts these are',
  holdApplyHint:
    '"Remove them" deletes these contacts from the folder "Sansan". The cards are checked once more before that.',
  holdKeepHint:
    '"Keep them" leaves these contacts in Outlook as they are, and no longer updates them. Everything else is synced as before.',
  holdApply: 'Remove them',
  holdKeep: 'Keep them',
  asked: 'The sync is about to begin.',
  askedDone: 'The sync is done.',
  rebuildAsked: 'The rebuild is about to begin: every contact in the folder is checked against your cards.',
  syncNow: 'Sync now',
  rebuild: 'Rebuild',
  rebuildTitle: 'Rebuild the folder?',
  rebuildExplanation:
    'Every contact in the folder is checked against your cards. Contacts that are missing are made again, and what you changed in Outlook goes back to what the card says.',
  rebuildSpares:
    'Contacts of your own, fields that are not on the card, and what you wrote below our lines in the notes stay as they are.',
  rebuildConfirm: 'Rebuild the folder',
  preview: 'Preview the next sync',
  unlink: 'Unlink',
  linkedBefore: 'This linking has been completed before.',
  unlinked: 'Your mailbox is unlinked, and the sync has stopped.',
  unlinkTitle: 'Unlink this mailbox?',
  unlinkExplanation: 'The sync stops at once, and your saved sign-in is deleted.',
  unlinkFolder: 'What should happen to the folder "Sansan" in Outlook?',
  keepFolder: 'Keep it',
  keepFolderHint: 'The contacts stay as they are now and are no longer updated.',
  deleteFolder: 'Delete it',
  deleteFolderHint: (contacts) =>
    `The folder is renamed with the date and time and moved to Deleted Items with everything in it: ${contacts.toLocaleString('en')} contacts of cards, and those of your own.`,
  status: {
    'not-connected': {
      label: 'Not linked',
      text: 'The administrator of your organization has not connected Microsoft 365 yet. Please ask the administrator.',
    },
    'not-linked': {
      label: 'Not linked',
      text: 'The cards of "My data" are written into the Outlook contact folder "Sansan"; other contacts are left alone. "Link" takes you to Microsoft\'s sign-in: choose the Outlook account that should get your cards.',
    },
    'broken-off': {
      label: 'Linking not finished',
      text: 'Linking was not finished last time. Press "Link" again; it resumes where it stopped.',
    },
    unlinking: { label: 'Unlinking', text: 'Unlinking. This will finish soon.' },
    'reconnect-needed': { label: 'Sign in again', text: '' },
    'key-refused': {
      label: 'New API key needed',
      text: 'Sansan refused the API key that is registered. The sync resumes when a new one is entered below, under "Sansan Open API key". The administrator of your organization issues it in Sansan.',
    },
    disconnected: {
      label: 'Stopped',
      text: 'The sync has stopped, since your organization is not connected to Microsoft 365 now. Please ask your administrator.',
    },
    paused: {
      label: 'Paused',
      text: 'The administrator has paused the sync of the whole organization. Your link and your contacts stay as they are, and the sync continues where it stopped once the administrator resumes it.',
    },
    'key-missing': {
      label: 'API key missing',
      text: 'Your mailbox is linked, but no cards can be synced yet, since no API key has been entered for you.',
    },
    waiting: { label: 'Waiting', text: '' },
    running: { label: 'Syncing', text: 'You can close this page. The sync continues.' },
    failing: { label: 'Not syncing', text: '' },
    starting: { label: 'About to sync', text: 'The sync is about to begin. You can close this page.' },
    held: { label: 'Removal needs a decision', text: '' },
    decided: { label: 'In progress', text: '' },
    'cards-refused': { label: 'Cards not written', text: '' },
    'up-to-date': { label: 'Linked', text: 'Your cards are up to date.' },
  },
  pausedAlone:
    'The administrator has paused your sync. Your link and your contacts stay as they are, and the sync continues where it stopped once the administrator resumes it.',
  deciding: {
    apply: (removals) =>
      removals === 1 ? '1 contact is being removed.' : `${removals.toLocaleString('en')} contacts are being removed.`,
    keep: (removals) =>
      removals === 1 ? '1 contact is being kept.' : `${removals.toLocaleString('en')} contacts are being kept.`,
  },
  noCards: 'There are no cards in "My data" yet. Cards that come will be written into your contacts.',
  doubles: (count) =>
    `${count === 1 ? 'One card has' : `${count.toLocaleString('en')} cards each have`} a duplicate contact. "Rebuild" removes the duplicates, except those you added something to.`,
  absent: (count) =>
    `${count === 1 ? 'One contact is' : `${count.toLocaleString('en')} contacts are`} missing in the folder. They are looked for again after an hour, and created again if they are still missing. "Rebuild" creates them right away.`,
  cardsRefused: (count) =>
    `Your cards are up to date, except for ${count === 1 ? 'one card' : `${count.toLocaleString('en')} cards`} below that could not be written.`,
  paced: 'Outlook has taken as many changes as it takes at a time, so the sync pauses for a short while.',
  connectionEnded:
    'The administrator of your organization has disconnected Microsoft 365, so your link has ended. A folder that was left in Outlook stays as it is, and so do its contacts. Once your organization is connected again, press "Link" again.',
  resumes: 'Resumes',
  nextCheck: 'Next check',
  history: {
    title: 'Cards over time',
    says: (date, then, now) => `${then.toLocaleString('en')} cards on ${date}, ${now.toLocaleString('en')} now.`,
    begun: (date, then) => `${date}: ${then.toLocaleString('en')} cards`,
    now: (cards) => `Now: ${cards.toLocaleString('en')} cards`,
  },
  activity: 'Recent activity',
};
