import { HOUR } from '../clock.ts';
import type { Instant } from '../ids.ts';
import type { SyncState } from '../links/link.ts';
import { areMany } from './removal-guard.ts';

/** Milliseconds for which many contacts must be gone before they are made again. */
const MUST_LAST = HOUR;

/**
 * How many contacts are gone from the folder and wait before they are made again, and since when (PRODUCT C13): many of
 * them at once look like a fault of the mailbox, and making them again would then double them. `null`: they do not wait.
 *
 * @param known number of contacts that the ledger has in the folder
 * @param before what waits since an earlier listing; it says nothing of more contacts than it counted
 */
export function absenceAfter(
  { known, gone }: { readonly known: number; readonly gone: number },
  before: SyncState['absent'],
  now: Instant,
): SyncState['absent'] {
  if (!areMany(gone, known)) return null;
  const since = before !== null && gone <= before.contacts ? before.since : now;
  return { contacts: gone, since };
}

/** Whether the contacts have been gone for long enough, so that they are made again. */
export function hasLasted({ since }: NonNullable<SyncState['absent']>, now: Date): boolean {
  return now.getTime() - Date.parse(since) >= MUST_LAST;
}
