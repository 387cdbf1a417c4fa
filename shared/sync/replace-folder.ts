import { recordActivity } from '../audit/activity.ts';
import { ensureFolder } from '../contacts/ensure-folder.ts';
import { type Mailbox, REQUEST_TIMEOUT } from '../contacts/mailbox.ts';
import { instant } from '../ids.ts';
import type { VersionedLink } from '../links/link-store.ts';
import { syncMessage } from '../queues.ts';
import { type Lease, linkedState, takeLease } from './lease.ts';
import { mustBeServed } from './must-be-served.ts';
import type { RunEnd } from './run-end.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

/**
 * Makes the folder anew after a person deleted it (PRODUCT C8), and asks for a run that fills it. A folder of that name
 * that is not ours stays as it is, and the link says so until the person has renamed it.
 */
export async function replaceFolder(
  deps: SyncDependencies,
  read: VersionedLink,
  mailbox: Mailbox,
  leased: (lease: Lease) => void,
): Promise<RunEnd> {
  const lease = await takeLease(deps, read);
  leased(lease);
  await mustBeServed(deps, lease);
  const linked = linkedState(lease.link());
  lease.mustOutlast(REQUEST_TIMEOUT);
  const made = await ensureFolder(mailbox, { linkId: linked.linkId, attempt: String(lease.epoch) });
  const at = instant(deps.clock.now());
  if (made === undefined) {
    await lease.release(() => ({ lastFailure: { at, code: 'folder-name-taken' } }));
    return 'failed';
  }
  const { folder, isNew } = made;
  await lease.release(
    // One that was deleted and brought back holds contacts that the ledger has forgotten.
    () => ({ rebuildAsked: at, lastFailure: null, progress: null, ...(isNew ? {} : { adopting: true }) }),
    { ...linked, folder: { id: folder.id, parentId: folder.parentId } },
  );
  await recordActivity(deps, read.link, 'folder-made-again');
  await deps.queues.sync(syncMessage(read.link, linked.generation, 'continuation'));
  return 'to-be-continued';
}
