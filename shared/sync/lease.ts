import { SECOND } from '../clock.ts';
import { instant } from '../ids.ts';
import type { Link, LinkedState, LinkState, SyncState } from '../links/link.ts';
import type { LedgerChange, VersionedLink } from '../links/link-store.ts';
import { moveTo } from '../links/link-transitions.ts';
import { VersionConflict } from '../optimistic-concurrency.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

/**
 * Milliseconds without a commit after which another worker may take over. Longer than any request to Graph may take.
 */
const LEASE = 120 * SECOND;

/**
 * This worker may no longer write for the link: it was unlinked, disconnected or paused, another worker took over, or
 * the lease is about to expire. The run stops at once and commits nothing.
 */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

type LeaseDependencies = Pick<SyncDependencies, 'clock' | 'links'>;

/** The right to write for one linked mailbox, until it expires or is released. Its methods fail with `LeaseLost`. */
export interface Lease {
  /** The number of this lease; the attempt in the stamps of contacts that are created under it. */
  readonly epoch: number;
  readonly link: () => Link;
  /**
   * Fails when the lease expires in less than this many milliseconds, the longest time that the next request may take.
   */
  mustOutlast(milliseconds: number): void;
  /** Prolongs the lease if a quarter of its time is over. */
  keep(): Promise<void>;
  /** Commits what a batch did and prolongs the lease. */
  commit(sync: (current: SyncState) => Partial<SyncState>, change: LedgerChange): Promise<void>;
  /** Stores the result of the run and ends the lease. `wanted`: another run was asked for meanwhile. */
  release(sync: (current: SyncState) => Partial<SyncState>, state?: LinkState): Promise<{ wanted: boolean }>;
}

/** Whether a worker holds the lease, which is not expired. */
export function isHeld(link: Link, now: Date): boolean {
  return Date.parse(link.lease.until) > now.getTime();
}

/**
 * The lease of somebody who takes it now. A clean-up takes one as well, for links that are no longer linked; it ends
 * with its own last write.
 *
 * @param length in milliseconds
 */
export function takenLease(link: Link, now: Date, length: number): Link['lease'] {
  return { epoch: nextEpoch(link, now), until: instant(now.getTime() + length) };
}

/**
 * The epoch of the link's next lease: milliseconds since 1970, or the last epoch plus one. It follows the clock so that
 * no epoch is used twice even after the database was restored to an earlier state. The folder then holds contacts of
 * epochs that the restored link does not know.
 */
export function nextEpoch({ lease }: Link, now: Date): number {
  return Math.max(lease.epoch + 1, now.getTime());
}

/**
 * Takes the lease of a linked mailbox and runs `work` under it. Nobody may hold the lease. `work` has to release the
 * lease when it succeeds; when it fails, this function ends the lease, stores nothing else about the run, and throws
 * the failure on. Fails with `VersionConflict` when the link has changed since it was read.
 *
 * @param sync changes to the sync state that are stored together with the new lease
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

/** The lease of somebody who gives it up now. */
export function endedLease(epoch: number, now: Date): Link['lease'] {
  return { epoch, until: instant(now) };
}

async function takeLease(
  deps: LeaseDependencies,
  read: VersionedLink,
  sync: (epoch: number) => Partial<SyncState>,
): Promise<Lease> {
  const until = () => instant(deps.clock.now().getTime() + LEASE);
  const taken = takenLease(read.link, deps.clock.now(), LEASE);
  const { epoch } = taken;
  let current = await deps.links.replace(
    { ...read.link, lease: taken, sync: { ...read.link.sync, ...sync(epoch) } },
    read.version,
  );

  /**
   * Commits, and repeats that on the newer version after a version conflict. The lease is still ours as long as the
   * link has the same epoch and is linked: a conflict may come from somebody pressing "sync now", which is no reason to
   * stop.
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
    keep: async () => {
      const left = Date.parse(current.link.lease.until) - deps.clock.now().getTime();
      if (left < (LEASE * 3) / 4) await write((link) => ({ ...link, lease: { epoch, until: until() } }), NOTHING);
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
