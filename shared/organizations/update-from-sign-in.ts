import type { Person } from '../identity/session.ts';
import { instant } from '../ids.ts';
import { newOrganization } from './organization.ts';
import type { OrganizationStore } from './organization-store.ts';

/**
 * Updates the organization's name, and whether its plan includes the feature (PRODUCT A6), from a sign-in. Writes only
 * when something changed.
 */
export async function updateFromSignIn(organizations: OrganizationStore, person: Person, now: Date): Promise<void> {
  const { organizationId, organizationName: name, entitled } = person;
  await organizations.change(organizationId, (known) => {
    if (known === undefined) return newOrganization(organizationId, name, entitled);
    if (known.name === name && known.entitled === entitled) return undefined;
    const lapsedAt = entitled ? null : known.entitled ? instant(now) : known.lapsedAt;
    return { ...known, name, entitled, lapsedAt };
  });
}
