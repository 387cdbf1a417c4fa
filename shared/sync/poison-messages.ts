import { HOUR, SECOND } from '../clock.ts';
import { instant } from '../ids.ts';
import type { SyncState } from '../links/link.ts';
import { StaleHead } from '../links/link-store.ts';
import { type CleanUpMessage, cleanUpMessageSchema, type SyncMessage, syncMessageSchema } from '../queues.ts';
import type { SyncWorld } from './sync-dependencies.ts';

type PoisonWorld = Pick<SyncWorld, 'clock' | 'links' | 'organizations' | 'activity' | 'queues' | 'log'>;

/** Seconds after which a deletion of all data is tried again; nothing else would bring it back. */
const ERASE_AGAIN = HOUR / SECOND;

/**
 * A message that failed again and again (PRODUCT E2): the reason becomes a state that the user and the administrator
 * see, and an event that raises an alarm. The next tick tries the link anew.
 */
export async function reportPoisoned(world: PoisonWorld, queue: string, message: unknown): Promise<void> {
  const sync = syncMessageSchema.safeParse(message);
  if (sync.success) return reportSync(world, queue, sync.data);
  const cleanUp = cleanUpMessageSchema.safeParse(message);
  if (cleanUp.success) return reportCleanUp(world, queue, cleanUp.data);
  world.log.record('message-unreadable', { queue });
}

async function reportSync(world: PoisonWorld, queue: string, message: SyncMessage): Promise<void> {
  const { organizationId, userId } = message;
  world.log.record('message-poisoned', { queue, organizationId });
  const read = await world.links.read(message);
  // Nothing is written about somebody who has been deleted.
  if (read === undefined) return;
  const at = instant(world.clock.now());
  await world.activity.record({ at, organizationId, userId, actor: null, kind: 'run-poisoned', detail: queue });
  const failed: SyncState = { ...read.head.sync, lastFailure: { at, code: 'poisoned' } };
  await world.links.replace({ ...read.head, sync: failed }, read.version).catch((failure: unknown) => {
    // Somebody wrote meanwhile, so the link is being served after all.
    if (!(failure instanceof StaleHead)) throw failure;
  });
}

async function reportCleanUp(world: PoisonWorld, queue: string, message: CleanUpMessage): Promise<void> {
  const { organizationId } = message;
  world.log.record('message-poisoned', { queue, organizationId });
  if ((await world.organizations.read(organizationId)) === undefined) return;
  const userId = message.scope === 'link' ? message.userId : null;
  const at = instant(world.clock.now());
  await world.activity.record({ at, organizationId, userId, actor: null, kind: 'run-poisoned', detail: queue });
  if (message.scope === 'erasure') await world.queues.cleanUp(message, ERASE_AGAIN);
}
