import { app } from '@azure/functions';
import { sendNotice } from '../shared/notifications/send-notification.ts';
import { NOTICE_QUEUE, noticeMessageSchema } from '../shared/queues.ts';
import { theServices } from '../shared/services.ts';

app.storageQueue('send-notice', {
  queueName: NOTICE_QUEUE,
  connection: 'SYNC_QUEUE',
  handler: async (message) => {
    await sendNotice(theServices().notices, noticeMessageSchema.parse(message));
  },
});
