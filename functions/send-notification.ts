import { app } from '@azure/functions';
import { noticeMessageSchema } from '../shared/notifications/notification.ts';
import { sendNotice } from '../shared/notifications/send-notification.ts';
import { theServices } from '../shared/services.ts';
import { NOTICE_QUEUE } from '../shared/storage/storage-queues.ts';

app.storageQueue('send-notice', {
  queueName: NOTICE_QUEUE,
  connection: 'SYNC_QUEUE',
  handler: async (message) => {
    await sendNotice(theServices().notices, noticeMessageSchema.parse(message));
  },
});
