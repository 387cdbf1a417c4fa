import { SECOND } from '../clock.ts';
import type { Organization } from '../organizations/organization.ts';
import type { Lease } from './lease.ts';
import { mustBeEligible, organizationOf } from './must-be-served.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

/**
 * Milliseconds for which a look at the organization counts that was taken when the run began, or while the batch before
 * was with the mailbox. Looking then instead of afterwards keeps the mailbox from waiting for us. A run whose link ended
 * sends two more batches at most, as when it looks afterwards: one that is on its way, and one for which it looked before
 * the end.
 */
const LOOK_COUNTS_FOR = 2 * SECOND;

/** Looks at the organization while a batch is with the mailbox. */
export interface LookAhead {
  /** Begins to read the organization. */
  take(): void;
  /**
   * Decides by the organization of the last look, if that is recent, or as it is now, and by what the last commit
   * showed of the link. Fails with `LeaseLost`.
   */
  decide(): Promise<void>;
}

/** The organization as it was read at a time. */
export interface Look {
  readonly at: Date;
  readonly organization: Organization | undefined | Promise<Organization | undefined>;
}

/**
 * @param first the look with which the run began; it counts like any other
 */
export function lookAhead(
  deps: Pick<SyncDependencies, 'clock' | 'organizations'>,
  lease: Lease,
  first: Look,
): LookAhead {
  let last: Look | undefined = first;
  const look = (): Look => ({ at: deps.clock.now(), organization: organizationOf(deps, lease) });
  return {
    take: () => {
      last = look();
      // Awaited before the next batch; until then a failure must not count as unhandled.
      Promise.resolve(last.organization).catch(() => undefined);
    },
    decide: async () => {
      const now = deps.clock.now().getTime();
      const recent = last !== undefined && now - last.at.getTime() <= LOOK_COUNTS_FOR ? last : look();
      last = undefined;
      mustBeEligible(lease, await recent.organization, deps.clock.now());
    },
  };
}
