import { previewPage } from '../shared/portal/pages/user/preview-page.ts';
import { preview } from '../shared/sync/preview.ts';
import { userRoute } from './portal-route.ts';
import { pageReply } from './reply.ts';

userRoute(
  'preview',
  { method: 'GET', route: 'settings/microsoft-365/preview', limited: 'preview' },
  async ({ services, session, words }) => {
    const { organizationId, userId } = session.person;
    return pageReply(previewPage(words, session.csrfToken, await preview(services.sync, { organizationId, userId })));
  },
);
