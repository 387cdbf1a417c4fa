import { foldAscii } from '../ascii-case.ts';
import { type ActivityLog, recordActivity } from '../audit/activity.ts';
import type { Clock } from '../clock.ts';
import type { OrganizationId } from '../ids.ts';
import type { LinkStore } from '../links/link-store.ts';
import type { UserList } from '../links/user-list.ts';
import type { Queues } from '../queues.ts';
import { forget, type SecretVault } from '../secrets.ts';
import { type SuppliedKeyStore, takeFromPerson } from './supply-key.ts';

interface WithdrawalDependencies {
  readonly clock: Clock;
  readonly links: LinkStore;
  readonly users: Pick<UserList, 'withEmail'>;
  readonly supplied: SuppliedKeyStore;
  readonly vault: Pick<SecretVault, 'delete'>;
  readonly queues: Pick<Queues, 'cleanUp'>;
  readonly activity: ActivityLog;
}

/** Withdraws a key that still waits for its person, and erases it. @returns whether there was one */
export async function withdrawKey(
  deps: WithdrawalDependencies,
  organizationId: OrganizationId,
  address: string,
  actor: string,
): Promise<boolean> {
  const email = foldAscii(address.trim());
  const waiting = await deps.supplied.read(organizationId, email);
  if (waiting === undefined) return false;
  await deps.supplied.remove(organizationId, email, waiting);
  const person = await deps.users.withEmail(organizationId, email);
  // The key may have been assigned to its person meanwhile: do not erase a key that is in use.
  const inUse = person === undefined ? undefined : (await deps.links.read(person))?.link.cardKey?.secret;
  if (inUse !== waiting.secret) {
    await forget(deps, { organizationId, userId: person?.userId ?? null }, [waiting.secret]);
    if (person !== undefined) await takeFromPerson(deps.links, person, waiting.secret);
  }
  await recordActivity(deps, { organizationId, address: email }, 'key-withdrawn', { actor });
  return true;
}
