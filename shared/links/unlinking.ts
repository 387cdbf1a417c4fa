import type { Clock } from '../clock.ts';
import { instant, type LinkKey } from '../ids.ts';
import type { Queues } from '../sync/message.ts';
import type { ActivityLog } from '../telemetry/activity.ts';
import { type LinkStore, StaleHead } from './link-store.ts';
import { moveTo } from './link-transitions.ts';

export interface UnlinkingWorld {
  readonly clock: Clock;
  readonly links: LinkStore;
  readonly queues: Queues;
  readonly activity: ActivityLog;
}

/**
 * Ends one link (PRODUCT D1). The write to the head is what stops a run in progress: its next commit finds the link
 * gone. Tokens, ledger and, if wished, the folder go in the background. Ending what is not linked does nothing.
 */
export async function unlink(world: UnlinkingWorld, key: LinkKey, deleteFolder: boolean, actor: string): Promise<void> {
  const { organizationId, userId } = key;
  for (;;) {
    const read = await world.links.read(key);
    const state = read?.head.state;
    if (read === undefined || (state?.name !== 'linked' && state?.name !== 'reconnect-needed')) return;
    try {
      const at = instant(world.clock.now());
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
      return;
    } catch (failure) {
      if (!(failure instanceof StaleHead)) throw failure;
    }
  }
}
