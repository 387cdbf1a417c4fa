import { app } from '@azure/functions';
import { BULK_SYNC_QUEUE } from '../shared/storage/storage-queues.ts';
import { reportPoisoned } from '../shared/sync/poisoned.ts';
import { theServices } from './services.ts';

app.storageQueue('sync-user-bulk-poison', {
  queueName: `${BULK_SYNC_QUEUE}-poison`,
  connection: 'SYNC_QUEUE',
  handler: (message) => reportPoisoned(theServices().sync, BULK_SYNC_QUEUE, message),
});
