import { app } from '@azure/functions';
import { BULK_SYNC_QUEUE, SYNC_QUEUE, syncMessageSchema } from '../shared/queues.ts';
import { theServices } from '../shared/services.ts';
import { runSync } from '../shared/sync/run.ts';

for (const queueName of [SYNC_QUEUE, BULK_SYNC_QUEUE]) {
  app.storageQueue(queueName, {
    queueName,
    connection: 'SYNC_QUEUE',
    handler: async (message) => {
      const parsed = syncMessageSchema.parse(message);
      await runSync(theServices().syncFor(parsed), parsed);
    },
  });
}
