import { tryNotices } from '../../../notifications/send-trial.ts';
import { administratorRoute } from '../../http/portal-route.ts';
import { redirectTo } from '../../http/response.ts';

const route = 'organization/microsoft-365/notices/try';

administratorRoute(
  'try-notices',
  { method: 'POST', route, limited: 'notices-trial' },
  async ({ services, session }) => {
    await tryNotices(services.notices, session);
    return redirectTo('/organization/microsoft-365/settings#notices');
  },
);
