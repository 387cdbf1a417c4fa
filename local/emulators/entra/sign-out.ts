import type { Directory } from './directory.ts';
import { signedOut } from './pages.ts';
import type { BrowserSessions } from './sessions.ts';
import { type EntraContext, forget, isHinted, readSession } from './sign-in.ts';
import { issuerOf } from './tokens.ts';

/**
 * `GET /{tenant}/oauth2/v2.0/logout`: ends the browser session; refresh tokens stay valid. The other apps of the session
 * are told in frames of the page (OpenID Connect front-channel logout, with `iss` and `sid`). Redirects to
 * `post_logout_redirect_uri` when an app has registered it. Several accounts and no `logout_hint`: Entra asks which one;
 * here all are signed out.
 */
export function signOut(directory: Directory, sessions: BrowserSessions) {
  return (c: EntraContext) => {
    const tenant = directory.tenantOfPath(c.req.param('tenant') ?? '');
    const session = readSession(c, sessions);
    const hint = c.req.query('logout_hint');
    const account = session?.accounts.find((one) => hint === undefined || isHinted(one, hint));
    forget(c, sessions);
    const next = c.req.query('post_logout_redirect_uri');
    const caller = directory.apps.find((app) => next !== undefined && app.redirectUris.includes(next));
    const frames = directory.apps.flatMap(({ clientId, logoutUri }) => {
      if (logoutUri === undefined || clientId === caller?.clientId) return [];
      if (session?.clientIds.includes(clientId) !== true) return [];
      const issuer = issuerOf(new URL(c.req.url).origin, tenant?.id ?? account?.tenantId ?? '');
      return [`${logoutUri}?${new URLSearchParams({ iss: issuer, sid: session.id })}`];
    });
    // unverified: whether Entra waits for the frames before it redirects; here it does not redirect then.
    return caller !== undefined && next !== undefined && frames.length === 0
      ? c.redirect(next, 302)
      : c.html(signedOut(frames));
  };
}
