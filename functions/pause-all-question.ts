import { linksOf } from '../shared/organizations/disconnecting.ts';
import { pauseAllPage } from '../shared/portal/pages/administrator/pause-all-page.ts';
import { administratorRoute } from './portal-route.ts';
import { pageReply } from './reply.ts';

const route = 'organization/microsoft-365/users/pause-all';

administratorRoute('pause-all-question', { method: 'GET', route }, async ({ services, session, words }) => {
  const { organizationId } = session.person;
  const users = await linksOf(services, organizationId);
  return pageReply(pauseAllPage(words, session.csrfToken, users));
});
