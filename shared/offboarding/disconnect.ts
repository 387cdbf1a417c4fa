import { type ActivityLog, recordActivity } from '../audit/activity.ts';
import type { Capability } from '../capability.ts';
import type { Clock } from '../clock.ts';
import type { Session } from '../identity/session.ts';
import { instant, type OrganizationId } from '../ids.ts';
import { linkedUsers, type UserList } from '../links/user-list.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import { organizationCleanUp, type Queues } from '../queues.ts';

export interface DisconnectDependencies {
  readonly clock: Clock;
  readonly organizations: OrganizationStore;
  readonly users: Pick<UserList, 'totals'>;
  readonly queues: Queues;
  readonly activity: ActivityLog;
}

/**
 * Ends a capability for the whole organization (PRODUCT D2), or the wait for its consent. The new generation is what
 * takes effect: every worker looks at the organization for each batch, so that all of them stop within two. The
 * clean-up runs in the background; the number of links is stored, so that the screen can show its progress. The route
 * lets only administrators get here (`portal/administrator/connection/routes.ts`).
 *
 * @param seen the generation that the page showed: an outdated page does not end a connection that was made since
 * @returns whether anything ended
 */
export async function disconnect(
  deps: DisconnectDependencies,
  session: Session,
  capability: Capability,
  seen: number,
): Promise<boolean> {
  const { organizationId, name } = session.person;
  const at = instant(deps.clock.now());
  const links = capability === 'contacts' ? await linksOf(deps, organizationId) : 0;
  const changed = await deps.organizations.change(organizationId, (organization) => {
    const connection = organization?.[capability];
    if (organization === undefined || connection === undefined || connection.state === 'off') return undefined;
    if (connection.generation !== seen) return undefined;
    const ended = capability === 'contacts' && connection.state === 'connected' ? { at, links } : organization.ended;
    return { ...organization, ended, [capability]: { state: 'off', generation: connection.generation + 1 } };
  });
  if (changed === undefined) return false;
  // Mail keeps no token and has no links (PRODUCT A5).
  if (capability === 'contacts') await deps.queues.cleanUp(organizationCleanUp(organizationId));
  const kind = changed.before?.[capability].state === 'waiting' ? 'consent-withdrawn' : 'disconnected';
  await recordActivity(deps, { organizationId }, kind, { actor: name, detail: capability });
  return true;
}

/** Number of users of the organization who are linked now. */
export async function linksOf(
  { organizations, users }: Pick<DisconnectDependencies, 'organizations' | 'users'>,
  organizationId: OrganizationId,
): Promise<number> {
  const generation = (await organizations.read(organizationId))?.organization.contacts.generation ?? 0;
  return linkedUsers(await users.totals(organizationId, generation));
}
