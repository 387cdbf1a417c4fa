import { instant, type LinkKey } from '../ids.ts';
import type { SyncState } from '../links/link.ts';
import { StaleHead } from '../links/link-store.ts';
import type { HoldWord } from './hold-decision.ts';
import type { SyncWorld } from './sync-dependencies.ts';

type AskWorld = Pick<SyncWorld, 'clock' | 'links' | 'queues'>;
type DecidingWorld = AskWorld & Pick<SyncWorld, 'activity'>;

/**
 * "Sync now" (PRODUCT B6): a run that looks at all cards and at the folder, for whoever asks means what they have just
 * removed as well. Does nothing for somebody who is not linked.
 */
export async function syncNow(world: AskWorld, key: LinkKey): Promise<void> {
  await ask(world, key, (sync) => ({ ...sync, rebuildAsked: instant(world.clock.now()) }));
}

/** "Rebuild" (PRODUCT B6): a run that lists the folder and all cards, whatever the hour, and repairs what was altered. */
export async function rebuild(world: AskWorld, key: LinkKey): Promise<void> {
  await ask(world, key, (sync) => ({ ...sync, repairAsked: instant(world.clock.now()) }));
}

/**
 * A person's word on held removals (PRODUCT C6): the user's own, or the administrator's. The cards are listed again before
 * anything is removed.
 *
 * @param word what was chosen, and for how many removals: a page that was opened before more were held says less
 * @returns whether it counts: the first word does, and only for as many as the page showed
 */
export async function decideHold(
  world: DecidingWorld,
  key: LinkKey,
  { decision, removals }: HoldWord,
  actor: string,
): Promise<boolean> {
  const asked = await ask(world, key, (sync) =>
    sync.hold === null || sync.hold.decision !== null || sync.hold.removals > removals
      ? undefined
      : { ...sync, hold: { ...sync.hold, decision }, rebuildAsked: instant(world.clock.now()) },
  );
  if (!asked) return false;
  const at = instant(world.clock.now());
  await world.activity.record({ at, ...key, actor, kind: 'hold-decided', detail: decision });
  return true;
}

/** Answers whether there was anything to ask for. */
async function ask(
  world: AskWorld,
  key: LinkKey,
  change: (sync: SyncState) => SyncState | undefined,
): Promise<boolean> {
  for (;;) {
    const read = await world.links.read(key);
    if (read?.head.state.name !== 'linked') return false;
    const sync = change(read.head.sync);
    if (sync === undefined) return false;
    try {
      await world.links.replace({ ...read.head, sync }, read.version);
      const { generation } = read.head.state;
      await world.queues.sync({ v: 1, ...key, generation, reason: 'asked', tick: null });
      return true;
    } catch (failure) {
      if (!(failure instanceof StaleHead)) throw failure;
    }
  }
}
