import { MINUTE, SECOND } from '../clock.ts';
import type { SyncState } from '../links/link.ts';

/** Requests to one mailbox, by minute since 1970, as far as they still count. */
type RequestCounts = SyncState['traffic'];

const WINDOW = 10;

/** How many of `most` requests may be sent now. Every part of a batch is a request. */
export function roomFor(traffic: RequestCounts, now: Date, most: number): number {
  return most - counted(traffic, now).reduce((sum, [, requests]) => sum + requests, 0);
}

/** The traffic after that many more requests. What no longer counts is forgotten. */
export function spend(traffic: RequestCounts, now: Date, requests: number): RequestCounts {
  const minute = minuteOf(now);
  const before = counted(traffic, now);
  const same = before.find(([each]) => each === minute)?.[1] ?? 0;
  return [...before.filter(([each]) => each !== minute), [minute, same + requests]];
}

/** Seconds until that many requests may be sent. A minute counts as a whole, until ten minutes after its end. */
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
