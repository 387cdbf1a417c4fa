import { eligibility } from '../links/eligibility.ts';
import { type Lease, LeaseLost } from './lease.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

/**
 * Fails with `LeaseLost` when the connection ended since the run began, or the organization or the link rests
 * (PRODUCT D2, E1). Asked right before anything is written into the mailbox.
 */
export async function mustBeServed(
  deps: Pick<SyncDependencies, 'clock' | 'organizations'>,
  lease: Lease,
): Promise<void> {
  const organization = (await deps.organizations.read(lease.link().organizationId))?.organization;
  const { kind } = eligibility(lease.link(), organization, deps.clock.now());
  // A key that is missing and a wait that somebody else was told of are for the next run.
  if (kind === 'eligible' || kind === 'key-missing' || kind === 'waiting') return;
  throw new LeaseLost(`The link is not served any more (${kind}).`);
}
