import { app } from '@azure/functions';
import { theServices } from '../shared/services.ts';
import { scheduleSyncs } from '../shared/sync/schedule.ts';

app.timer('schedule-syncs', {
  schedule: '0 * * * * *',
  handler: async () => {
    const { sync, schedule } = theServices();
    await scheduleSyncs(sync, schedule);
  },
});
