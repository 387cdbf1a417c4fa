import type { ActivityLog } from '../audit/activity.ts';
import type { Clock } from '../clock.ts';
import { instant, type LinkKey } from '../ids.ts';
import type { Queues } from '../queues.ts';
import { type LinkStore, StaleHead } from './link-store.ts';

export interface PausingWorld {
  readonly clock: Clock;
  readonly links: LinkStore;
  readonly queues: Queues;
  readonly activity: ActivityLog;
}

/**
 * Has one link rest, or go on (PRODUCT E1). A link that rests keeps everything and is not served; a run in progress ends
 * with the batch that is on its way. Does nothing for somebody who is not linked.
 */
export async function pauseLink(world: PausingWorld, key: LinkKey, pause: boolean, actor: string): Promise<void> {
  const { organizationId, userId } = key;
  for (;;) {
    const read = await world.links.read(key);
    if (read?.head.state.name !== 'linked' || (read.head.pausedAt !== null) === pause) return;
    const at = instant(world.clock.now());
    try {
      await world.links.replace({ ...read.head, pausedAt: pause ? at : null }, read.version);
    } catch (failure) {
      if (!(failure instanceof StaleHead)) throw failure;
      continue;
    }
    const { generation } = read.head.state;
    if (!pause) await world.queues.sync({ v: 1, organizationId, userId, generation, reason: 'asked', tick: null });
    await world.activity.record({
      at,
      organizationId,
      userId,
      actor,
      kind: pause ? 'paused' : 'resumed',
      detail: null,
    });
    return;
  }
}
