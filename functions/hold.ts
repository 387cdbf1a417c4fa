import { decideHold } from '../shared/sync/ask-for-run.ts';
import { userRoute } from './portal-route.ts';
import { redirectTo, refuse } from './reply.ts';

userRoute('hold', { method: 'POST', route: 'settings/microsoft-365/hold' }, async ({ services, session, form }) => {
  const decision = form.get('decision');
  if (decision !== 'apply' && decision !== 'keep') return refuse('unreadable');
  const { organizationId, userId, name } = session.person;
  await decideHold(services, { organizationId, userId }, decision, name);
  return redirectTo('/settings/microsoft-365');
});
