import { instant, type LinkKey } from '../ids.ts';
import { StaleHead } from '../links/link-store.ts';
import type { SyncWorld } from './sync-world.ts';

/**
 * "Sync now" and "rebuild" (PRODUCT B6). A rebuild lists the folder and all cards, whatever the hour. Does nothing for
 * somebody who is not linked.
 */
export async function askForRun(
  world: Pick<SyncWorld, 'clock' | 'links' | 'queues'>,
  key: LinkKey,
  rebuild: boolean,
): Promise<void> {
  for (;;) {
    const read = await world.links.read(key);
    if (read?.head.state.name !== 'linked') return;
    try {
      if (rebuild) {
        const rebuildAsked = instant(world.clock.now());
        await world.links.replace({ ...read.head, sync: { ...read.head.sync, rebuildAsked } }, read.version);
      }
      const { generation } = read.head.state;
      await world.queues.sync({ v: 1, ...key, generation, reason: 'asked', tick: null });
      return;
    } catch (failure) {
      if (!(failure instanceof StaleHead)) throw failure;
    }
  }
}
