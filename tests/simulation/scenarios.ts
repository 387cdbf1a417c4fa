import type { Fault } from './faults.ts';
import type { History } from './history.ts';
import type { Act, Step } from './steps.ts';

const after = (wait: number, act: Act): Step => ({ wait, who: 0, act });
const does = (wait: number, what: Exclude<Act, { pick: number } | { count: number }>['what']): Step =>
  after(wait, { what });
const linkedWith = (count: number): Step[] => [after(0, { what: 'cards-come', count }), does(1, 'link')];
const fault = (port: Fault['port'], nth: number, kind: Fault['kind']): Fault => ({ port, nth, kind });

/** Calls of a link and a first sync: the mailbox is asked for the name, the folder, the folder again, then comes the batch. */
const FIRST_BATCH = 3;

/** What once went wrong, or would without a rule that has its reason here. */
export const SCENARIOS: Readonly<Record<string, Omit<History, 'seed'>>> = {
  'a create whose answer is lost is found by its stamp': {
    steps: linkedWith(5),
    faults: [fault('mailbox', FIRST_BATCH, 'lose')],
  },
  'half a batch that broke off is made whole': {
    steps: linkedWith(24),
    faults: [fault('mailbox', FIRST_BATCH, 'half')],
  },
  'a create that lands after another worker wrote the card is taken back': {
    steps: [...linkedWith(5), does(180, 'sync-now')],
    faults: [fault('mailbox', FIRST_BATCH, 'crash-late')],
  },
  'a worker that sleeps past its lease writes nothing afterwards': {
    steps: [...linkedWith(45), does(240, 'sync-now')],
    faults: [fault('mailbox', FIRST_BATCH, 'stall')],
  },
  'a create that lands after its card was refused is the contact of that card': {
    steps: [
      ...linkedWith(1),
      after(130, { what: 'card-spoiled', pick: 0 }),
      does(0, 'sync-now'),
      after(3000, { what: 'card-changes', pick: 0 }),
      does(0, 'sync-now'),
    ],
    faults: [fault('mailbox', FIRST_BATCH, 'crash-late')],
  },
  'a create that lands after its card was refused goes with that card': {
    steps: [
      ...linkedWith(1),
      after(130, { what: 'card-spoiled', pick: 0 }),
      does(0, 'sync-now'),
      after(3000, { what: 'card-vanishes', pick: 0 }),
      does(0, 'rebuild'),
    ],
    faults: [fault('mailbox', FIRST_BATCH, 'crash-late')],
  },
  'a contact that was never written down goes when its card has vanished': {
    steps: [...linkedWith(5), after(20, { what: 'card-vanishes', pick: 2 })],
    faults: [fault('mailbox', FIRST_BATCH, 'crash-after')],
  },
  'what a listing found is not forgotten when the run stops before it is written down': {
    steps: [
      ...linkedWith(6),
      does(20, 'cards-fail'),
      does(2400, 'mailbox-full'),
      after(0, { what: 'cards-come', count: 15 }),
      does(1800, 'wait'),
    ],
    faults: [fault('mailbox', FIRST_BATCH, 'crash-after')],
  },
  'a contact that was never written down goes with its card, although that was refused meanwhile': {
    steps: [
      ...linkedWith(1),
      after(20, { what: 'card-spoiled', pick: 0 }),
      after(200, { what: 'card-vanishes', pick: 0 }),
      does(1000, 'sync-now'),
    ],
    faults: [fault('mailbox', FIRST_BATCH, 'late')],
  },
  'a listing that is empty by mistake does not remove the contact that took the place of a deleted one': {
    steps: [
      ...linkedWith(1),
      after(60, { what: 'contact-deleted', pick: 0 }),
      does(0, 'rebuild'),
      does(20, 'cards-empty'),
      does(130, 'sync-now'),
    ],
    faults: [fault('mailbox', FIRST_BATCH + 3, 'crash-after')],
  },
  'a listing that is empty by mistake removes nothing from a folder that was made again': {
    steps: [
      ...linkedWith(5),
      does(60, 'folder-deleted'),
      does(0, 'rebuild'),
      does(20, 'cards-empty'),
      does(130, 'sync-now'),
    ],
    faults: [fault('mailbox', FIRST_BATCH + 5, 'crash-after')],
  },
  'a word on removals that were done and not written down is not good for others': {
    steps: [
      ...linkedWith(20),
      after(60, { what: 'cards-vanish', count: 12 }),
      does(1, 'rebuild'),
      does(60, 'hold-applied'),
      does(30, 'cards-empty'),
      does(130, 'sync-now'),
    ],
    faults: [fault('mailbox', FIRST_BATCH + 5, 'crash-after')],
  },
  'a word on removals that were written down before the run died is not good for others': {
    steps: [
      ...linkedWith(20),
      after(60, { what: 'cards-vanish', count: 12 }),
      does(1, 'rebuild'),
      does(60, 'hold-applied'),
      does(30, 'cards-empty'),
      does(130, 'sync-now'),
    ],
    faults: [fault('links', 21, 'crash-before')],
  },
  'a listing that is empty by mistake removes not even what was never written down': {
    steps: [...linkedWith(1), does(20, 'cards-empty')],
    faults: [fault('mailbox', FIRST_BATCH, 'crash-after')],
  },
  'an update that lands after a newer one is written again': {
    steps: [
      ...linkedWith(1),
      after(60, { what: 'card-changes', pick: 0 }),
      does(0, 'sync-now'),
      after(70, { what: 'card-changes', pick: 0 }),
      does(0, 'sync-now'),
    ],
    faults: [fault('mailbox', FIRST_BATCH + 2, 'late')],
  },
  'a card that changes while all cards are read is not taken for gone': {
    steps: [
      ...linkedWith(45),
      does(60, 'rebuild'),
      ...[40, 41, 42, 43, 44].map((pick) => after(1, { what: 'card-changes', pick })),
    ],
    faults: [],
  },
  'a batch whose token was refused is not sent again by the same run': {
    steps: linkedWith(5),
    faults: [fault('mailbox', FIRST_BATCH, 'unauthorized')],
  },
  'a token that is renewed until the lease has nearly ended lets no batch leave': {
    steps: [...linkedWith(45), does(100, 'sync-now')],
    faults: [fault('mailbox', FIRST_BATCH + 1, 'unauthorized'), fault('sign-in', 2, 'stall')],
  },
  'a rebuild that is asked for meanwhile does not shorten a wait': {
    steps: [...linkedWith(5), does(4, 'rebuild'), does(1, 'rebuild')],
    faults: [fault('mailbox', 2, 'throttle')],
  },
  'a batch of which a part was throttled keeps everybody away for as long': {
    steps: [...linkedWith(24), does(15, 'sync-now'), does(5, 'sync-now')],
    faults: [fault('mailbox', FIRST_BATCH, 'throttle-part')],
  },
  'a preview that was told to wait keeps everybody away for as long': {
    steps: [...linkedWith(5), does(60, 'rebuild'), does(30, 'preview'), does(15, 'sync-now')],
    faults: [fault('mailbox', FIRST_BATCH + 1, 'throttle'), fault('queue', 1, 'delay')],
  },
  'a shorter wait for the cards does not shorten that for the mailbox': {
    steps: [...linkedWith(5), does(60, 'rebuild'), does(2, 'rebuild'), does(90, 'rebuild')],
    faults: [fault('mailbox', FIRST_BATCH + 4, 'throttle'), fault('cards', 1, 'throttle')],
  },
  'a worker that is told to wait while another one writes keeps everybody away': {
    steps: [
      ...linkedWith(5),
      after(60, { what: 'card-changes', pick: 1 }),
      does(0, 'rebuild'),
      does(0, 'rebuild'),
      does(20, 'sync-now'),
      does(20, 'rebuild'),
    ],
    faults: [fault('mailbox', FIRST_BATCH + 2, 'throttle')],
  },
  'a linking that was told to wait, in another tab, keeps everybody away': {
    steps: [...linkedWith(0), does(13, 'link'), does(560, 'rebuild')],
    faults: [fault('links', 1, 'stall'), fault('mailbox', 2, 'throttle')],
  },
  'a folder waits to be deleted for as long as the mailbox asks': {
    steps: [...linkedWith(0), does(600, 'mailbox-throttles'), does(13, 'unlink-delete')],
    faults: [],
  },
  'an unlinking whose message is lost is tidied up all the same': {
    steps: [...linkedWith(3), does(60, 'unlink-keep')],
    faults: [fault('queue', 1, 'crash-before')],
  },
  'a disconnect in the middle of a linking leaves no token': {
    steps: [...linkedWith(0), does(3, 'disconnect')],
    faults: [],
  },
  'a linking that another tab has overtaken writes no token': {
    steps: [...linkedWith(0), does(3, 'link'), does(60, 'rebuild')],
    faults: [fault('vault', 2, 'refuse')],
  },
  'a disconnect that dies half-way ends the links all the same': {
    steps: [...linkedWith(3), does(60, 'disconnect')],
    faults: [fault('queue', 1, 'crash-before')],
  },
  'a folder that is made again without an answer is found': {
    steps: [...linkedWith(5), does(60, 'folder-deleted'), does(1, 'rebuild')],
    faults: [fault('mailbox', FIRST_BATCH + 2, 'lose')],
  },
  'a folder that is brought back in place of the one that took its own holds no card that is gone': {
    steps: [
      ...linkedWith(5),
      does(60, 'folder-deleted'),
      does(0, 'rebuild'),
      does(60, 'folder-renamed'),
      after(0, { what: 'card-vanishes', pick: 1 }),
      does(0, 'rebuild'),
      does(60, 'folder-deleted'),
      does(0, 'folder-restored'),
      does(0, 'rebuild'),
    ],
    faults: [],
  },
  'a contact of an earlier link, carried over by hand, is not adopted in place of the one that is missing': {
    steps: [
      ...linkedWith(1),
      after(60, { what: 'contact-moved-out', pick: 0 }),
      does(0, 'unlink-keep'),
      does(60, 'link'),
      does(60, 'link'),
      after(60, { what: 'contact-deleted', pick: 0 }),
      after(0, { what: 'contact-moved-in', pick: 0 }),
      does(0, 'rebuild'),
    ],
    faults: [],
  },
  'a folder that is taken over holds every card once, and no card that is gone': {
    steps: [
      ...linkedWith(12),
      after(60, { what: 'contact-memo', pick: 1 }),
      does(0, 'own-contact'),
      does(0, 'unlink-keep'),
      after(60, { what: 'card-vanishes', pick: 3 }),
      after(0, { what: 'card-changes', pick: 5 }),
      after(0, { what: 'contact-deleted', pick: 7 }),
      after(0, { what: 'cards-come', count: 3 }),
      does(60, 'link-taking-over'),
    ],
    faults: [],
  },
  'a contact that two listings of a folder that is taken over lack goes with its card': {
    steps: [
      ...linkedWith(1),
      does(600, 'unlink-keep'),
      after(10, { what: 'card-vanishes', pick: 0 }),
      does(10, 'listings-fall-short'),
      does(0, 'link-taking-over'),
    ],
    faults: [],
  },
  'what an earlier link made twice is once in the folder that is taken over': {
    steps: [...linkedWith(5), does(180, 'sync-now'), does(30, 'unlink-keep'), does(900, 'link-taking-over')],
    faults: [fault('mailbox', FIRST_BATCH, 'crash-late')],
  },
  'a taking over that breaks off is taken up by the next sign-in': {
    steps: [...linkedWith(5), does(60, 'unlink-keep'), does(60, 'link-taking-over'), does(60, 'link')],
    faults: [fault('vault', 4, 'crash-before')],
  },
  'a folder that is renamed out of the way keeps what is in it': {
    steps: [
      ...linkedWith(5),
      does(60, 'unlink-keep'),
      does(60, 'link-renaming'),
      does(60, 'unlink-keep'),
      does(60, 'link-renaming'),
    ],
    faults: [],
  },
  'a person’s copies, contacts and notes stay': {
    steps: [
      ...linkedWith(5),
      after(60, { what: 'contact-memo', pick: 1 }),
      after(0, { what: 'contact-copied', pick: 1 }),
      does(0, 'own-contact'),
      after(1200, { what: 'card-changes', pick: 1 }),
      does(1, 'rebuild'),
      after(60, { what: 'card-vanishes', pick: 3 }),
    ],
    faults: [],
  },
};
