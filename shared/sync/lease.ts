import { SECOND } from '../clock.ts';
import { instant } from '../ids.ts';
import type { LinkedState, LinkHead, LinkState, SyncState } from '../links/link.ts';
import { type LedgerChange, StaleHead, type VersionedHead } from '../links/link-store.ts';
import { moveTo } from '../links/link-transitions.ts';
import type { SyncWorld } from './sync-dependencies.ts';

/** How long a worker may be silent before another takes over. Longer than any single request to Graph may take. */
const LEASE = 120 * SECOND;

/** The link is not ours to work on any more: unlinked, disconnected, or taken over. Stop at once, commit nothing. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** The right to write for one linked mailbox, for as long as it is kept up. Every method fails with `LeaseLost`. */
export interface Lease {
  /** Names the attempt in the stamps of what is created under it. */
  readonly epoch: number;
  readonly head: () => LinkHead;
  /** Fails when a request that may take this many milliseconds could outlive the lease. */
  mustOutlast(milliseconds: number): void;
  /** Commits what a batch did and prolongs the lease. */
  commit(sync: (current: SyncState) => Partial<SyncState>, change: LedgerChange): Promise<void>;
  /** Ends the lease with the last word on the run; answers whether somebody asked for another run meanwhile. */
  release(sync: (current: SyncState) => Partial<SyncState>, state?: LinkState): Promise<{ wanted: boolean }>;
  /** Ends the lease of a run that failed or was stopped, if it is still ours. Says nothing about the run. */
  letGo(): Promise<void>;
}

/** Whether somebody alive holds the lease. */
export function isHeld(head: LinkHead, now: Date): boolean {
  return Date.parse(head.lease.until) > now.getTime();
}

/**
 * The epoch that comes after the head's. It follows the clock, so that none is used twice, not even when the database was
 * put back to an earlier state: then the folder holds contacts of epochs that the head knows nothing of.
 */
export function nextEpoch({ lease }: LinkHead, now: Date): number {
  return Math.max(lease.epoch + 1, now.getTime());
}

/** Takes the lease of a linked head that nobody holds. Fails with `StaleHead` when somebody was faster. */
export async function takeLease(
  world: SyncWorld,
  read: VersionedHead,
  sync: (epoch: number) => Partial<SyncState> = () => ({}),
): Promise<Lease> {
  const epoch = nextEpoch(read.head, world.clock.now());
  const until = () => instant(world.clock.now().getTime() + LEASE);
  let current = await world.links.replace(
    { ...read.head, lease: { epoch, until: until() }, sync: { ...read.head.sync, ...sync(epoch) } },
    read.version,
  );

  /**
   * A head that changed under us is no reason to stop when it was only somebody pressing "sync now": the same epoch and
   * still linked means that the lease is ours, and the commit goes on top of the newer version.
   */
  async function write(next: (head: LinkHead) => LinkHead, change: LedgerChange): Promise<void> {
    for (;;) {
      stillOurs(current.head, epoch);
      try {
        current = await world.links.commit(next(current.head), current.version, change);
        return;
      } catch (failure) {
        if (!(failure instanceof StaleHead)) throw failure;
        const newer = await world.links.read(current.head);
        if (newer === undefined) throw new LeaseLost('The link is gone.');
        current = newer;
      }
    }
  }

  return {
    epoch,
    head: () => current.head,
    mustOutlast: (milliseconds) => {
      const left = Date.parse(current.head.lease.until) - world.clock.now().getTime();
      if (left < milliseconds) throw new LeaseLost('The worker was too slow to keep its lease.');
    },
    commit: (changes, change) =>
      write(
        (head) => ({ ...head, lease: { epoch, until: until() }, sync: { ...head.sync, ...changes(head.sync) } }),
        change,
      ),
    release: async (changes, state) => {
      let wanted = false;
      await write((head) => {
        wanted = head.sync.wanted;
        const ended = { epoch, until: instant(world.clock.now()) };
        const last = { ...head, lease: ended, sync: { ...head.sync, ...changes(head.sync), wanted: false } };
        return state === undefined ? last : moveTo(last, state);
      }, NOTHING);
      return { wanted };
    },
    letGo: async () => {
      for (;;) {
        const read = await world.links.read(current.head);
        if (read?.head.lease.epoch !== epoch) return;
        const ended = { epoch, until: instant(world.clock.now()) };
        try {
          await world.links.replace({ ...read.head, lease: ended }, read.version);
          return;
        } catch (failure) {
          if (!(failure instanceof StaleHead)) throw failure;
        }
      }
    },
  };
}

const NOTHING: LedgerChange = { put: [], drop: [] };

function stillOurs(head: LinkHead, epoch: number): void {
  if (head.lease.epoch !== epoch) throw new LeaseLost('Another worker took over.');
  if (head.state.name !== 'linked') throw new LeaseLost(`The link is "${head.state.name}".`);
}

/** The linked state of a head under lease. */
export function linkedState(head: LinkHead): LinkedState {
  if (head.state.name !== 'linked') throw new LeaseLost(`The link is "${head.state.name}".`);
  return head.state;
}
