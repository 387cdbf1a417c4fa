import { SECOND } from '../clock.ts';
import type { Instant } from '../ids.ts';

/** Seconds for an item's `ttl`; at least one, the smallest that Cosmos DB takes. */
export function secondsUntil(moment: Instant): number {
  return Math.max(1, Math.ceil((Date.parse(moment) - Date.now()) / SECOND));
}
