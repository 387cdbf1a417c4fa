import { readFileSync } from 'node:fs';
import type { Figures } from '../bench/figures.ts';

/** What a user's day is made of. Counted in tests where it says so, else assumed. */
export const DAY = {
  /** Every half hour. */
  looks: 48,
  /** Of the looks, those at all cards (PRODUCT C12). */
  sweeps: 4,
  /** Of the sweeps, those that read the ledger row by row: one a week. */
  sweepsWithRows: 1 / 7,
  /** Assumed. */
  cards: 1000,
  changedCards: 2,
  /** Runs that need the mailbox: the daily listing, and one for each change. */
  mailboxRuns: 3,
} as const;

/** Request units. The first is counted (`tests/contract/sync/run-costs`), the others are estimated from sizes. */
const UNITS = { look: 2, writingRun: 40, hourlyWrite: 10, rowInSweep: 0.5 } as const;

/** Of an hour of autoscale the highest second is paid, and a tenth of the maximum at least. Peaks are assumed. */
const PEAK = 2;
const LEAST_AUTOSCALE = 100;

/** Cards on a page of the card system. */
const PAGE = 300;

/** Seconds that a look waits for the card system and the database; assumed. */
const LOOK_SECONDS = 0.3;
/** Messages that an instance works on at a time (`host.json`). */
const AT_ONCE = 24;
/** Bytes in the log workspace for one look: our line, and what the platform says of the call; assumed. */
const LOG_BYTES = 2500;
/** List prices in US dollars, as remembered; to be replaced by those of the region and the day. */
const PRICE = {
  millionUnitsServerless: 0.25,
  /** For an hour of 100 request units a second, autoscaling. */
  hundredUnitsHour: 0.012,
  gigabyteSecond: 0.000026,
  millionExecutions: 0.4,
  tenThousandQueueRequests: 0.004,
  tenThousandSecretReads: 0.03,
  gigabyteOfLogs: 2.76,
} as const;
const INSTANCE_GIGABYTES = 2;
const SECONDS = 86_400;

/** What so many linked users need, on average over a day. */
export interface Load {
  readonly users: number;
  readonly looksPerSecond: number;
  /** Seconds in which the timer puts out the messages of one minute. */
  readonly fanOutSeconds: number;
  readonly cardRequestsPerSecond: number;
  readonly unitsPerSecond: number;
  readonly graphPerSecond: number;
  /** With every instance's memory of keys being of no use. */
  readonly vaultPerSecond: number;
  /** Instances that are busy all the time. */
  readonly instances: number;
  /** Of one core, in looks alone. */
  readonly cores: number;
  readonly logGigabytes: number;
  readonly dollars: {
    readonly database: { readonly serverless: number; readonly autoscale: number };
    readonly functions: number;
    readonly queue: number;
    readonly vault: number;
    readonly logs: number;
  };
}

const bench: Figures = JSON.parse(readFileSync(new URL('../../docs/bench.json', import.meta.url), 'utf8'));

/** The load of so many linked users, by the numbers of the last bench. */
export function loadOf(users: number): Load {
  const looks = users * DAY.looks;
  const looksPerSecond = looks / SECONDS;
  const units =
    users *
    (DAY.looks * UNITS.look +
      DAY.sweepsWithRows * DAY.cards * UNITS.rowInSweep +
      24 * UNITS.hourlyWrite +
      DAY.changedCards * UNITS.writingRun);
  const graph = users * (DAY.mailboxRuns + Math.ceil(DAY.cards / 999) + DAY.changedCards);
  const secretReads = users * DAY.mailboxRuns + looks;
  const instances = (looksPerSecond * LOOK_SECONDS) / AT_ONCE;
  const logGigabytes = (looks * LOG_BYTES) / 1e9;
  return {
    users,
    looksPerSecond,
    fanOutSeconds: users / 30 / bench.fanOut.timerPerSecond,
    cardRequestsPerSecond: (users * (DAY.looks - DAY.sweeps + DAY.sweeps * Math.ceil(DAY.cards / PAGE))) / SECONDS,
    unitsPerSecond: units / SECONDS,
    graphPerSecond: graph / SECONDS,
    vaultPerSecond: secretReads / SECONDS,
    instances,
    cores: looksPerSecond / bench.unchanged.perCpuSecond,
    logGigabytes,
    dollars: {
      database: {
        serverless: (units / 1e6) * PRICE.millionUnitsServerless,
        autoscale: (Math.max(LEAST_AUTOSCALE, (units / SECONDS) * PEAK) / 100) * PRICE.hundredUnitsHour * 24,
      },
      functions:
        instances * INSTANCE_GIGABYTES * SECONDS * PRICE.gigabyteSecond + (looks / 1e6) * PRICE.millionExecutions,
      queue: ((looks * 3) / 1e4) * PRICE.tenThousandQueueRequests,
      vault: (secretReads / 1e4) * PRICE.tenThousandSecretReads,
      logs: logGigabytes * PRICE.gigabyteOfLogs,
    },
  };
}
