import { isEndable } from '../../offboarding/unlink.ts';
import { personRoute } from '../http/portal-route.ts';
import { pageReply, redirectTo } from '../http/response.ts';
import { unlinkPage } from './unlink-page.ts';

const route = 'settings/microsoft-365/unlink';

personRoute('unlink-question', { method: 'GET', route }, async ({ services, words, session }) => {
  const head = (await services.links.read(session.person))?.head;
  if (head === undefined || !isEndable(head.state)) return redirectTo('/settings/microsoft-365');
  const { counts } = head.sync;
  const contacts = (counts?.cards ?? 0) - (counts?.parked ?? 0) + (counts?.kept ?? 0);
  return pageReply(unlinkPage(words, session.csrfToken, contacts));
});
