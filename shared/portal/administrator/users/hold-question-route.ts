import { administratorRoute } from '../../http/portal-route.ts';
import { pageReply, redirectTo } from '../../http/response.ts';
import { holdPage } from './hold-page.ts';
import { openUser, usersAddress } from './users-view.ts';

const route = 'organization/microsoft-365/users/hold';

administratorRoute('hold-question', { method: 'GET', route }, async (call) => {
  const { services, session, words, request } = call;
  const { organizationId } = session.person;
  const view = request.query.get('view') ?? '';
  const back = usersAddress(view);
  const userId = await openUser(call, request.query.get('user'));
  const head = userId && (await services.links.read({ organizationId, userId }))?.head;
  // Decided meanwhile, by its owner perhaps.
  if (!head || head.sync.hold === null || head.sync.hold.decision !== null) return redirectTo(back);
  return pageReply(holdPage({ words, csrfToken: session.csrfToken, head, hold: head.sync.hold, view, back }));
});
