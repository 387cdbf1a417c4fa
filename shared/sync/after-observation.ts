import { type Instant, instant } from '../ids.ts';
import type { SyncState } from '../links/link.ts';
import type { Findings } from './findings.ts';
import type { Due } from './what-is-due.ts';

/** What a look, once everything it found is applied, changes in what the engine remembers. */
export function changesAfterObservation(
  findings: Findings,
  due: Due,
  now: Date,
): (sync: SyncState) => Partial<SyncState> {
  const at = instant(now);
  return (sync) => ({
    cursor: at,
    window: findings.window,
    lastChecked: at,
    ...(due.sweep ? { lastSweep: at, hold: holdAfter(findings.held, sync, at) } : {}),
    ...(due.folderListing ? { lastFolderListing: at, adopting: false } : {}),
    // A rebuild that was asked for after this look began is still to come.
    ...(due.folderListing && sync.rebuildAsked !== null && sync.rebuildAsked <= at ? { rebuildAsked: null } : {}),
    ...(due.repair && sync.repairAsked !== null && sync.repairAsked <= at ? { repairAsked: null } : {}),
  });
}

function holdAfter(held: Findings['held'], { hold, rebuildAsked }: SyncState, at: Instant): SyncState['hold'] {
  if (held === undefined) return null;
  // A word that was given after this look began is for the next one.
  if (hold !== null && hold.decision !== null && rebuildAsked !== null && rebuildAsked > at) return hold;
  return { ...held, since: hold?.since ?? at, decision: null };
}
