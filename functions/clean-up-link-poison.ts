import { app } from '@azure/functions';
import { theServices } from '../shared/services.ts';
import { CLEAN_UP_QUEUE } from '../shared/storage/storage-queues.ts';
import { reportPoisoned } from '../shared/sync/poison-messages.ts';

app.storageQueue('clean-up-link-poison', {
  queueName: `${CLEAN_UP_QUEUE}-poison`,
  connection: 'SYNC_QUEUE',
  handler: (message) => reportPoisoned(theServices().sync, CLEAN_UP_QUEUE, message),
});
