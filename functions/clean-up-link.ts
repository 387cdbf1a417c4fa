import { app } from '@azure/functions';
import { cleanUp } from '../shared/offboarding/clean-up.ts';
import { eraseOrganization } from '../shared/offboarding/erase-organization.ts';
import { CLEAN_UP_QUEUE, cleanUpMessageSchema } from '../shared/queues.ts';
import { theServices } from '../shared/services.ts';

app.storageQueue('clean-up-link', {
  queueName: CLEAN_UP_QUEUE,
  connection: 'SYNC_QUEUE',
  handler: async (message) => {
    const parsed = cleanUpMessageSchema.parse(message);
    if (parsed.scope === 'erasure') await eraseOrganization(theServices().erasing, parsed);
    else await cleanUp(theServices().sync, parsed);
  },
});
