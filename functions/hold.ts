import { errorPage } from '../shared/portal/pages/home.ts';
import { decideHold } from '../shared/sync/ask-for-run.ts';
import { userRoute } from './portal-route.ts';
import { pageReply, redirectTo } from './reply.ts';

userRoute(
  'hold',
  { method: 'POST', route: 'settings/microsoft-365/hold' },
  async ({ services, session, form, words }) => {
    const decision = form.get('decision');
    if (decision !== 'apply' && decision !== 'keep') return pageReply(errorPage(words, words.errors['not-found']), 400);
    const { organizationId, userId } = session.person;
    await decideHold(services, { organizationId, userId }, decision);
    return redirectTo('/settings/microsoft-365');
  },
);
