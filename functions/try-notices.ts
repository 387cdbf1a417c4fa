import { tryNotices } from '../shared/notices/try-notices.ts';
import { administratorRoute } from './portal-route.ts';
import { redirectTo } from './reply.ts';

const route = 'organization/microsoft-365/notices/try';

administratorRoute(
  'try-notices',
  { method: 'POST', route, limited: 'notices-trial' },
  async ({ services, session }) => {
    await tryNotices(services.notices, session);
    return redirectTo('/organization/microsoft-365/settings#notices');
  },
);
