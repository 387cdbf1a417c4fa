import { MINUTE, SECOND } from '../clock.ts';
import type { SyncState } from '../links/link.ts';

/** Number of requests to one mailbox for each minute (counted since 1970) that is still in the window. */
type RequestCounts = SyncState['traffic'];

/** Minutes for which requests count. */
const WINDOW = 10;

/** How many of `most` requests may still be sent now. Each part of a batch counts as one request. */
export function roomFor(traffic: RequestCounts, now: Date, most: number): number {
  return most - counted(traffic, now).reduce((sum, [, requests]) => sum + requests, 0);
}

/** The traffic after `requests` more requests. Minutes before the window are dropped. */
export function spend(traffic: RequestCounts, now: Date, requests: number): RequestCounts {
  const minute = minuteOf(now);
  const before = counted(traffic, now);
  const same = before.find(([each]) => each === minute)?.[1] ?? 0;
  return [...before.filter(([each]) => each !== minute), [minute, same + requests]];
}

/**
 * Seconds until `requests` requests may be sent. All requests of a minute count until ten minutes after the end of that
 * minute.
 */
export function secondsUntilRoom(traffic: RequestCounts, now: Date, requests: number, most: number): number {
  let room = roomFor(traffic, now, most);
  for (const [minute, spent] of [...counted(traffic, now)].sort(([a], [b]) => a - b)) {
    if (room >= requests) break;
    room += spent;
    if (room >= requests) return ((minute + WINDOW + 1) * MINUTE - now.getTime()) / SECOND;
  }
  return 0;
}

function counted(traffic: RequestCounts, now: Date): RequestCounts {
  return traffic.filter(([minute]) => minute >= minuteOf(now) - WINDOW);
}

function minuteOf(now: Date): number {
  return Math.floor(now.getTime() / MINUTE);
}
