import { app } from '@azure/functions';
import { CLEAN_UP_QUEUE } from '../shared/storage/storage-queues.ts';
import { cleanUp } from '../shared/sync/clean-up.ts';
import { cleanUpMessageSchema } from '../shared/sync/message.ts';
import { theServices } from './services.ts';

app.storageQueue('clean-up-link', {
  queueName: CLEAN_UP_QUEUE,
  connection: 'SYNC_QUEUE',
  handler: async (message) => {
    await cleanUp(theServices().sync, cleanUpMessageSchema.parse(message));
  },
});
