import { app } from '@azure/functions';
import { noticeMessageSchema } from '../shared/notices/notice.ts';
import { sendNotice } from '../shared/notices/send-notice.ts';
import { NOTICE_QUEUE } from '../shared/storage/storage-queues.ts';
import { theServices } from './services.ts';

app.storageQueue('send-notice', {
  queueName: NOTICE_QUEUE,
  connection: 'SYNC_QUEUE',
  handler: async (message) => {
    await sendNotice(theServices().notices, noticeMessageSchema.parse(message));
  },
});
