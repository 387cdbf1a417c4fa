import { unlinkPage } from '../shared/portal/pages/user/unlink-page.ts';
import { personRoute } from './portal-route.ts';
import { pageReply } from './reply.ts';

personRoute('unlink-question', { method: 'GET', route: 'settings/microsoft-365/unlink' }, async ({ words, session }) =>
  pageReply(unlinkPage(words, session.csrfToken)),
);
