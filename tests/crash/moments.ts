import { seededRandom } from '../../local/sample-data/random.ts';

/** How long a service takes for the request at which the app dies: longer than it takes to notice and to kill. */
export const HELD_MS = 300;

/** A request that is waited for. */
export interface Awaited {
  readonly service: 'sansan' | 'graph' | 'cosmos';
  readonly match: string;
  /** Requests of that kind that pass before. */
  readonly skip: number;
  /** What the service does with it. `hold-answer`: the work is done when the app dies, otherwise it is done afterwards. */
  readonly effect: { readonly kind: 'delay' | 'hold-answer'; readonly ms: number };
}

/** A moment in the life of a run at which the app is killed. */
export interface Moment {
  readonly what: string;
  /** They come one after the other; at the last one the app dies. */
  readonly requests: readonly Awaited[];
  /** Real milliseconds that pass before the blow. */
  readonly lag: number;
  /** How long nobody starts the app again, in minutes of the emulated clock. */
  readonly minutes: number;
}

interface Kind {
  readonly what: string;
  /** Any time under the lease where there is none. */
  readonly request?: Pick<Awaited, 'service' | 'match'> & {
    /** One of so many is picked. A run that begins has them before it is done. */
    readonly upTo: number;
    readonly isDone: boolean;
  };
  /** Only requests count that are sent after the run took its lease. */
  readonly isUnderLease: boolean;
  readonly lag?: { readonly from: number; readonly to: number };
}

const LEASE = { service: 'cosmos', match: '^PUT /dbs/.+/colls/links/docs/head$' } as const;
const CARDS = { service: 'sansan', match: '^GET /v[^/]+/bizCards' } as const;
const FOLDER = { service: 'graph', match: '^GET /me/contactFolders/[^/]+/contacts$' } as const;
const PART = { service: 'graph', match: '^POST /me/contactFolders/[^/]+/contacts$' } as const;
const BATCH = { service: 'graph', match: '^POST /\\$batch$', upTo: 7 } as const;
const COMMIT = { service: 'cosmos', match: '^POST /dbs/.+/colls/links/docs$', upTo: 6 } as const;

const BEFORE_THE_FIRST_POST: Kind = {
  what: 'before the first POST',
  request: { ...LEASE, upTo: 1, isDone: true },
  isUnderLease: false,
};

/** One of each: all that a run does, and the gaps between. */
const KINDS: readonly Kind[] = [
  BEFORE_THE_FIRST_POST,
  { what: 'the lease is being taken', request: { ...LEASE, upTo: 1, isDone: false }, isUnderLease: false },
  { what: 'the cards are being listed', request: { ...CARDS, upTo: 4, isDone: false }, isUnderLease: false },
  { what: 'the folder is being listed', request: { ...FOLDER, upTo: 1, isDone: false }, isUnderLease: false },
  { what: 'a batch is about to be worked on', request: { ...BATCH, isDone: false }, isUnderLease: true },
  { what: 'a part of a batch is being worked on', request: { ...PART, upTo: 120, isDone: false }, isUnderLease: true },
  { what: 'a batch is done and not answered', request: { ...BATCH, isDone: true }, isUnderLease: true },
  { what: 'a commit is on its way', request: { ...COMMIT, isDone: false }, isUnderLease: true },
  { what: 'a commit is done and not answered', request: { ...COMMIT, isDone: true }, isUnderLease: true },
  // A run has one commit on its way at a time, so the next one waits.
  {
    what: 'a batch is answered and its commit not sent',
    request: { ...COMMIT, isDone: true },
    isUnderLease: true,
    lag: { from: 150, to: 250 },
  },
  { what: 'any time', isUnderLease: true, lag: { from: 0, to: 600 } },
];

/** Moments by the seed, of all kinds about equally many. The first is before there is any contact. */
export function momentsOf(seed: number, count: number): Moment[] {
  const random = seededRandom(`crash ${seed}`);
  const bag: Kind[] = [];
  const kinds = Array.from({ length: count - 1 }, () => {
    if (bag.length === 0) bag.push(...KINDS);
    return bag.splice(random.below(bag.length), 1);
  }).flat();
  return [BEFORE_THE_FIRST_POST, ...kinds].map(({ what, request, isUnderLease, lag = { from: 0, to: 60 } }) => {
    const lease: Awaited = { ...LEASE, skip: 0, effect: { kind: 'delay', ms: 0 } };
    return {
      what,
      requests: [
        ...(isUnderLease ? [lease] : []),
        ...(request === undefined ? [] : [awaited(request, random.below(request.upTo))]),
      ],
      lag: lag.from + random.below(lag.to - lag.from),
      minutes: random.pick([11, 16, 31]),
    };
  });
}

function awaited({ service, match, isDone }: NonNullable<Kind['request']>, skip: number): Awaited {
  return { service, match, skip, effect: { kind: isDone ? 'hold-answer' : 'delay', ms: HELD_MS } };
}
