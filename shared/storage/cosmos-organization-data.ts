import * as z from 'zod';
import { forEachConcurrently } from '../concurrency.ts';
import { type OrganizationId, secretNameSchema } from '../ids.ts';
import type { LinkItem, OrganizationData } from '../offboarding/erase-organization.ts';
import { hasStatus, itemId, type OpenContainer } from './cosmos-database.ts';
import { queryPages } from './cosmos-query.ts';

/** Maximum number of concurrent deletions. */
const IN_FLIGHT = 16;

const linkItemSchema = z.object({
  id: z.string(),
  userId: z.string(),
  type: z.string(),
  secret: secretNameSchema.optional(),
});
const idSchema = z.object({ id: z.string() });

/** All data of one organization in Cosmos DB, for counting and erasing it (PRODUCT D3). */
export function cosmosOrganizationData(open: OpenContainer): OrganizationData {
  type Container = 'links' | 'sessions' | 'attempts' | 'activity';

  async function* pages(name: Container, query: string, organizationId: OrganizationId): AsyncGenerator<unknown[]> {
    const partitionKey = name === 'activity' ? organizationId : undefined;
    yield* queryPages(await open(name), query, { organizationId }, partitionKey);
  }

  async function* itemsOfLinks(organizationId: OrganizationId) {
    const query =
      'SELECT c.id, c.userId, c.type, c.cardKey.secret AS secret FROM c WHERE c.organizationId = @organizationId';
    for await (const page of pages('links', query, organizationId)) yield z.array(linkItemSchema).parse(page);
  }

  const REST = [
    ['activity', 'SELECT c.id FROM c'],
    ['sessions', 'SELECT c.id FROM c WHERE c.person.organizationId = @organizationId'],
    ['attempts', 'SELECT c.id FROM c WHERE c.organizationId = @organizationId'],
  ] as const;

  async function* idsOfRest(name: Container, query: string, organizationId: OrganizationId) {
    for await (const page of pages(name, query, organizationId)) yield z.array(idSchema).parse(page);
  }

  async function remove(name: Container | 'organizations', id: string, partition: string | string[]): Promise<void> {
    try {
      await (await open(name)).item(id, partition).delete();
    } catch (failure) {
      if (!hasStatus(failure, 404)) throw failure;
    }
  }

  return {
    async count(organizationId) {
      const found = { people: 0, contacts: 0, keys: 0, activity: 0, sessions: 0, attempts: 0 };
      for await (const items of itemsOfLinks(organizationId)) {
        found.people += items.filter(({ type }) => type === 'head').length;
        found.contacts += items.filter(({ type }) => type === 'row').length;
        found.keys += items.filter(({ secret }) => secret !== undefined).length;
      }
      for (const [name, query] of REST) {
        for await (const items of idsOfRest(name, query, organizationId)) found[name] += items.length;
      }
      return found;
    },

    async *ofLinks(organizationId) {
      for await (const items of itemsOfLinks(organizationId)) {
        yield items.map(({ id, userId, secret }): LinkItem => ({ id, userId, secret }));
      }
    },

    deleteOfLink: (organizationId, { id, userId }) => remove('links', id, [organizationId, userId]),

    async deleteRest(organizationId) {
      for (const [name, query] of REST) {
        for await (const items of idsOfRest(name, query, organizationId)) {
          await forEachConcurrently(IN_FLIGHT, items, ({ id }) =>
            remove(name, id, name === 'activity' ? organizationId : id),
          );
        }
      }
    },

    deleteOrganization(organizationId) {
      const id = itemId('organization', organizationId);
      return remove('organizations', id, id);
    },
  };
}
