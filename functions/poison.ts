import { app } from '@azure/functions';
import { reportPoisonNotification } from '../shared/notifications/send-notification.ts';
import { BULK_SYNC_QUEUE, CLEAN_UP_QUEUE, NOTIFICATION_QUEUE, SYNC_QUEUE } from '../shared/queues.ts';
import { theServices } from '../shared/services.ts';
import { reportPoisonMessage } from '../shared/sync/poison-messages.ts';

const REPORTS: Readonly<Record<string, (queue: string, message: unknown) => void | Promise<void>>> = {
  [SYNC_QUEUE]: (queue, message) => reportPoisonMessage(theServices().sync, queue, message),
  [BULK_SYNC_QUEUE]: (queue, message) => reportPoisonMessage(theServices().sync, queue, message),
  [CLEAN_UP_QUEUE]: (queue, message) => reportPoisonMessage(theServices().sync, queue, message),
  [NOTIFICATION_QUEUE]: (queue, message) => reportPoisonNotification(theServices().log, queue, message),
};

for (const [queue, report] of Object.entries(REPORTS)) {
  const queueName = `${queue}-poison`;
  app.storageQueue(queueName, { queueName, connection: 'SYNC_QUEUE', handler: (message) => report(queue, message) });
}
