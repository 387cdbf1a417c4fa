import { recordActivity } from '../audit/activity.ts';
import { ensureFolder } from '../contacts/ensure-folder.ts';
import { type Mailbox, REQUEST_TIMEOUT } from '../contacts/mailbox.ts';
import { instant } from '../ids.ts';
import { failureSince } from '../links/last-failure.ts';
import type { VersionedLink } from '../links/link-store.ts';
import { syncMessage } from '../queues.ts';
import { linkedState, withLease } from './lease.ts';
import { mustBeServed } from './must-be-served.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

/**
 * Makes the folder anew after a person deleted it (PRODUCT C8), and asks for a run that fills it. A folder of the same
 * name that is not ours is left alone; the link then shows the failure `folder-name-taken` until the person has renamed
 * that folder. Fails with `LeaseLost` and `VersionConflict`, and with the failures of the mailbox and the store.
 */
export async function replaceFolder(
  deps: SyncDependencies,
  read: VersionedLink,
  mailbox: Mailbox,
): Promise<'failed' | 'to-be-continued'> {
  const made = await withLease(
    deps,
    read,
    () => ({}),
    async (lease) => {
      await mustBeServed(deps, lease);
      const linked = linkedState(lease.link());
      lease.mustOutlast(REQUEST_TIMEOUT);
      const ensured = await ensureFolder(mailbox, { linkId: linked.linkId, attempt: String(lease.epoch) });
      const at = instant(deps.clock.now());
      if (ensured === undefined) {
        await lease.release(({ lastFailure }) => ({ lastFailure: failureSince(lastFailure, 'folder-name-taken', at) }));
        return undefined;
      }
      const { folder, isNew } = ensured;
      await lease.release(
        // A folder that already existed was deleted and restored: it holds contacts that the ledger may not know.
        () => ({
          rebuildAsked: at,
          lastFailure: null,
          progress: null,
          ...(isNew ? {} : { adopting: true, lastFolderListing: null }),
        }),
        { ...linked, folder: { id: folder.id, parentId: folder.parentId } },
      );
      return linked;
    },
  );
  if (made === undefined) return 'failed';
  await recordActivity(deps, read.link, 'folder-made-again');
  await deps.queues.sync(syncMessage(read.link, made.generation, 'continuation'));
  return 'to-be-continued';
}
