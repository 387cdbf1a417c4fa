import type { Directory } from './directory.ts';
import { signedOut } from './pages.ts';
import { type EntraContext, forget } from './sign-in.ts';

/**
 * `GET /{tenant}/oauth2/v2.0/logout`: ends the browser session; refresh tokens stay valid. Redirects to
 * `post_logout_redirect_uri` when an app has registered it.
 */
export function signOut(directory: Directory) {
  return (c: EntraContext) => {
    directory.tenantOfPath(c.req.param('tenant') ?? '');
    forget(c);
    const next = c.req.query('post_logout_redirect_uri');
    const registered = next !== undefined && directory.apps.some((app) => app.redirectUris.includes(next));
    return registered ? c.redirect(next, 302) : c.html(signedOut());
  };
}
