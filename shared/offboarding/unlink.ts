import type { ActivityLog } from '../audit/activity.ts';
import type { Clock } from '../clock.ts';
import { instant, type LinkKey } from '../ids.ts';
import type { LinkState } from '../links/link.ts';
import { type LinkStore, StaleHead } from '../links/link-store.ts';
import { moveTo } from '../links/link-transitions.ts';
import type { Queues } from '../queues.ts';
import type { SecretVault } from '../secrets.ts';
import { forgetTokensLater } from './delete-tokens.ts';

export interface UnlinkingWorld {
  readonly clock: Clock;
  readonly links: LinkStore;
  readonly queues: Queues;
  readonly vault: Pick<SecretVault, 'erase'>;
  readonly activity: Pick<ActivityLog, 'record'>;
}

/**
 * Ends one link (PRODUCT D1). The write to the head is what stops a run in progress: its next commit finds the link
 * gone. Tokens, ledger and, if wished, the folder go in the background. A linking that broke off ends as well; its
 * folder, if there is one, is empty and stays.
 *
 * @returns whether there was anything to end
 */
export async function unlink(
  world: UnlinkingWorld,
  key: LinkKey,
  deleteFolder: boolean,
  actor: string,
): Promise<boolean> {
  const { organizationId, userId } = key;
  for (;;) {
    const read = await world.links.read(key);
    const state = read?.head.state;
    if (read === undefined || state === undefined || !isEndable(state)) return false;
    try {
      const at = instant(world.clock.now());
      if (state.name === 'linking') {
        const tokens = [...state.leftBehind, state.tokens];
        await forgetTokensLater(world, key, tokens);
        await world.links.replace(moveTo(read.head, { name: 'not-linked' }), read.version);
        for (const secret of tokens) await world.vault.erase(secret);
        await world.activity.record({ at, organizationId, userId, actor, kind: 'unlinked', detail: null });
        return true;
      }
      const { linkId, generation, mailbox, folder, tokens, since } = state;
      const bound = { linkId, generation, mailbox, folder, tokens, since };
      await world.links.replace(
        moveTo(read.head, { ...bound, name: 'unlinking', deleteFolder, by: 'user', endedAt: at }),
        read.version,
      );
      await world.queues.cleanUp({ scope: 'link', v: 1, organizationId, userId, generation });
      await world.activity.record({
        at,
        organizationId,
        userId,
        actor,
        kind: 'unlinked',
        detail: deleteFolder ? 'folder-deleted' : null,
      });
      return true;
    } catch (failure) {
      if (!(failure instanceof StaleHead)) throw failure;
    }
  }
}

/** Whether there is a link that its user can end, or one that was begun. */
export function isEndable(state: LinkState): state is Extract<LinkState, { name: EndableName }> {
  return ENDABLE.some((name) => name === state.name);
}
const ENDABLE = ['linking', 'linked', 'reconnect-needed'] as const;
type EndableName = (typeof ENDABLE)[number];
