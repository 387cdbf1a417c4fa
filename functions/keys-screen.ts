import { keysPage } from '../shared/portal/pages/administrator/keys-page.ts';
import { administratorRoute } from './portal-route.ts';
import { pageReply } from './reply.ts';

administratorRoute('keys-screen', { method: 'GET', route: 'organization/microsoft-365/api-keys' }, async (call) => {
  const { words, session, request } = call;
  const notice = request.query.get('done') === 'key' ? words.organization.keyAccepted : undefined;
  return pageReply(keysPage({ words, csrfToken: session.csrfToken, notice }));
});
