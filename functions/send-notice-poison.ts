import { app } from '@azure/functions';
import { reportPoisonedNotice } from '../shared/notices/poisoned-notice.ts';
import { NOTICE_QUEUE } from '../shared/storage/storage-queues.ts';
import { theServices } from './services.ts';

app.storageQueue('send-notice-poison', {
  queueName: `${NOTICE_QUEUE}-poison`,
  connection: 'SYNC_QUEUE',
  handler: (message) => reportPoisonedNotice(theServices().log, NOTICE_QUEUE, message),
});
