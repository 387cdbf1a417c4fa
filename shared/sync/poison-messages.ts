import { recordActivity } from '../audit/activity.ts';
import { HOUR, SECOND } from '../clock.ts';
import { instant } from '../ids.ts';
import { failureSince } from '../links/last-failure.ts';
import type { SyncState } from '../links/link.ts';
import { VersionConflict } from '../optimistic-concurrency.ts';
import { type CleanUpMessage, cleanUpMessageSchema, type SyncMessage, syncMessageSchema } from '../queues.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

type PoisonDependencies = Pick<SyncDependencies, 'clock' | 'links' | 'organizations' | 'activity' | 'queues' | 'log'>;

/** Seconds after which a deletion is tried again whose message no timer sends. */
const DELETE_AGAIN = HOUR / SECOND;

/**
 * Reports a message that failed as often as the queue delivers it (PRODUCT E2): as the failure `poisoned` in the link
 * and a line of the audit log, which the user and the administrator see, and as an event that raises an alarm. The next
 * timer message tries the link again.
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
  // Nothing is stored about a user whose data has been deleted.
  if (read === undefined) return;
  await recordActivity(deps, message, 'run-poisoned', { detail: queue });
  const { sync } = read.link;
  const lastFailure = failureSince(sync.lastFailure, 'poisoned', instant(deps.clock.now()));
  const failed: SyncState = { ...sync, lastFailure };
  await deps.links.replace({ ...read.link, sync: failed }, read.version).catch((failure: unknown) => {
    // The link changed since it was read, so it is being served again.
    if (!(failure instanceof VersionConflict)) throw failure;
  });
}

async function reportCleanUp(deps: PoisonDependencies, queue: string, message: CleanUpMessage): Promise<void> {
  const { organizationId } = message;
  deps.log.record('message-poisoned', { queue, organizationId });
  // Also of an organization that is gone: its secrets may outlive it for a while.
  if (message.scope === 'secret') await deps.queues.cleanUp(message, DELETE_AGAIN);
  if ((await deps.organizations.read(organizationId)) === undefined) return;
  const about = message.scope === 'link' ? message : { organizationId };
  await recordActivity(deps, about, 'run-poisoned', { detail: queue });
  if (message.scope === 'erasure') await deps.queues.cleanUp(message, DELETE_AGAIN);
}
