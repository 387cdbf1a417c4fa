import { DAY, MINUTE } from '../clock.ts';
import { instant } from '../ids.ts';
import type { SyncState } from '../links/link.ts';

/**
 * Milliseconds after the last recorded POST before a folder listing is conclusive, which means that no create of the
 * run can appear any more. Ten minutes in which a request may still take effect, and five for a batch that the run may
 * have sent after its last commit, and so without a record.
 */
const MAY_STILL_LAND = 15 * MINUTE;

/** The same for listings that lack contacts which are there: a card must not wait for ever for a whole one. */
const MAY_STILL_SHOW = DAY;

/**
 * Whether a folder listing that began at `listed` shows every contact that the unresolved attempts created.
 *
 * @param whole whether the listing lacked nothing that is known to be there
 */
export function isConclusive(sync: SyncState, listed: Date, whole: boolean): boolean {
  const age = whole ? MAY_STILL_LAND : MAY_STILL_SHOW;
  return sync.unresolved !== null && listed.getTime() - Date.parse(sync.unresolved.lastPost) >= age;
}

/**
 * The attempts with creates of which it is still unknown, after a run, whether they happened.
 *
 * @param sync as it was before the run
 * @param listed when the run's folder listing began, and whether it was whole; `undefined` if there was none, or not all
 *   that it found is done
 * @param unknown the run's own attempt, if one of its creates had no answer
 */
export function stillInDoubt(
  sync: SyncState,
  listed: { readonly at: Date; readonly whole: boolean } | undefined,
  unknown: number | undefined,
  now: Date,
): SyncState['unresolved'] {
  const resolved = listed !== undefined && isConclusive(sync, listed.at, listed.whole);
  const older = resolved ? null : sync.unresolved;
  if (unknown === undefined) return older;
  return { attempts: [...(older?.attempts ?? []), unknown], lastPost: instant(now) };
}
