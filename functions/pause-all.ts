import { pauseOrganization } from '../shared/organizations/pausing.ts';
import { administratorRoute } from './portal-route.ts';
import { redirectTo, refuse } from './reply.ts';
import { usersAddress } from './users-view.ts';

const route = 'organization/microsoft-365/users/pause-all';

administratorRoute('pause-all', { method: 'POST', route }, async ({ services, session, form }) => {
  const pause = form.get('pause');
  if (pause !== 'on' && pause !== 'off') return refuse('unreadable');
  await pauseOrganization(services, session, pause === 'on');
  return redirectTo(usersAddress('', pause === 'on' ? undefined : 'resumedAll'));
});
