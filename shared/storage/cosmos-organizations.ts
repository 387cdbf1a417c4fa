import { changeVersioned } from '../optimistic-concurrency.ts';
import { organizationSchema } from '../organizations/organization.ts';
import type { OrganizationStore, VersionedOrganization } from '../organizations/organization-store.ts';
import { itemId, type OpenContainer, orConflict } from './cosmos-database.ts';

/** Organizations in Cosmos DB, one item each. */
export function cosmosOrganizations(open: OpenContainer): OrganizationStore {
  const read: OrganizationStore['read'] = async (organizationId) => {
    const id = itemId('organization', organizationId);
    const { resource, etag } = await (await open('organizations')).item(id, id).read();
    if (resource === undefined) return undefined;
    return {
      organization: organizationSchema.parse(resource.organization),
      version: etag,
    } satisfies VersionedOrganization;
  };

  return {
    read,
    change: (organizationId, decide) =>
      changeVersioned(
        async () => {
          const stored = await read(organizationId);
          return stored && { current: stored.organization, version: stored.version };
        },
        async (organization, version) => {
          const id = itemId('organization', organizationId);
          const container = await open('organizations');
          await orConflict(() =>
            version === undefined
              ? container.items.create({ id, organization })
              : container
                  .item(id, id)
                  .replace({ id, organization }, { accessCondition: { type: 'IfMatch', condition: version } }),
          );
        },
        (current) => {
          const changed = decide(current);
          // Validated before writing: an unreadable item would lock everybody of the organization out.
          return changed && organizationSchema.parse(changed);
        },
      ),
  };
}
