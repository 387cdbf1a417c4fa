import { type ActivityLog, recordActivity } from '../audit/activity.ts';
import type { Clock } from '../clock.ts';
import { instant, type LinkKey } from '../ids.ts';
import { type Queues, syncMessage } from '../queues.ts';
import type { LinkStore } from './link-store.ts';

export interface PauseDependencies {
  readonly clock: Clock;
  readonly links: LinkStore;
  readonly queues: Queues;
  readonly activity: ActivityLog;
}

/**
 * Pauses one link, or resumes it (PRODUCT E1). A paused link keeps its contacts and tokens and is not served; a run in
 * progress ends after the batch that is being sent. Does nothing for a user who is not linked.
 *
 * @param pause `false` to resume
 * @param actor the administrator's name, for the audit log
 */
export async function pauseLink(deps: PauseDependencies, key: LinkKey, pause: boolean, actor: string): Promise<void> {
  const at = instant(deps.clock.now());
  const changed = await deps.links.change(key, (link) =>
    link?.state.name !== 'linked' || (link.pausedAt !== null) === pause
      ? undefined
      : { ...link, pausedAt: pause ? at : null },
  );
  if (changed?.after.state.name !== 'linked') return;
  if (!pause) await deps.queues.sync(syncMessage(key, changed.after.state.generation, 'asked'));
  await recordActivity(deps, key, pause ? 'paused' : 'resumed', { actor });
}
