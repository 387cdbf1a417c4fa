import { eligibility } from '../links/eligibility.ts';
import type { Organization } from '../organizations/organization.ts';
import { type Lease, LeaseLost } from './lease.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

/**
 * Fails with `LeaseLost` when the connection ended since the run began, the plan lapsed, or the organization or the
 * link is paused (PRODUCT D2, E1). Called right before each write into the mailbox.
 */
export async function mustBeServed(
  deps: Pick<SyncDependencies, 'clock' | 'organizations'>,
  lease: Lease,
): Promise<void> {
  mustBeEligible(lease, await organizationOf(deps, lease), deps.clock.now());
}

/** The organization of the link under lease, as it is stored now. */
export async function organizationOf(
  deps: Pick<SyncDependencies, 'organizations'>,
  lease: Lease,
): Promise<Organization | undefined> {
  return (await deps.organizations.read(lease.link().organizationId))?.organization;
}

/** Fails as `mustBeServed` does, by an organization that was read before and by what is known of the link now. */
export function mustBeEligible(lease: Lease, organization: Organization | undefined, now: Date): void {
  const { kind } = eligibility(lease.link(), organization, now);
  // A key that was removed since the run began, and a back-off that another process stored, do not stop this run, which
  // has read its cards already. They hold for the next run.
  if (kind === 'eligible' || kind === 'key-missing' || kind === 'waiting') return;
  throw new LeaseLost(`The link is not served any more (${kind}).`);
}
