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
 * "Sync now" (PRODUCT B6): asks for a run that lists all cards and the folder, since the person may have just removed a
 * card or a contact, and only complete listings find that. Does nothing for somebody who is not linked.
 */
export async function syncNow(deps: RequestRunDependencies, key: LinkKey): Promise<void> {
  await ask(deps, key, (sync) => ({ ...sync, rebuildAsked: instant(deps.clock.now()) }));
}

/**
 * "Rebuild" (PRODUCT B6): asks for a run that lists all cards and the folder, even if that is not due yet, and repairs
 * contacts that were changed in Outlook. Does nothing for somebody who is not linked.
 */
export async function rebuild(deps: RequestRunDependencies, key: LinkKey): Promise<void> {
  await ask(deps, key, (sync) => ({ ...sync, repairAsked: instant(deps.clock.now()) }));
}

/** A person's decision about held removals, and how many of them the page showed (PRODUCT C6). */
export const holdDecisionSchema = z.object({
  decision: z.enum(['apply', 'keep']),
  removals: z.coerce.number().int().min(0),
});
type HoldDecision = z.infer<typeof holdDecisionSchema>;

/**
 * Stores a decision about held removals (PRODUCT C6), made by the user or an administrator, and asks for a run. That
 * run lists the cards again before anything is removed.
 *
 * @param actor the name of the person who decided, for the audit log
 * @returns `false`, and nothing stored, when the removals were decided about already or are now more than the page
 *   showed
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

/** Changes the sync state and sends a sync message. `false`: not linked, or `change` answered `undefined`. */
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
