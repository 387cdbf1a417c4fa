import { HOUR } from '../clock.ts';
import { instant } from '../ids.ts';
import { rememberCards } from '../links/card-history.ts';
import type { SyncState } from '../links/link.ts';
import type { VersionedLink } from '../links/link-store.ts';
import type { Findings } from './findings.ts';
import { isLastWord } from './in-doubt-creates.ts';
import type { RunEnd } from './run-end.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

/** How often an unchanged link is written, only to move "last checked" and the window. */
const CHECKED_INTERVAL = HOUR;
const NOTHING_DONE = { created: 0, updated: 0, removed: 0, parked: 0, kept: 0 };

/**
 * Writes down that a look found nothing to do; mostly that is worth no write. `looked` is what the look itself changes.
 */
export async function recordUnchanged(
  deps: SyncDependencies,
  read: VersionedLink,
  looked: (sync: SyncState) => Partial<SyncState>,
  { learned, cards, kept }: Findings,
  now: Date,
): Promise<RunEnd> {
  const { sync } = read.link;
  const changes = looked(sync);
  const recent = sync.lastChecked !== null && now.getTime() - Date.parse(sync.lastChecked) < CHECKED_INTERVAL;
  const settledBefore = sync.lastFailure === null && sync.progress === null && sync.unsettled === null;
  if (recent && !learned && changes.lastSweep === undefined && settledBefore) return 'unchanged';
  const resolved = changes.lastFolderListing != null && isLastWord(sync, now);
  const settled = {
    ...sync,
    ...changes,
    ...(resolved ? { unresolved: null } : {}),
    unsettled: null,
    ...(cards === undefined ? {} : counted(sync, cards, kept, now)),
    lastSuccess: instant(now),
    lastFailure: null,
    progress: null,
  };
  await deps.links.replace({ ...read.link, sync: settled }, read.version);
  return 'unchanged';
}

/** What is known of the number of cards once all of them were listed. */
function counted(
  sync: SyncState,
  cards: number,
  kept: number | undefined,
  now: Date,
): Pick<SyncState, 'counts' | 'history'> {
  const before = sync.counts ?? NOTHING_DONE;
  return { counts: { ...before, cards, kept: kept ?? before.kept }, history: rememberCards(sync.history, cards, now) };
}
