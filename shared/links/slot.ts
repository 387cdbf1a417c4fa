import { createHash } from 'node:crypto';
import { MINUTE } from '../clock.ts';
import { type Instant, instant, type LinkKey } from '../ids.ts';

/** Milliseconds between two timer runs of one link (PRODUCT B2). */
export const SYNC_INTERVAL = 30 * MINUTE;

/** Number of slots: one for each minute of the interval. The links are spread over them. */
export const SLOTS = SYNC_INTERVAL / MINUTE;

/** The slot of a link: evenly distributed, and always the same for one link. */
export function slotOf({ organizationId, userId }: LinkKey): number {
  return createHash('sha256').update(`${organizationId}\n${userId}`).digest().readUInt32BE(0) % SLOTS;
}

/** The slot that is served in this minute. @param moment milliseconds since 1970 */
export function slotAt(moment: number): number {
  return Math.floor(moment / MINUTE) % SLOTS;
}

/** The next minute in which the timer serves the links of this slot. */
export function nextServed(slot: number, now: Date): Instant {
  const next = now.getTime() - (now.getTime() % MINUTE) + MINUTE;
  return instant(next + ((slot - slotAt(next) + SLOTS) % SLOTS) * MINUTE);
}
