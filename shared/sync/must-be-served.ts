import { servedConnection } from '../consent/active-connection.ts';
import { type Lease, LeaseLost, linkedState } from './lease.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

/**
 * Fails with `LeaseLost` when the connection ended since the run began, or the organization or the link rests
 * (PRODUCT D2, E1). Asked right before anything is written into the mailbox.
 */
export async function mustBeServed(deps: Pick<SyncDependencies, 'organizations'>, lease: Lease): Promise<void> {
  const link = lease.link();
  const organization = (await deps.organizations.read(link.organizationId))?.organization;
  if (servedConnection(organization, linkedState(link).generation) === undefined) {
    throw new LeaseLost('The connection ended or rests.');
  }
  if (lease.link().pausedAt !== null) throw new LeaseLost('The link rests.');
}
