import { createHash } from 'node:crypto';
import { accountKey, type EntraAccount, type EntraApp, type MailAttribute, ROLE_TEMPLATES } from './directory.ts';
import type { SigningKey } from './keys.ts';
import { fullName, isGraphScope, type Scopes } from './scopes.ts';

/** Seconds. Entra's vary from 60 to 90 minutes, 75 on average. */
const ACCESS_TOKEN_TTL = 75 * 60;
const ID_TOKEN_TTL = 60 * 60;

export interface TokenSubject {
  account: EntraAccount;
  /** The same person's account in the home tenant; `account` itself unless a guest. */
  home: EntraAccount;
  app: EntraApp;
  /** The requested scopes, all of them consented to. */
  scopes: Scopes;
  /** All scopes that this app has consent for. */
  granted: Scopes;
  nonce: string | undefined;
  sessionId: string | undefined;
  /** The account's app roles (claim `roles`, absent without any). */
  appRoles: readonly string[];
  mail: MailAttribute;
  /** Whether the ID token names the person's directory roles. */
  withRoles: boolean;
}

/** The `iss` of all tokens of one tenant. */
export function issuerOf(origin: string, tenantId: string): string {
  return `${origin}/${tenantId}/v2.0`;
}

/** MSAL's identifier of the person, the same in every tenant: base64url JSON of home object id and home tenant. */
export function clientInfo(home: EntraAccount): string {
  return Buffer.from(JSON.stringify({ uid: home.objectId, utid: home.tenantId })).toString('base64url');
}

/** The token endpoint's answer, without the refresh token. */
export async function mintTokens(key: SigningKey, origin: string, subject: TokenSubject) {
  const { account, app, scopes, nonce, appRoles, mail } = subject;
  const now = Math.floor(Date.now() / 1000);
  const issuer = issuerOf(origin, account.tenantId);
  const graph = [...new Set([...subject.granted, ...scopes])].filter(isGraphScope);
  // Unverified: that the token carries everything granted for Graph, not only what was asked; seen so in practice.
  const carried = [...graph, ...scopes.filter((scope) => !isGraphScope(scope) && scope !== 'offline_access')];
  const times = { iat: now, nbf: now };

  return {
    token_type: 'Bearer',
    scope: carried.map(fullName).join(' '),
    expires_in: ACCESS_TOKEN_TTL,
    ext_expires_in: ACCESS_TOKEN_TTL,
    access_token: await key.sign({
      ...times,
      exp: now + ACCESS_TOKEN_TTL,
      aud: 'https://graph.microsoft.com',
      iss: issuer,
      tid: account.tenantId,
      oid: account.objectId,
      sub: appRegistrationOf(account, 'graph'),
      upn: account.userPrincipalName,
      name: account.displayName,
      appid: app.clientId,
      app_displayname: app.name,
      scp: carried.join(' '),
      wids: directoryRoles(account),
      jti: crypto.randomUUID(),
      ver: '1.0',
    }),
    ...(scopes.includes('openid')
      ? {
          id_token: await key.sign({
            ...times,
            exp: now + ID_TOKEN_TTL,
            aud: app.clientId,
            iss: issuer,
            sub: appRegistrationOf(account, app.clientId),
            ...(nonce === undefined ? {} : { nonce }),
            ...(scopes.includes('profile') ? profileClaims(account) : {}),
            ...(scopes.includes('email') ? { email: mail.address } : {}),
            ...optionalClaims(subject),
            ...(account.homeTenantId === undefined ? {} : { idp: `https://sts.windows.net/${account.homeTenantId}/` }),
            ...(appRoles.length === 0 ? {} : { roles: appRoles }),
            // As in an app registration with "groups claim: directory roles".
            ...(subject.withRoles ? { wids: directoryRoles(account) } : {}),
            ver: '2.0',
          }),
        }
      : {}),
  };
}

function profileClaims(account: EntraAccount) {
  return {
    tid: account.tenantId,
    oid: account.objectId,
    name: account.displayName,
    preferred_username: account.userPrincipalName,
  };
}

/** Those that the registration asks for; source: "Optional claims reference". */
function optionalClaims({ account, app, mail, sessionId }: TokenSubject) {
  const known: Readonly<Record<string, unknown>> = {
    acct: account.homeTenantId === undefined ? 0 : 1,
    email: mail.address,
    upn: account.userPrincipalName,
    // unverified: that it is a boolean in every token.
    xms_edov: mail.verified,
    login_hint: loginHintOf(account),
    sid: sessionId,
  };
  return Object.fromEntries((app.optionalClaims ?? ['acct']).map((name) => [name, known[name]]));
}

/** An opaque value that stands for the account in `login_hint` and `logout_hint`. */
export function loginHintOf(account: EntraAccount): string {
  return `O.${createHash('sha256').update(accountKey(account)).digest('base64url')}`;
}

/** Unverified: that a guest carries the default user role like a member. */
function directoryRoles(account: EntraAccount): string[] {
  return [...account.roles, ROLE_TEMPLATES.user];
}

/** `sub` is different for each app. */
function appRegistrationOf(account: EntraAccount, audience: string): string {
  return createHash('sha256')
    .update(`${accountKey(account)}/${audience}`)
    .digest('base64url');
}
