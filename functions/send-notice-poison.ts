import { app } from '@azure/functions';
import { reportPoisonedNotice } from '../shared/notifications/poison-notification.ts';
import { theServices } from '../shared/services.ts';
import { NOTICE_QUEUE } from '../shared/storage/storage-queues.ts';

app.storageQueue('send-notice-poison', {
  queueName: `${NOTICE_QUEUE}-poison`,
  connection: 'SYNC_QUEUE',
  handler: (message) => reportPoisonedNotice(theServices().log, NOTICE_QUEUE, message),
});
