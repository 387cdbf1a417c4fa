import { syncNow } from '../shared/sync/ask-for-run.ts';
import { userRoute } from './portal-route.ts';
import { redirectTo } from './reply.ts';

userRoute('sync-now', { method: 'POST', route: 'settings/microsoft-365/sync' }, async ({ services, session }) => {
  const { organizationId, userId } = session.person;
  await syncNow(services, { organizationId, userId });
  return redirectTo('/settings/microsoft-365?done=asked');
});
