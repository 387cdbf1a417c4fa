import { type ActivityLog, recordActivity } from '../audit/activity.ts';
import type { Clock } from '../clock.ts';
import { instant, type LinkKey } from '../ids.ts';
import type { LinkState } from '../links/link.ts';
import type { LinkStore, VersionedLink } from '../links/link-store.ts';
import { moveTo } from '../links/link-transitions.ts';
import { VersionConflict } from '../optimistic-concurrency.ts';
import { linkCleanUp, type Queues } from '../queues.ts';
import { forgetLater, type SecretVault } from '../secrets.ts';

export interface UnlinkDependencies {
  readonly clock: Clock;
  readonly links: LinkStore;
  readonly queues: Queues;
  readonly vault: Pick<SecretVault, 'delete'>;
  readonly activity: Pick<ActivityLog, 'record'>;
}

/**
 * Ends one link (PRODUCT D1). The write to the link also stops a run in progress: its next commit finds that the link
 * has ended. Tokens, ledger and, if asked for, the folder are deleted in the background. A linking that broke off ends
 * as well; its folder, if there is one, is empty and stays.
 *
 * @returns whether there was a link to end
 */
export async function unlink(
  deps: UnlinkDependencies,
  key: LinkKey,
  deleteFolder: boolean,
  actor: string,
): Promise<boolean> {
  const read = await deps.links.read(key);
  if (read?.link.state.name === 'linking') return endLinking(deps, read, read.link.state, deleteFolder, actor);
  const at = instant(deps.clock.now());
  const changed = await deps.links.change(key, (link) => {
    if (link === undefined || !isEndable(link.state) || link.state.name === 'linking') return undefined;
    const { linkId, generation, mailbox, folder, tokens, since } = link.state;
    const bound = { linkId, generation, mailbox, folder, tokens, since };
    return moveTo(link, { ...bound, name: 'unlinking', deleteFolder, by: 'user', endedAt: at });
  });
  if (changed?.after.state.name !== 'unlinking') return false;
  await deps.queues.cleanUp(linkCleanUp(key, changed.after.state.generation));
  await recordActivity(deps, key, 'unlinked', { actor, detail: deleteFolder ? 'folder-deleted' : null });
  return true;
}

async function endLinking(
  deps: UnlinkDependencies,
  { link, version }: VersionedLink,
  { leftBehind, tokens }: Extract<LinkState, { name: 'linking' }>,
  deleteFolder: boolean,
  actor: string,
): Promise<boolean> {
  const secrets = [...leftBehind, tokens];
  try {
    // Not by `change`: the deletion of exactly these tokens has to be queued before the write that removes their names.
    await forgetLater(deps, link, secrets);
    await deps.links.replace(moveTo(link, { name: 'not-linked' }), version);
  } catch (failure) {
    if (!(failure instanceof VersionConflict)) throw failure;
    return unlink(deps, link, deleteFolder, actor);
  }
  for (const secret of secrets) await deps.vault.delete(secret);
  await recordActivity(deps, link, 'unlinked', { actor });
  return true;
}

/** Whether the user has a link that can be ended, or a linking in progress. */
export function isEndable(state: LinkState): state is Extract<LinkState, { name: EndableName }> {
  return ENDABLE.some((name) => name === state.name);
}
const ENDABLE = ['linking', 'linked', 'reconnect-needed'] as const;
type EndableName = (typeof ENDABLE)[number];
