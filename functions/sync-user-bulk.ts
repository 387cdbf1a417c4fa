import { app } from '@azure/functions';
import { BULK_SYNC_QUEUE } from '../shared/storage/storage-queues.ts';
import { syncMessageSchema } from '../shared/sync/message.ts';
import { runSync } from '../shared/sync/run.ts';
import { theServices } from './services.ts';

app.storageQueue('sync-user-bulk', {
  queueName: BULK_SYNC_QUEUE,
  connection: 'SYNC_QUEUE',
  handler: async (message) => {
    const parsed = syncMessageSchema.parse(message);
    await runSync(theServices().syncFor(parsed), parsed);
  },
});
