import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, SECOND } from '../clock.ts';
import type { EventLog } from './log.ts';

/** How long an answer is good for: anybody may ask, as often as they like. */
const ANSWER_TTL = 10 * SECOND;
/** What has not answered by then counts as out of reach. */
const CHECK_TIMEOUT = 5 * SECOND;

/** What the service cannot do without, each with a look that fails when it cannot be reached. */
export type Dependencies = Readonly<Record<'database' | 'queues' | 'vault', () => Promise<unknown>>>;

/**
 * Tells whether everything is within reach. What is not is written to the log, and is no stranger's business.
 *
 * @param timeout how long one look may take, in milliseconds
 */
export function readiness(
  dependencies: Dependencies,
  clock: Clock,
  log: EventLog,
  timeout: number = CHECK_TIMEOUT,
): () => Promise<boolean> {
  let last: { readonly at: number; readonly ready: Promise<boolean> } | undefined;

  async function isReachable(dependency: string, look: () => Promise<unknown>): Promise<boolean> {
    const ended = new AbortController();
    const tooLong = sleep(timeout, undefined, { signal: ended.signal, ref: false }).then(() => {
      throw new TooLong();
    });
    try {
      await Promise.race([look(), tooLong]);
      return true;
    } catch (failure) {
      // The class of the error only: its message may name what is no log's business.
      log.record('not-ready', { dependency, error: failure instanceof Error ? failure.name : 'unknown' });
      return false;
    } finally {
      ended.abort();
      tooLong.catch(() => undefined);
    }
  }

  async function look(): Promise<boolean> {
    const reached = await Promise.all(Object.entries(dependencies).map(([name, check]) => isReachable(name, check)));
    return reached.every(Boolean);
  }

  return () => {
    const at = clock.now().getTime();
    if (last === undefined || at - last.at >= ANSWER_TTL) last = { at, ready: look() };
    return last.ready;
  };
}

class TooLong extends Error {
  override readonly name = 'TooLong';
}
