import { rebuild } from '../../sync/request-run.ts';
import { userRoute } from '../http/portal-route.ts';
import { redirectTo } from '../http/response.ts';

userRoute(
  'rebuild',
  { method: 'POST', route: 'settings/microsoft-365/rebuild', limited: 'run' },
  async ({ services, session }) => {
    const { organizationId, userId } = session.person;
    await rebuild(services, { organizationId, userId });
    return redirectTo('/settings/microsoft-365?done=rebuild');
  },
);
