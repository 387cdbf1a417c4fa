import { SECOND } from '../clock.ts';
import type { Organization } from '../organizations/organization.ts';
import type { Lease } from './lease.ts';
import { mustBeEligible, organizationOf } from './must-be-served.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

/**
 * Milliseconds for which a look at the organization counts that was taken while the batch before was with the mailbox.
 * Looking then instead of afterwards keeps the mailbox from waiting for us. A run whose link ended sends two more
 * batches at most, as when it looks afterwards: one that is on its way, and one for which it looked before the end.
 */
const LOOK_COUNTS_FOR = 2 * SECOND;

/** Looks at the organization while a batch is with the mailbox. */
export interface LookAhead {
  /** Begins to read the organization. */
  take(): void;
  /**
   * Decides by the organization of the last `take`, if that is recent, or as it is now, and by what the last commit
   * showed of the link. Fails with `LeaseLost`.
   */
  decide(): Promise<void>;
}

/** No look was taken yet. */
export function lookAhead(deps: Pick<SyncDependencies, 'clock' | 'organizations'>, lease: Lease): LookAhead {
  let last: { readonly at: number; readonly organization: Promise<Organization | undefined> } | undefined;
  return {
    take: () => {
      const organization = organizationOf(deps, lease);
      // Awaited before the next batch; until then a failure must not count as unhandled.
      organization.catch(() => undefined);
      last = { at: deps.clock.now().getTime(), organization };
    },
    decide: async () => {
      const recent = last !== undefined && deps.clock.now().getTime() - last.at <= LOOK_COUNTS_FOR ? last : undefined;
      last = undefined;
      const organization = await (recent?.organization ?? organizationOf(deps, lease));
      mustBeEligible(lease, organization, deps.clock.now());
    },
  };
}
