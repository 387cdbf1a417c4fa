import { rebuildPage } from '../shared/portal/pages/user/rebuild-page.ts';
import { userRoute } from './portal-route.ts';
import { pageReply } from './reply.ts';

const route = 'settings/microsoft-365/rebuild';

userRoute('rebuild-question', { method: 'GET', route }, async ({ words, session }) =>
  pageReply(rebuildPage(words, session.csrfToken)),
);
