import { app } from '@azure/functions';
import { theServices } from '../shared/services.ts';
import { BULK_SYNC_QUEUE } from '../shared/storage/storage-queues.ts';
import { reportPoisoned } from '../shared/sync/poison-messages.ts';

app.storageQueue('sync-user-bulk-poison', {
  queueName: `${BULK_SYNC_QUEUE}-poison`,
  connection: 'SYNC_QUEUE',
  handler: (message) => reportPoisoned(theServices().sync, BULK_SYNC_QUEUE, message),
});
