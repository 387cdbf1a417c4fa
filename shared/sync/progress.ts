import type { SyncState } from '../links/link.ts';
import type { Findings } from './findings.ts';

/**
 * Where a run begins and what it counts up to. A first sync may take several runs, and each goes on where the last one
 * ended. While cards are being read, the total is what is known of it.
 *
 * @param sync as it was before the first batch
 */
export function progressFrom(
  { actions, beyond, cards, isWhole }: Findings,
  { cursor, progress }: Pick<SyncState, 'cursor' | 'progress'>,
): { readonly from: number; readonly total: number } {
  const left = actions.length + beyond;
  if (!isWhole) {
    const from = progress?.done ?? 0;
    return { from, total: Math.max(progress?.total ?? 0, from + left) };
  }
  const total = cursor === null && cards !== undefined ? Math.max(cards, left) : left;
  return { from: total - left, total };
}
