import { organizationSchema } from '../organizations/organization.ts';
import type { OrganizationStore, VersionedOrganization } from '../organizations/organization-store.ts';
import { hasStatus, itemId, type OpenContainer } from './cosmos-database.ts';

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
    async change(organizationId, change) {
      const id = itemId('organization', organizationId);
      const container = await open('organizations');
      for (;;) {
        const current = await read(organizationId);
        const changed = change(current?.organization);
        if (changed === undefined) return undefined;
        // Validated before writing: an unreadable item would lock everybody of the organization out.
        const organization = organizationSchema.parse(changed);
        try {
          if (current === undefined) await container.items.create({ id, organization });
          else {
            const accessCondition = { type: 'IfMatch', condition: current.version };
            await container.item(id, id).replace({ id, organization }, { accessCondition });
          }
          return organization;
        } catch (failure) {
          if (!hasStatus(failure, 409, 412)) throw failure;
        }
      }
    },
  };
}
