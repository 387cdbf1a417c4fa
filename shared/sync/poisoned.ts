import { instant } from '../ids.ts';
import type { SyncState } from '../links/link-head.ts';
import { StaleHead } from '../links/link-store.ts';
import { cleanUpMessageSchema, syncMessageSchema } from './message.ts';
import type { SyncWorld } from './sync-world.ts';

/**
 * A message that failed again and again (PRODUCT E2): the reason becomes a state that the user and the administrator
 * see, and an event that raises an alarm. The next tick tries the link anew.
 */
export async function reportPoisoned(world: SyncWorld, queue: string, message: unknown): Promise<void> {
  const sync = syncMessageSchema.safeParse(message);
  const other = cleanUpMessageSchema.safeParse(message);
  const organizationId = sync.data?.organizationId ?? other.data?.organizationId;
  if (organizationId === undefined) return world.log.record('message-unreadable', { queue });
  world.log.record('message-poisoned', { queue, organizationId });
  const userId = sync.data?.userId ?? (other.data?.scope === 'link' ? other.data.userId : null);
  const at = instant(world.clock.now());
  await world.activity.record({ at, organizationId, userId, actor: null, kind: 'run-poisoned', detail: queue });
  if (sync.data === undefined) return;

  const read = await world.links.read(sync.data);
  if (read === undefined) return;
  const failed: SyncState = { ...read.head.sync, lastFailure: { at, code: 'poisoned' } };
  await world.links.replace({ ...read.head, sync: failed }, read.version).catch((failure: unknown) => {
    // Somebody wrote meanwhile, so the link is being served after all.
    if (!(failure instanceof StaleHead)) throw failure;
  });
}
