import * as z from 'zod';
import { recordActivity } from '../audit/activity.ts';
import { instant, type LinkKey } from '../ids.ts';
import type { SyncState } from '../links/link.ts';
import { openHold } from '../links/link-status.ts';
import { syncMessage } from '../queues.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

type RequestRunDependencies = Pick<SyncDependencies, 'clock' | 'links' | 'queues'>;
type HoldDecisionDependencies = RequestRunDependencies & Pick<SyncDependencies, 'activity'>;

/**
 * "Sync now" (PRODUCT B6): a run that looks at all cards and at the folder, for whoever asks means what they have just
 * removed as well. Does nothing for somebody who is not linked.
 */
export async function syncNow(deps: RequestRunDependencies, key: LinkKey): Promise<void> {
  await ask(deps, key, (sync) => ({ ...sync, rebuildAsked: instant(deps.clock.now()) }));
}

/** "Rebuild" (PRODUCT B6): a run that lists the folder and all cards, whatever the hour, and repairs what was altered. */
export async function rebuild(deps: RequestRunDependencies, key: LinkKey): Promise<void> {
  await ask(deps, key, (sync) => ({ ...sync, repairAsked: instant(deps.clock.now()) }));
}

/** A person's word on held removals, and how many of them the page showed (PRODUCT C6). */
export const holdDecisionSchema = z.object({
  decision: z.enum(['apply', 'keep']),
  removals: z.coerce.number().int().min(0),
});
type HoldDecision = z.infer<typeof holdDecisionSchema>;

/**
 * A person's word on held removals (PRODUCT C6): the user's own, or the administrator's. The cards are listed again before
 * anything is removed.
 *
 * @param word what was chosen, and for how many removals: a page that was opened before more were held says less
 * @returns whether it counts: the first word does, and only for as many as the page showed
 */
export async function decideHold(
  deps: HoldDecisionDependencies,
  key: LinkKey,
  { decision, removals }: HoldDecision,
  actor: string,
): Promise<boolean> {
  const asked = await ask(deps, key, (sync) => {
    const hold = openHold(sync);
    if (hold === undefined || hold.removals > removals) return undefined;
    return { ...sync, hold: { ...hold, decision }, rebuildAsked: instant(deps.clock.now()) };
  });
  if (!asked) return false;
  await recordActivity(deps, key, 'hold-decided', { actor, detail: decision });
  return true;
}

/** Answers whether there was anything to ask for. */
async function ask(
  deps: RequestRunDependencies,
  key: LinkKey,
  change: (sync: SyncState) => SyncState | undefined,
): Promise<boolean> {
  const changed = await deps.links.change(key, (link) => {
    const sync = link?.state.name === 'linked' ? change(link.sync) : undefined;
    return link && sync && { ...link, sync };
  });
  if (changed?.after.state.name !== 'linked') return false;
  await deps.queues.sync(syncMessage(key, changed.after.state.generation, 'asked'));
  return true;
}
