import { PortalSignInFailure } from '../../identity/portal-sign-in.ts';
import { personRoute } from '../http/portal-route.ts';
import { endedCookies } from '../http/request-context.ts';
import { redirectTo } from '../http/response.ts';

personRoute('sign-out', { method: 'POST', route: 'sign-out', limited: 'never' }, async ({ services, session }) => {
  const { sessions, portal, settings } = services;
  await sessions.end(session.id);
  const elsewhere = await portal.signOutUrl(`${settings.PORTAL_BASE_URL}/`).catch((failure: unknown) => {
    // The session here has ended, whether or not the provider can be reached.
    if (failure instanceof PortalSignInFailure) return undefined;
    throw failure;
  });
  return redirectTo(elsewhere?.href ?? '/', endedCookies());
});
