import { CosmosClient, type PartitionKeyDefinition, PartitionKeyKind } from '@azure/cosmos';
import { QueueServiceClient } from '@azure/storage-queue';
import { BULK_SYNC_QUEUE, CLEAN_UP_QUEUE, NOTIFICATION_QUEUE, SYNC_QUEUE } from '../shared/queues.ts';
import { CONTAINERS, DATABASE } from '../shared/storage/cosmos-database.ts';

/** Creates the database and its containers, as the deployment does in the cloud. Existing ones are kept. */
export async function provisionDatabase(endpoint: string, key: string): Promise<void> {
  const { database } = await new CosmosClient({ endpoint, key }).databases.createIfNotExists({ id: DATABASE });
  for (const [id, container] of Object.entries(CONTAINERS)) {
    const paths = [...container.partitionKey];
    const partitionKey: PartitionKeyDefinition =
      paths.length === 1 ? { paths } : { paths, kind: PartitionKeyKind.MultiHash, version: 2 };
    // -1: only items with their own `ttl` expire.
    await database.containers.createIfNotExists({
      id,
      partitionKey,
      ...('expires' in container ? { defaultTtl: -1 } : {}),
    });
  }
}

/** Creates the queues, as the deployment does in the cloud. */
export async function provisionQueues(connectionString: string): Promise<void> {
  const service = QueueServiceClient.fromConnectionString(connectionString);
  for (const queue of [SYNC_QUEUE, BULK_SYNC_QUEUE, CLEAN_UP_QUEUE, NOTIFICATION_QUEUE]) {
    await service.getQueueClient(queue).createIfNotExists();
  }
}
