import { app } from '@azure/functions';
import { sendInvitations } from '../shared/invitations/send-invitations.ts';
import { sendNotification } from '../shared/notifications/send-notification.ts';
import { NOTIFICATION_QUEUE, notificationMessageSchema } from '../shared/queues.ts';
import { theServices } from '../shared/services.ts';

app.storageQueue('send-notice', {
  queueName: NOTIFICATION_QUEUE,
  connection: 'SYNC_QUEUE',
  handler: async (message) => {
    const asked = notificationMessageSchema.parse(message);
    if (asked.invitations === true) await sendInvitations(theServices().invitations, asked.organizationId);
    else await sendNotification(theServices().notices, asked);
  },
});
