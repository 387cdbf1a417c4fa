import { makeFolder } from '../contacts/ensure-folder.ts';
import { LONGEST_REQUEST, type Mailbox } from '../contacts/mailbox.ts';
import { instant } from '../ids.ts';
import type { VersionedHead } from '../links/link-store.ts';
import { type Lease, linkedState, takeLease } from './lease.ts';
import { mustBeServed } from './must-be-served.ts';
import type { RunEnd } from './run-end.ts';
import type { SyncWorld } from './sync-dependencies.ts';

/**
 * Makes the folder anew after a person deleted it (PRODUCT C8), and asks for a run that fills it. A folder of that name
 * that is not ours stays as it is, and the link says so until the person has renamed it.
 */
export async function replaceFolder(
  world: SyncWorld,
  read: VersionedHead,
  mailbox: Mailbox,
  leased: (lease: Lease) => void,
): Promise<RunEnd> {
  const lease = await takeLease(world, read);
  leased(lease);
  await mustBeServed(world, lease);
  const link = linkedState(lease.head());
  lease.mustOutlast(LONGEST_REQUEST);
  const made = await makeFolder(mailbox, { linkId: link.linkId, attempt: String(lease.epoch) });
  const { organizationId, userId } = read.head;
  const at = instant(world.clock.now());
  if (made === undefined) {
    await lease.release(() => ({ lastFailure: { at, code: 'folder-name-taken' } }));
    return 'failed';
  }
  const { folder, isNew } = made;
  await lease.release(
    // One that was deleted and brought back holds contacts that the ledger has forgotten.
    () => ({ rebuildAsked: at, lastFailure: null, progress: null, ...(isNew ? {} : { adopting: true }) }),
    { ...link, folder: { id: folder.id, parentId: folder.parentId } },
  );
  await world.activity.record({ at, organizationId, userId, actor: null, kind: 'folder-made-again', detail: null });
  await world.queues.sync({
    v: 1,
    organizationId,
    userId,
    generation: link.generation,
    reason: 'continuation',
    tick: null,
  });
  return 'to-be-continued';
}
