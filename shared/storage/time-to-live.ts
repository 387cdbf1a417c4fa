import { SECOND } from '../clock.ts';
import type { Instant } from '../ids.ts';

/** Time to live in seconds until the moment, for an item's `ttl`; at least 1, the minimum of Cosmos DB. */
export function secondsUntil(moment: Instant): number {
  return Math.max(1, Math.ceil((Date.parse(moment) - Date.now()) / SECOND));
}
