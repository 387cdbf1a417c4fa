import { askForRun } from '../shared/sync/ask-for-run.ts';
import { userRoute } from './portal-route.ts';
import { redirectTo } from './reply.ts';

userRoute('rebuild', { method: 'POST', route: 'settings/microsoft-365/rebuild' }, async ({ services, session }) => {
  const { organizationId, userId } = session.person;
  await askForRun(services, { organizationId, userId }, true);
  return redirectTo('/settings/microsoft-365');
});
