import { app } from '@azure/functions';
import { eraseOrganization } from '../shared/organizations/erasing.ts';
import { CLEAN_UP_QUEUE } from '../shared/storage/storage-queues.ts';
import { cleanUp } from '../shared/sync/clean-up.ts';
import { cleanUpMessageSchema } from '../shared/sync/message.ts';
import { theServices } from './services.ts';

app.storageQueue('clean-up-link', {
  queueName: CLEAN_UP_QUEUE,
  connection: 'SYNC_QUEUE',
  handler: async (message) => {
    const parsed = cleanUpMessageSchema.parse(message);
    if (parsed.scope === 'erasure') await eraseOrganization(theServices().erasing, parsed);
    else await cleanUp(theServices().sync, parsed);
  },
});
