import type { ActivityLog } from '../audit/activity.ts';
import type { Clock } from '../clock.ts';
import { instant, type LinkKey } from '../ids.ts';
import type { LinkState } from '../links/link.ts';
import { type LinkStore, VersionConflict } from '../links/link-store.ts';
import { moveTo } from '../links/link-transitions.ts';
import type { Queues } from '../queues.ts';
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
  const { organizationId, userId } = key;
  for (;;) {
    const read = await deps.links.read(key);
    const state = read?.link.state;
    if (read === undefined || state === undefined || !isEndable(state)) return false;
    try {
      const at = instant(deps.clock.now());
      if (state.name === 'linking') {
        const tokens = [...state.leftBehind, state.tokens];
        await deleteTokensLater(deps, key, tokens);
        await deps.links.replace(moveTo(read.link, { name: 'not-linked' }), read.version);
        for (const secret of tokens) await deps.vault.erase(secret);
        await deps.activity.record({ at, organizationId, userId, actor, kind: 'unlinked', detail: null });
        return true;
      }
      const { linkId, generation, mailbox, folder, tokens, since } = state;
      const bound = { linkId, generation, mailbox, folder, tokens, since };
      await deps.links.replace(
        moveTo(read.link, { ...bound, name: 'unlinking', deleteFolder, by: 'user', endedAt: at }),
        read.version,
      );
      await deps.queues.cleanUp({ scope: 'link', v: 1, organizationId, userId, generation });
      await deps.activity.record({
        at,
        organizationId,
        userId,
        actor,
        kind: 'unlinked',
        detail: deleteFolder ? 'folder-deleted' : null,
      });
      return true;
    } catch (failure) {
      if (!(failure instanceof VersionConflict)) throw failure;
    }
  }
}

/** Whether there is a link that its user can end, or one that was begun. */
export function isEndable(state: LinkState): state is Extract<LinkState, { name: EndableName }> {
  return ENDABLE.some((name) => name === state.name);
}
const ENDABLE = ['linking', 'linked', 'reconnect-needed'] as const;
type EndableName = (typeof ENDABLE)[number];
