import { DAY, HOUR } from '../clock.ts';
import type { Instant } from '../ids.ts';
import type { SyncState } from '../links/link.ts';

/** How far back a look at changed cards reaches: data entry of a card may end without moving its update time. */
export const OVERLAP = 72 * HOUR;
const SWEEP_INTERVAL = 6 * HOUR;
const FOLDER_LISTING_INTERVAL = DAY;

/** What a run looks at. */
export interface Due {
  /** All cards, or only those that changed since the cursor. */
  readonly sweep: boolean;
  /** The folder as well: finds lost answers, missing contacts and a deleted folder, and keeps the token alive. */
  readonly folderListing: boolean;
  /** Contacts that somebody edited are written again; otherwise edits stay until the card changes (PRODUCT C8). */
  readonly repair: boolean;
  /** Cards that were given up without a clear answer are tried again. */
  readonly retry: boolean;
}

/**
 * Which looks are due now (PRODUCT C8, C12).
 *
 * @param restoredAt when the database was last put back to an earlier state: since then the ledger may know less than the folder
 */
export function whatIsDue(sync: SyncState, now: Date, restoredAt: Instant | null): Due {
  const olderThan = (at: string | null, age: number) => at === null || now.getTime() - Date.parse(at) >= age;
  const repair = sync.repairAsked !== null;
  const folderListing =
    repair ||
    sync.rebuildAsked !== null ||
    sync.unresolved !== null ||
    olderThan(sync.lastFolderListing, FOLDER_LISTING_INTERVAL) ||
    isFromBefore(restoredAt, sync.lastFolderListing);
  // A contact that is missing in the folder can only be written anew from its card, so a listing goes with a sweep.
  const regular = olderThan(sync.lastSweep, SWEEP_INTERVAL);
  return { folderListing, repair, sweep: folderListing || sync.cursor === null || regular, retry: regular };
}

function isFromBefore(moment: Instant | null, at: Instant | null): boolean {
  return moment !== null && (at === null || Date.parse(at) < Date.parse(moment));
}
