import { authenticateClient } from './client-authentication.ts';
import type { Consents } from './consents.ts';
import type { Directory, EntraApp, Tenant } from './directory.ts';
import { type AadstsCode, EntraError } from './failures.ts';
import type { Grant, Grants } from './grants.ts';
import type { SigningKey } from './keys.ts';
import { isGraphScope, parseScopes } from './scopes.ts';
import { type EntraContext, enterTenant } from './sign-in.ts';
import { clientInfo, mintTokens } from './tokens.ts';

export interface TokenEndpoint {
  directory: Directory;
  consents: Consents;
  grants: Grants;
  key: SigningKey;
  /** Takes the next failure that a test has planned. */
  nextFailure(): AadstsCode | undefined;
}

/** `POST /{tenant}/oauth2/v2.0/token` for codes and refresh tokens. Other grants are not emulated. */
export function token({ directory, consents, grants, key, nextFailure }: TokenEndpoint) {
  return async (c: EntraContext) => {
    const form = await readForm(c);
    const tenant = directory.tenantOfPath(c.req.param('tenant') ?? '');
    const grantType = requiredField(form, 'grant_type');
    const app = directory.app(requiredField(form, 'client_id'));
    const failure = nextFailure();
    if (failure !== undefined) throw new EntraError(failure, 'Asked for by a test.');
    directory.requireAt(app, tenant);
    await authenticateClient(form, app, { directory, key, origin: new URL(c.req.url).origin });

    const grant = readGrant(grantType, form, app, tenant);
    // A refresh token is bound to a person and an app, not to a tenant; a code's tenant was checked above.
    const wanted = tenant ?? directory.tenant(grant.account.tenantId);
    consents.requireInstalled(wanted?.id ?? grant.account.tenantId, app);
    const account = enterTenant(directory, grant.account, wanted);
    const asked = form.get('scope');
    const scopes = asked === undefined ? grant.scopes : parseScopes(asked, app);
    const asksForGraph = scopes.some(isGraphScope);
    if (asksForGraph && directory.hasFault(account.tenantId, 'graph-disabled')) throw new EntraError(500014);
    if (asksForGraph && directory.hasFault(account.tenantId, 'graph-absent')) throw new EntraError(500011);
    const missing = consents.missing(account, app, scopes);
    if (missing.length > 0) {
      throw new EntraError(65001, `Application '${app.clientId}' named '${app.name}': ${missing.join(' ')}.`);
    }

    const home = directory.home(account);
    const granted = consents.granted(account, app);
    // Whether the answer has an ID token and a refresh token was decided by the person's sign-in.
    const settled = scopes.filter((scope) => !SETTLED.includes(scope) || grant.scopes.includes(scope));
    return c.json({
      ...(await mintTokens(key, new URL(c.req.url).origin, {
        account,
        home,
        app,
        scopes: settled,
        granted,
        nonce: grant.nonce,
        sessionId: grant.sessionId,
        mail: directory.mail(account),
        appRoles: directory.appRoles(account, app.clientId) ?? [],
        withRoles: !directory.hasFault(account.tenantId, 'no-wids'),
      })),
      ...(grant.scopes.includes('offline_access') && !directory.hasFault(account.tenantId, 'no-refresh-token')
        ? { refresh_token: grants.issueRefreshToken(account, app, grant.scopes) }
        : {}),
      ...(form.get('client_info') === '1' ? { client_info: clientInfo(home) } : {}),
    });
  };

  function readGrant(
    grantType: string,
    form: ReadonlyMap<string, string>,
    app: EntraApp,
    tenant: Tenant | undefined,
  ): Grant {
    switch (grantType) {
      case 'authorization_code':
        return grants.redeemCode({
          code: requiredField(form, 'code'),
          app,
          tenantId: tenant?.id,
          redirectUri: requiredField(form, 'redirect_uri'),
          codeVerifier: form.get('code_verifier'),
        });
      case 'refresh_token':
        return grants.useRefreshToken(requiredField(form, 'refresh_token'), app);
      default:
        throw new EntraError(70003, `'${grantType}'.`);
    }
  }
}

const SETTLED: readonly string[] = ['openid', 'profile', 'email'];

async function readForm(c: EntraContext): Promise<Map<string, string>> {
  if (!c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded')) {
    throw new EntraError(900144, "'grant_type'.");
  }
  return new Map(new URLSearchParams(await c.req.text()));
}

function requiredField(form: ReadonlyMap<string, string>, name: string): string {
  const value = form.get(name);
  if (value === undefined || value === '') throw new EntraError(900144, `'${name}'.`);
  return value;
}
