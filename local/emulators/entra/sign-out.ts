import type { Directory } from './directory.ts';
import { signedOut } from './pages.ts';
import { type EntraContext, forget } from './sign-in.ts';

/**
 * `GET /{tenant}/oauth2/v2.0/logout`: forgets the browser's account; refresh tokens stay alive. Goes on to
 * `post_logout_redirect_uri` when some app registered it.
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
