import { servedConnection } from '../consent/active-connection.ts';
import { type Lease, LeaseLost, linkedState } from './lease.ts';
import type { SyncWorld } from './sync-dependencies.ts';

/**
 * Fails with `LeaseLost` when the connection ended since the run began, or the organization or the link rests
 * (PRODUCT D2, E1). Asked right before anything is written into the mailbox.
 */
export async function mustBeServed(world: Pick<SyncWorld, 'organizations'>, lease: Lease): Promise<void> {
  const head = lease.head();
  const organization = (await world.organizations.read(head.organizationId))?.organization;
  if (servedConnection(organization, linkedState(head).generation) === undefined) {
    throw new LeaseLost('The connection ended or rests.');
  }
  if (lease.head().pausedAt !== null) throw new LeaseLost('The link rests.');
}
