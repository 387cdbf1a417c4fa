import { unlinkPage } from '../shared/portal/pages/user/unlink-page.ts';
import { personRoute } from './portal-route.ts';
import { pageReply } from './reply.ts';

const route = 'settings/microsoft-365/unlink';

personRoute('unlink-question', { method: 'GET', route }, async ({ services, words, session }) => {
  const counts = (await services.links.read(session.person))?.head.sync.counts;
  const contacts = (counts?.cards ?? 0) - (counts?.parked ?? 0) + (counts?.kept ?? 0);
  return pageReply(unlinkPage(words, session.csrfToken, contacts));
});
