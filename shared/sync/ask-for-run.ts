import { instant, type LinkKey } from '../ids.ts';
import type { Hold, SyncState } from '../links/link-head.ts';
import { StaleHead } from '../links/link-store.ts';
import type { SyncWorld } from './sync-world.ts';

type AskWorld = Pick<SyncWorld, 'clock' | 'links' | 'queues'>;

/** "Sync now" (PRODUCT B6). Does nothing for somebody who is not linked. */
export async function syncNow(world: AskWorld, key: LinkKey): Promise<void> {
  await ask(world, key, (sync) => sync);
}

/** "Rebuild" (PRODUCT B6): a run that lists the folder and all cards, whatever the hour, and repairs what was altered. */
export async function rebuild(world: AskWorld, key: LinkKey): Promise<void> {
  await ask(world, key, (sync) => ({ ...sync, repairAsked: instant(world.clock.now()) }));
}

/** The person's word on held removals (PRODUCT C6). The cards are listed again before anything is removed. */
export async function decideHold(
  world: AskWorld,
  key: LinkKey,
  decision: NonNullable<Hold['decision']>,
): Promise<void> {
  await ask(world, key, (sync) =>
    sync.hold === null
      ? undefined
      : { ...sync, hold: { ...sync.hold, decision }, rebuildAsked: instant(world.clock.now()) },
  );
}

async function ask(world: AskWorld, key: LinkKey, change: (sync: SyncState) => SyncState | undefined): Promise<void> {
  for (;;) {
    const read = await world.links.read(key);
    if (read?.head.state.name !== 'linked') return;
    const sync = change(read.head.sync);
    if (sync === undefined) return;
    try {
      if (sync !== read.head.sync) await world.links.replace({ ...read.head, sync }, read.version);
      const { generation } = read.head.state;
      await world.queues.sync({ v: 1, ...key, generation, reason: 'asked', tick: null });
      return;
    } catch (failure) {
      if (!(failure instanceof StaleHead)) throw failure;
    }
  }
}
