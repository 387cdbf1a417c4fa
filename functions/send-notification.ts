import { app } from '@azure/functions';
import { sendNotification } from '../shared/notifications/send-notification.ts';
import { NOTIFICATION_QUEUE, notificationMessageSchema } from '../shared/queues.ts';
import { theServices } from '../shared/services.ts';

app.storageQueue('send-notice', {
  queueName: NOTIFICATION_QUEUE,
  connection: 'SYNC_QUEUE',
  handler: async (message) => {
    await sendNotification(theServices().notices, notificationMessageSchema.parse(message));
  },
});
