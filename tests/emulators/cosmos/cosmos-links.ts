import { type Container, CosmosClient, PartitionKeyKind } from '@azure/cosmos';

/** An item of the test container. */
export interface Row {
  id: string;
  organizationId: string;
  userId: string;
  [property: string]: unknown;
}

/** The partition key of what `row` makes. */
export const PAIR = ['o1', 'u1'];

export const row = (id: string, more: object = {}): Row => ({ id, organizationId: 'o1', userId: 'u1', ...more });

/** A container with a hierarchical key and time to live, made when it is not there. */
export async function openLinks({ origin, key }: { origin: string; key: string }): Promise<Container> {
  const client = new CosmosClient({ endpoint: origin, key });
  const { database } = await client.databases.createIfNotExists({ id: 'meishi-sync' });
  const { container } = await database.containers.createIfNotExists({
    id: 'links',
    partitionKey: { paths: ['/organizationId', '/userId'], kind: PartitionKeyKind.MultiHash, version: 2 },
    defaultTtl: -1,
  });
  return container;
}

/** The sorted ids of the rows of a query. */
export async function ids(container: Container, query: string, options: object = {}): Promise<string[]> {
  const { resources } = await container.items.query<{ id: string }>(query, options).fetchAll();
  return resources.map(({ id }) => id).sort();
}
