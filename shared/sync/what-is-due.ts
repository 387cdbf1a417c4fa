import { DAY, HOUR } from '../clock.ts';
import type { Instant } from '../ids.ts';
import type { SyncState } from '../links/link.ts';
import { hasLasted } from './creation-guard.ts';

/**
 * Milliseconds before the cursor from which changed cards are read: the data entry of a card may be completed without a
 * change of the card's update time.
 */
export const OVERLAP = 72 * HOUR;
const SWEEP_INTERVAL = 6 * HOUR;
const FOLDER_LISTING_INTERVAL = DAY;

/** What a run looks at. */
export interface Due {
  /** All cards, or only those that changed since the cursor. */
  readonly sweep: boolean;
  /**
   * Also the folder. Finds contacts of unanswered creates, missing contacts and a deleted folder, and uses the token,
   * which keeps it valid.
   */
  readonly folderListing: boolean;
  /** Write contacts that somebody edited again; otherwise edits stay until the card changes (PRODUCT C8). */
  readonly repair: boolean;
  /** Try parked cards again (PRODUCT C10). */
  readonly retry: boolean;
}

/**
 * What a run at this time has to look at (PRODUCT C8, C12).
 *
 * @param restoredAt when the database was last restored to an earlier state: the folder may hold contacts that the
 *   ledger lost
 */
export function whatIsDue(sync: SyncState, now: Date, restoredAt: Instant | null): Due {
  const olderThan = (at: string | null, age: number) => at === null || now.getTime() - Date.parse(at) >= age;
  const repair = sync.repairAsked !== null;
  const regular = olderThan(sync.lastSweep, SWEEP_INTERVAL);
  const folderListing =
    repair ||
    // A card that leaves takes its second contact along, which only a folder listing shows.
    (regular && sync.doubles > 0) ||
    sync.rebuildAsked !== null ||
    sync.unresolved !== null ||
    sync.adopting ||
    (sync.absent !== null && hasLasted(sync.absent, now)) ||
    olderThan(sync.lastFolderListing, FOLDER_LISTING_INTERVAL) ||
    isFromBefore(restoredAt, sync.lastFolderListing);
  // A missing contact can only be written again from its card, so a folder listing needs a sweep.
  const retry = sync.triesParked === null ? regular : now.getTime() >= Date.parse(sync.triesParked);
  return { folderListing, repair, sweep: folderListing || sync.cursor === null || regular || retry, retry };
}

function isFromBefore(moment: Instant | null, at: Instant | null): boolean {
  return moment !== null && (at === null || Date.parse(at) < Date.parse(moment));
}
