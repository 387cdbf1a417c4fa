import { setTimeout as sleep } from 'node:timers/promises';
import { setWriteLatency } from '../flows/fixtures/acts.ts';
import { trafficDuring } from '../flows/fixtures/traffic.ts';
import { ledgerRows, linkOf } from '../flows/fixtures/views.ts';
import { link } from '../flows/fixtures/walks.ts';
import { type CrashingStack, startCrashingStack } from './crashing-stack.ts';
import { addToOurFolder, mailboxIn, prepare, USER } from './linked-user.ts';
import { HELD_MS, momentsOf } from './moments.ts';
import { isSettled, lookAtRest, type Rest } from './rest.ts';
import { strikeAt } from './strike.ts';

const MINUTE = 60_000;
/** Every link is asked for in it at least once. */
const HALF_HOUR = 31 * MINUTE;
/** How long the mailbox takes for a write: with four at a time, a batch of 20 takes five times as long. */
const WRITE_MS = 15;
/** Runs without a kill after which everything has to be settled. */
const MAX_RUNS = 6;

/** What was there when the app had died. */
interface Kill {
  readonly moment: string;
  readonly contacts: number;
  readonly rows: number;
}

export interface Sweep {
  readonly seed: number;
  readonly cards: number;
  readonly kills: readonly Kill[];
  /** Messages that the queue gave up because the app had died over them five times. The timer brings new ones. */
  readonly givenUp: number;
  /** Runs from the last kill until nothing was open any more. */
  readonly runsToRest: number;
  readonly rest: Rest;
  /** What the tick after that wrote, to the mailbox and to the ledger. */
  readonly lastTick: { readonly mailbox: number; readonly ledger: number };
}

/**
 * A first sync during which the app is killed by SIGKILL, each time at another moment, and started again later. Then it
 * is left alone until everything has settled. The services live on, in another process. There are fewer kills than
 * asked for when the sync was done before.
 */
export async function sweep(seed: number, cards: number, kills: number): Promise<Sweep> {
  const stack = await startCrashingStack(cards);
  try {
    await setWriteLatency(stack, WRITE_MS);
    await stack.startApp();
    await prepare(stack);
    const { struck, foreign } = await strikeAll(stack, seed, kills);
    const runsToRest = await settle(stack);
    const lastTick = await writesOfOneTick(stack);
    const rest = await lookAtRest(stack, foreign);
    const givenUp = stack.output().split('"event":"message-poisoned"').length - 1;
    return { seed, cards, kills: struck, givenUp, runsToRest, rest, lastTick };
  } finally {
    await stack.stop();
  }
}

async function strikeAll(stack: CrashingStack, seed: number, kills: number) {
  const struck: Kill[] = [];
  let foreign = '';
  for (const moment of momentsOf(seed, kills)) {
    let begin = struck.length === 0 ? () => link(stack, USER).then(() => undefined) : stack.startApp;
    while (!(await strikeAt(stack, moment, begin))) {
      // Nothing was due: the message is still hidden, or the queue has given it up.
      if ((await linkOf(stack, USER))?.sync.lastSuccess != null) return { struck, foreign };
      await stack.pass(HALF_HOUR);
      begin = stack.startApp;
    }
    // What was on its way takes effect before time leaps.
    const landed = sleep(HELD_MS);
    const contacts = (await mailboxIn(stack)).ours.folders.flatMap((folder) => folder.contacts).length;
    struck.push({ moment: moment.what, contacts, rows: await ledgerRows(stack) });
    await landed;
    if (struck.length === 1) {
      await addToOurFolder(stack);
      foreign = (await mailboxIn(stack)).foreign;
    }
    await stack.pass(moment.minutes * MINUTE);
  }
  return { struck, foreign };
}

/** Runs until nothing is open any more. Gives up after some, for the look at rest to tell. */
async function settle(stack: CrashingStack): Promise<number> {
  for (let runs = 1; ; runs += 1) {
    await runDue(stack);
    if (runs === MAX_RUNS || (await isSettled(stack))) return runs;
    await stack.pass(HALF_HOUR);
  }
}

async function writesOfOneTick(stack: CrashingStack): Promise<Sweep['lastTick']> {
  await stack.pass(HALF_HOUR);
  const { graph, cosmos } = await trafficDuring(stack, () => runDue(stack));
  const writes = Object.entries(graph).filter(([operation]) => !operation.startsWith('GET '));
  return {
    mailbox: writes.reduce((sum, [, count]) => sum + count, 0),
    ledger: cosmos['batch links'] ?? 0,
  };
}

/** The app starts, does what is due, and ends. */
async function runDue(stack: CrashingStack): Promise<void> {
  await stack.startApp();
  await stack.idle();
  await stack.killApp();
}
