import { eligibility } from '../links/eligibility.ts';
import type { Organization } from '../organizations/organization.ts';
import { type Lease, LeaseLost } from './lease.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

/**
 * Fails with `LeaseLost` when a run must write no more, by the organization as it is stored now; see `mustBeEligible`.
 * Called before a folder is made, and before a batch for which contacts were read first. Other batches go by a look that
 * is at most two seconds old (`look-ahead.ts`).
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

/**
 * Fails with `LeaseLost` unless the link is to be served (PRODUCT D2, E1), by an organization that was read before and by
 * what is known of the link now. So a disconnect, a pause or a lapsed plan takes effect within two batches.
 */
export function mustBeEligible(lease: Lease, organization: Organization | undefined, now: Date): void {
  const { kind } = eligibility(lease.link(), organization, now);
  // A key that was removed since the run began, and a back-off that another process stored, do not stop this run, which
  // has read its cards already. They hold for the next run.
  if (kind === 'eligible' || kind === 'key-missing' || kind === 'waiting') return;
  throw new LeaseLost(`The link is not served any more (${kind}).`);
}
