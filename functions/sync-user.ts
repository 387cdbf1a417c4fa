import { app } from '@azure/functions';
import { syncMessageSchema } from '../shared/queues.ts';
import { theServices } from '../shared/services.ts';
import { SYNC_QUEUE } from '../shared/storage/storage-queues.ts';
import { runSync } from '../shared/sync/run.ts';

app.storageQueue('sync-user', {
  queueName: SYNC_QUEUE,
  connection: 'SYNC_QUEUE',
  handler: async (message) => {
    const parsed = syncMessageSchema.parse(message);
    await runSync(theServices().syncFor(parsed), parsed);
  },
});
