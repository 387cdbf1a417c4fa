import { syncNow } from '../../sync/request-run.ts';
import { userRoute } from '../http/portal-route.ts';
import { redirectTo } from '../http/response.ts';

userRoute(
  'sync-now',
  { method: 'POST', route: 'settings/microsoft-365/sync', limited: 'run' },
  async ({ services, session }) => {
    const { organizationId, userId } = session.person;
    await syncNow(services, { organizationId, userId });
    return redirectTo('/settings/microsoft-365?done=asked');
  },
);
