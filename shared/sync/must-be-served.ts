import { eligibility } from '../links/eligibility.ts';
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
  const organization = (await deps.organizations.read(lease.link().organizationId))?.organization;
  const { kind } = eligibility(lease.link(), organization, deps.clock.now());
  // A key that was removed since the run began, and a back-off that another process stored, do not stop this run, which
  // has read its cards already. They hold for the next run.
  if (kind === 'eligible' || kind === 'key-missing' || kind === 'waiting') return;
  throw new LeaseLost(`The link is not served any more (${kind}).`);
}
