import { SECOND } from '../clock.ts';
import { instant } from '../ids.ts';
import type { Link, LinkedState, LinkState, SyncState } from '../links/link.ts';
import type { LedgerChange, VersionedLink } from '../links/link-store.ts';
import { moveTo } from '../links/link-transitions.ts';
import { VersionConflict } from '../optimistic-concurrency.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

/** How long a worker may be silent before another takes over. Longer than any single request to Graph may take. */
const LEASE = 120 * SECOND;

/** The link is not ours to work on any more: unlinked, disconnected, or taken over. Stop at once, commit nothing. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

type LeaseDependencies = Pick<SyncDependencies, 'clock' | 'links'>;

/** The right to write for one linked mailbox, for as long as it is kept up. Every method fails with `LeaseLost`. */
export interface Lease {
  /** Names the attempt in the stamps of what is created under it. */
  readonly epoch: number;
  readonly link: () => Link;
  /** Fails when a request that may take this many milliseconds could outlive the lease. */
  mustOutlast(milliseconds: number): void;
  /** Commits what a batch did and prolongs the lease. */
  commit(sync: (current: SyncState) => Partial<SyncState>, change: LedgerChange): Promise<void>;
  /** Ends the lease with the last word on the run; answers whether somebody asked for another run meanwhile. */
  release(sync: (current: SyncState) => Partial<SyncState>, state?: LinkState): Promise<{ wanted: boolean }>;
}

/** Whether somebody alive holds the lease. */
export function isHeld(link: Link, now: Date): boolean {
  return Date.parse(link.lease.until) > now.getTime();
}

/**
 * The epoch that comes after the link's. It follows the clock, so that none is used twice, not even when the database was
 * put back to an earlier state: then the folder holds contacts of epochs that the link knows nothing of.
 */
export function nextEpoch({ lease }: Link, now: Date): number {
  return Math.max(lease.epoch + 1, now.getTime());
}

/**
 * Works under the lease of a linked mailbox that nobody holds. Work that ends well has released it; when the work fails,
 * its end is written down here, without a word on the run. Fails with `VersionConflict` when somebody was faster.
 *
 * @param sync what the link is to say from the first moment on
 */
export async function withLease<T>(
  deps: LeaseDependencies,
  read: VersionedLink,
  sync: (epoch: number) => Partial<SyncState>,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const lease = await takeLease(deps, read, sync);
  try {
    return await work(lease);
  } catch (failure) {
    await deps.links.change(read.link, (link) =>
      link?.lease.epoch === lease.epoch ? { ...link, lease: endedLease(lease.epoch, deps.clock.now()) } : undefined,
    );
    throw failure;
  }
}

function endedLease(epoch: number, now: Date): Link['lease'] {
  return { epoch, until: instant(now) };
}

async function takeLease(
  deps: LeaseDependencies,
  read: VersionedLink,
  sync: (epoch: number) => Partial<SyncState>,
): Promise<Lease> {
  const epoch = nextEpoch(read.link, deps.clock.now());
  const until = () => instant(deps.clock.now().getTime() + LEASE);
  let current = await deps.links.replace(
    { ...read.link, lease: { epoch, until: until() }, sync: { ...read.link.sync, ...sync(epoch) } },
    read.version,
  );

  /**
   * A link that changed under us is no reason to stop when it was only somebody pressing "sync now": the same epoch and
   * still linked means that the lease is ours, and the commit goes on top of the newer version.
   */
  async function write(next: (link: Link) => Link, change: LedgerChange): Promise<void> {
    for (;;) {
      stillOurs(current.link, epoch);
      try {
        current = await deps.links.commit(next(current.link), current.version, change);
        return;
      } catch (failure) {
        if (!(failure instanceof VersionConflict)) throw failure;
        const newer = await deps.links.read(current.link);
        if (newer === undefined) throw new LeaseLost('The link is gone.');
        current = newer;
      }
    }
  }

  return {
    epoch,
    link: () => current.link,
    mustOutlast: (milliseconds) => {
      const left = Date.parse(current.link.lease.until) - deps.clock.now().getTime();
      if (left < milliseconds) throw new LeaseLost('The worker was too slow to keep its lease.');
    },
    commit: (changes, change) =>
      write(
        (link) => ({ ...link, lease: { epoch, until: until() }, sync: { ...link.sync, ...changes(link.sync) } }),
        change,
      ),
    release: async (changes, state) => {
      let wanted = false;
      await write((link) => {
        wanted = link.sync.wanted;
        const last = {
          ...link,
          lease: endedLease(epoch, deps.clock.now()),
          sync: { ...link.sync, ...changes(link.sync), wanted: false },
        };
        return state === undefined ? last : moveTo(last, state);
      }, NOTHING);
      return { wanted };
    },
  };
}

const NOTHING: LedgerChange = { put: [], drop: [] };

function stillOurs(link: Link, epoch: number): void {
  if (link.lease.epoch !== epoch) throw new LeaseLost('Another worker took over.');
  if (link.state.name !== 'linked') throw new LeaseLost(`The link is "${link.state.name}".`);
}

/** The linked state of a link under lease. */
export function linkedState(link: Link): LinkedState {
  if (link.state.name !== 'linked') throw new LeaseLost(`The link is "${link.state.name}".`);
  return link.state;
}
