import { recordActivity } from '../audit/activity.ts';
import { HOUR, SECOND } from '../clock.ts';
import { instant } from '../ids.ts';
import type { SyncState } from '../links/link.ts';
import { VersionConflict } from '../optimistic-concurrency.ts';
import { type CleanUpMessage, cleanUpMessageSchema, type SyncMessage, syncMessageSchema } from '../queues.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

type PoisonDependencies = Pick<SyncDependencies, 'clock' | 'links' | 'organizations' | 'activity' | 'queues' | 'log'>;

/** Seconds after which a deletion of all data is tried again; nothing else would bring it back. */
const ERASE_AGAIN = HOUR / SECOND;

/**
 * A message that failed again and again (PRODUCT E2): the reason becomes a state that the user and the administrator
 * see, and an event that raises an alarm. The next tick tries the link anew.
 */
export async function reportPoisonMessage(deps: PoisonDependencies, queue: string, message: unknown): Promise<void> {
  const sync = syncMessageSchema.safeParse(message);
  if (sync.success) return reportSync(deps, queue, sync.data);
  const cleanUp = cleanUpMessageSchema.safeParse(message);
  if (cleanUp.success) return reportCleanUp(deps, queue, cleanUp.data);
  deps.log.record('message-unreadable', { queue });
}

async function reportSync(deps: PoisonDependencies, queue: string, message: SyncMessage): Promise<void> {
  deps.log.record('message-poisoned', { queue, organizationId: message.organizationId });
  const read = await deps.links.read(message);
  // Nothing is written about somebody who has been deleted.
  if (read === undefined) return;
  await recordActivity(deps, message, 'run-poisoned', { detail: queue });
  const lastFailure = { at: instant(deps.clock.now()), code: 'poisoned' } as const;
  const failed: SyncState = { ...read.link.sync, lastFailure };
  await deps.links.replace({ ...read.link, sync: failed }, read.version).catch((failure: unknown) => {
    // Somebody wrote meanwhile, so the link is being served after all.
    if (!(failure instanceof VersionConflict)) throw failure;
  });
}

async function reportCleanUp(deps: PoisonDependencies, queue: string, message: CleanUpMessage): Promise<void> {
  const { organizationId } = message;
  deps.log.record('message-poisoned', { queue, organizationId });
  if ((await deps.organizations.read(organizationId)) === undefined) return;
  const about = message.scope === 'link' ? message : { organizationId };
  await recordActivity(deps, about, 'run-poisoned', { detail: queue });
  if (message.scope === 'erasure') await deps.queues.cleanUp(message, ERASE_AGAIN);
}
