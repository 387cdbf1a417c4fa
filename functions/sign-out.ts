import { personRoute } from './portal-route.ts';
import { redirectTo } from './reply.ts';
import { endedCookies } from './visit.ts';

personRoute('sign-out', { method: 'POST', route: 'sign-out', limited: 'never' }, async ({ services, session }) => {
  const { sessions, portal, settings } = services;
  await sessions.end(session.id);
  const elsewhere = await portal.signOutUrl(`${settings.PORTAL_BASE_URL}/`);
  return redirectTo(elsewhere?.href ?? '/', endedCookies());
});
