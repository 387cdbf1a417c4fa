import { app } from '@azure/functions';
import { scheduleSyncs } from '../shared/sync/schedule.ts';
import { theServices } from './services.ts';

app.timer('schedule-syncs', {
  schedule: '0 * * * * *',
  handler: async () => {
    const { sync, schedule } = theServices();
    await scheduleSyncs(sync, schedule);
  },
});
