import { type ActivityLog, recordActivity } from '../audit/activity.ts';
import type { Clock } from '../clock.ts';
import { instant, type LinkKey } from '../ids.ts';
import type { LinkState } from '../links/link.ts';
import type { LinkStore, VersionedLink } from '../links/link-store.ts';
import { moveTo } from '../links/link-transitions.ts';
import { VersionConflict } from '../optimistic-concurrency.ts';
import { linkCleanUp, type Queues } from '../queues.ts';
import type { SecretVault } from '../secrets.ts';
import { deleteTokensLater } from './delete-tokens.ts';

export interface UnlinkDependencies {
  readonly clock: Clock;
  readonly links: LinkStore;
  readonly queues: Queues;
  readonly vault: Pick<SecretVault, 'erase'>;
  readonly activity: Pick<ActivityLog, 'record'>;
}

/**
 * Ends one link (PRODUCT D1). The write to the link is what stops a run in progress: its next commit finds the link
 * gone. Tokens, ledger and, if wished, the folder go in the background. A linking that broke off ends as well; its
 * folder, if there is one, is empty and stays.
 *
 * @returns whether there was anything to end
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
    // No `change`: that these tokens go is said before the very write that takes their names out of the link.
    await deleteTokensLater(deps, link, secrets);
    await deps.links.replace(moveTo(link, { name: 'not-linked' }), version);
  } catch (failure) {
    if (!(failure instanceof VersionConflict)) throw failure;
    return unlink(deps, link, deleteFolder, actor);
  }
  for (const secret of secrets) await deps.vault.erase(secret);
  await recordActivity(deps, link, 'unlinked', { actor });
  return true;
}

/** Whether there is a link that its user can end, or one that was begun. */
export function isEndable(state: LinkState): state is Extract<LinkState, { name: EndableName }> {
  return ENDABLE.some((name) => name === state.name);
}
const ENDABLE = ['linking', 'linked', 'reconnect-needed'] as const;
type EndableName = (typeof ENDABLE)[number];
