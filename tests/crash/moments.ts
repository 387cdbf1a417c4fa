import { seededRandom } from '../../local/cards/random.ts';

/** How long a service takes for the request at which the app dies: longer than it takes to notice and to kill. */
export const HELD_MS = 400;

/** A moment in the life of a run at which the app is killed. */
export interface Moment {
  readonly what: string;
  /** The request during which the app dies; without one, any time after the run took its lease. */
  readonly request?: {
    readonly service: 'sansan' | 'graph' | 'cosmos';
    readonly match: string;
    /** Requests of that kind that pass before. */
    readonly skip: number;
    /** Whether the work is done when the app dies. Otherwise it is done afterwards. */
    readonly isDone: boolean;
  };
  /** Count from the moment on at which the run took its lease. */
  readonly isUnderLease: boolean;
  /** Real milliseconds that pass before the blow. */
  readonly lag: number;
  /** How long nobody starts the app again, in minutes of the emulated clock. */
  readonly minutes: number;
}

interface Kind {
  readonly what: string;
  readonly request?: Omit<NonNullable<Moment['request']>, 'skip'> & { readonly upTo: number };
  readonly isUnderLease?: true;
  readonly lag?: readonly [from: number, to: number];
}

const BATCH = { service: 'graph', match: '^POST /\\$batch$', upTo: 6 } as const;
const COMMIT = { service: 'cosmos', match: '^POST /dbs/.+/colls/links/docs$', upTo: 6 } as const;
const LEASE = { service: 'cosmos', match: '^PUT /dbs/.+/colls/links/docs/head$', upTo: 1 } as const;

const BEFORE_ANY_POST: Kind = { what: 'before the first POST', request: { ...LEASE, isDone: true } };

/** One of each: all that a run does, and the gaps between. */
const KINDS: readonly Kind[] = [
  BEFORE_ANY_POST,
  { what: 'the lease is being taken', request: { ...LEASE, isDone: false } },
  {
    what: 'the cards are being listed',
    request: { service: 'sansan', match: '^GET /v[^/]+/bizCards', upTo: 8, isDone: false },
  },
  {
    what: 'the folder is being listed',
    request: { service: 'graph', match: '^GET /me/contactFolders/[^/]+/contacts', upTo: 2, isDone: false },
  },
  { what: 'a batch is about to be worked on', request: { ...BATCH, isDone: false }, isUnderLease: true },
  {
    what: 'a part of a batch is being worked on',
    request: { service: 'graph', match: '^POST /me/contactFolders/[^/]+/contacts$', upTo: 100, isDone: false },
  },
  { what: 'a batch is done and not answered', request: { ...BATCH, isDone: true }, isUnderLease: true },
  { what: 'a commit is on its way', request: { ...COMMIT, isDone: false }, isUnderLease: true },
  { what: 'a commit is done and not answered', request: { ...COMMIT, isDone: true }, isUnderLease: true },
  {
    what: 'a batch is answered and its commit not sent',
    request: { ...COMMIT, isDone: true },
    isUnderLease: true,
    lag: [250, 350],
  },
  { what: 'any time', isUnderLease: true, lag: [0, 500] },
];

/** Moments by the seed, of all kinds about equally many. The first is before there is any contact. */
export function momentsOf(seed: number, count: number): Moment[] {
  const random = seededRandom(`crash ${seed}`);
  const bag: Kind[] = [];
  const kinds = Array.from({ length: count - 1 }, () => {
    if (bag.length === 0) bag.push(...KINDS);
    return bag.splice(random.below(bag.length), 1);
  }).flat();
  return [BEFORE_ANY_POST, ...kinds].map(({ what, request, isUnderLease = false, lag = [0, 100] }) => ({
    what,
    ...(request === undefined ? {} : { request: { ...request, skip: random.below(request.upTo) } }),
    isUnderLease,
    lag: lag[0] + random.below(lag[1] - lag[0]),
    minutes: random.pick([11, 16, 31]),
  }));
}
