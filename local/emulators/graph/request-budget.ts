import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { GraphError } from './graph-error.ts';

/** Maximum number of concurrent requests of one app at one mailbox. */
export const LANES = 4;
const REQUESTS = 10_000;
const WINDOW_SECONDS = 600;

/**
 * One of the lanes in which a mailbox works. The effect of a request is there at once, its answer when its time is up: a
 * client that gives up meanwhile has written all the same. What the emulator itself does is a part of that time, and
 * timer delays of this machine do not add up over the requests of a batch.
 */
export interface Lane {
  /** When its last request is finished, by `performance.now()`. */
  freeAt: number;
}

/** How late a timer may be, in milliseconds. */
const TIMER_DELAY = 2;

/** Resolves at a moment of `performance.now()`, more exactly than a timer. */
export async function waitUntil(moment: number): Promise<void> {
  const ms = moment - performance.now() - TIMER_DELAY;
  if (ms > 0) await sleep(ms);
  while (performance.now() < moment) await nextTurn();
}

/** Enforces Graph's limits for Outlook on one app at one mailbox. */
export interface RequestBudget {
  /** Counts one request. @throws GraphError 429 when there were more than 10,000 in the last 10 minutes */
  count(): void;
  /** Occupies lanes until the returned function is called; `undefined` when too few are free. */
  enter(lanes: number): (() => void) | undefined;
}

export function createRequestBudget(): RequestBudget {
  const perSecond = new Map<number, number>();
  let inWindow = 0;
  let inWork = 0;

  /** Refused requests count too (Graph's throttling page). unverified: that the window slides. */
  function count(): void {
    const now = Date.now() / 1000;
    const second = Math.floor(now);
    for (const [past, requests] of perSecond) {
      if (past > second - WINDOW_SECONDS) break;
      perSecond.delete(past);
      inWindow -= requests;
    }
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    inWindow += 1;
    if (inWindow <= REQUESTS) return;
    throw new GraphError(429, 'ApplicationThrottled', 'Application is over its request limit.', untilFree(now));
  }

  /** Seconds until enough requests have left the window for another one. */
  function untilFree(now: number): number {
    let remaining = inWindow;
    for (const [second, requests] of perSecond) {
      remaining -= requests;
      if (remaining < REQUESTS) return Number((second + WINDOW_SECONDS - now).toFixed(3));
    }
    return WINDOW_SECONDS;
  }

  return {
    count,
    enter: (lanes) => {
      if (inWork + lanes > LANES) return undefined;
      inWork += lanes;
      return () => {
        inWork -= lanes;
      };
    },
  };
}

export function tooManyInWork(): GraphError {
  return new GraphError(429, 'ApplicationThrottled', 'Application is over its MailboxConcurrency limit.', 1);
}
