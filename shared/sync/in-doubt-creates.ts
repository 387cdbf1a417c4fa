import { MINUTE } from '../clock.ts';
import { instant } from '../ids.ts';
import type { SyncState } from '../links/link.ts';

/**
 * How long after the last known POST a listing is the last word: ten minutes in which a request may still take effect,
 * and five for the batch that may have been sent after the last commit.
 */
const MAY_STILL_LAND = 15 * MINUTE;

/** Whether a folder listing that began at `listed` has seen everything that the unresolved attempts will ever make. */
export function isLastWord(sync: SyncState, listed: Date): boolean {
  return sync.unresolved !== null && listed.getTime() - Date.parse(sync.unresolved.lastPost) >= MAY_STILL_LAND;
}

/**
 * The attempts whose creates are still unknown after a run.
 *
 * @param sync as it was before the run
 * @param listed when the run's folder listing began, if there was one and everything it found is done
 * @param unknown the run's own attempt, if one of its creates was not answered
 */
export function stillInDoubt(
  sync: SyncState,
  listed: Date | undefined,
  unknown: number | undefined,
  now: Date,
): SyncState['unresolved'] {
  const older = sync.unresolved === null || (listed !== undefined && isLastWord(sync, listed)) ? null : sync.unresolved;
  if (unknown === undefined) return older;
  return { attempts: [...(older?.attempts ?? []), unknown], lastPost: instant(now) };
}
