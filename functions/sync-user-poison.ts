import { app } from '@azure/functions';
import { theServices } from '../shared/services.ts';
import { SYNC_QUEUE } from '../shared/storage/storage-queues.ts';
import { reportPoisoned } from '../shared/sync/poison-messages.ts';

app.storageQueue('sync-user-poison', {
  queueName: `${SYNC_QUEUE}-poison`,
  connection: 'SYNC_QUEUE',
  handler: (message) => reportPoisoned(theServices().sync, SYNC_QUEUE, message),
});
