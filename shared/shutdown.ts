import { setTimeout as sleep } from 'node:timers/promises';

/** In milliseconds: how long answers of functions may take to the host, which then deletes their messages. */
const ANSWER_TIME = 300;

let begun = false;
const underWay = new Set<Promise<unknown>>();

/** Whether the platform is about to end this instance. */
export function isShuttingDown(): boolean {
  return begun;
}

/** Does the work of one call of a function, for which a shutdown waits. */
export function awaitedByShutdown<T>(work: () => Promise<T>): Promise<T> {
  const done = work().finally(() => underWay.delete(done));
  underWay.add(done);
  return done;
}

/** Asks runs to stop. Resolves when every call under way has ended and the host had the time to hear of it. */
export async function shutDown(): Promise<void> {
  begun = true;
  if (underWay.size === 0) return;
  while (underWay.size > 0) await Promise.allSettled(underWay);
  await sleep(ANSWER_TIME);
}
