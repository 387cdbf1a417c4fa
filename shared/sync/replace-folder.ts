import type { Folder, Mailbox } from '../contacts/mailbox.ts';
import { instant } from '../ids.ts';
import type { VersionedHead } from '../links/link-store.ts';
import { type Lease, linkedState, takeLease } from './lease.ts';
import type { RunEnd } from './run-end.ts';
import type { SyncWorld } from './sync-world.ts';

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
  const link = linkedState(lease.head());
  const folder = await makeFolder(mailbox, world.folderName, link.linkId, String(lease.epoch));
  const { organizationId, userId } = read.head;
  const at = instant(world.clock.now());
  if (folder === undefined) {
    await lease.release(() => ({ lastFailure: { at, code: 'folder-name-taken' } }));
    return 'failed';
  }
  await lease.release(() => ({ rebuildAsked: at, lastFailure: null, progress: null }), {
    ...link,
    folder: { id: folder.id, parentId: folder.parentId },
  });
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

/** The new folder, or the one that an earlier attempt of this link made without hearing the answer. */
async function makeFolder(
  mailbox: Mailbox,
  name: string,
  linkId: string,
  attempt: string,
): Promise<Folder | undefined> {
  const made = await mailbox.createFolder(name, { linkId, attempt });
  if (made.kind === 'created') return made.folder;
  return (await mailbox.foldersNamed(name)).find((folder) => folder.stamp?.linkId === linkId);
}
