import { preview } from '../../sync/preview.ts';
import { userRoute } from '../http/portal-route.ts';
import { pageReply } from '../http/response.ts';
import { previewPage } from './preview-page.ts';

userRoute(
  'preview',
  { method: 'GET', route: 'settings/microsoft-365/preview', limited: 'preview' },
  async ({ services, session, words }) => {
    const { organizationId, userId } = session.person;
    return pageReply(previewPage(words, session.csrfToken, await preview(services.sync, { organizationId, userId })));
  },
);
