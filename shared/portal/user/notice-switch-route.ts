import { switchNotices } from '../../notifications/choose-notifications.ts';
import { userRoute } from '../http/portal-route.ts';
import { redirectTo, refuse } from '../http/response.ts';

const route = 'settings/microsoft-365/notices';

userRoute('notice-switch', { method: 'POST', route }, async ({ services, session, form }) => {
  const chosen = form.get('notices');
  if (chosen !== 'on' && chosen !== 'off') return refuse('unreadable');
  const { organizationId, userId } = session.person;
  await switchNotices(services.links, { organizationId, userId }, chosen === 'off');
  return redirectTo(`/settings/microsoft-365?done=notices-${chosen}`);
});
