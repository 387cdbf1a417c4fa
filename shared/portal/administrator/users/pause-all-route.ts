import { pauseOrganization } from '../../../organizations/pause-organization.ts';
import { administratorRoute } from '../../http/portal-route.ts';
import { redirectTo, refuse } from '../../http/response.ts';
import { usersAddress } from './users-view.ts';

const route = 'organization/microsoft-365/users/pause-all';

administratorRoute('pause-all', { method: 'POST', route }, async ({ services, session, form }) => {
  const pause = form.get('pause');
  if (pause !== 'on' && pause !== 'off') return refuse('unreadable');
  await pauseOrganization(services, session, pause === 'on');
  return redirectTo(usersAddress('', pause === 'on' ? undefined : 'resumedAll'));
});
