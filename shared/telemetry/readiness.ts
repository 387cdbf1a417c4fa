import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, SECOND } from '../clock.ts';
import type { EventLog } from './log.ts';

/** How long a result is cached, in milliseconds: the endpoint is public and may be polled at any rate. */
const ANSWER_TTL = 10 * SECOND;
/** Timeout of one check, in milliseconds; a dependency that does not answer in time counts as unreachable. */
const CHECK_TIMEOUT = 5 * SECOND;

/** Services that the app depends on, each with a check that fails when it cannot be reached. */
export type Dependencies = Readonly<Record<'database' | 'queues' | 'vault', () => Promise<unknown>>>;

/**
 * Checks whether all dependencies can be reached. Which one failed is written to the log only, not shown to the
 * public.
 *
 * @param timeout of one check, in milliseconds
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
      // Logs only the class of the error: its message may contain private data.
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
