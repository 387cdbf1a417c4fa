import type { AccountInfo, ConfidentialClientApplication, Configuration } from '@azure/msal-node';
import type { JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import { foldAscii } from '../ascii-case.ts';
import { SECOND } from '../clock.ts';
import { type TenantId, tenantIdSchema } from '../ids.ts';
import { withoutBidiControls } from './bidi-controls.ts';
import { meaningOf } from './entra-error-codes.ts';
import {
  type AuthorizationRequest,
  type MailboxSignIn,
  type MicrosoftIdentity,
  type RedeemRequest,
  TokenFailure,
} from './mailbox-sign-in.ts';
import { managedIdentityAssertion } from './managed-identity.ts';
import { aadstsNumber } from './sign-in-error.ts';

/** How the app authenticates itself: a federated managed identity in the cloud, a client secret elsewhere. */
export type AppCredential =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'managed-identity'; readonly clientId: string };

export interface EntraSignInOptions {
  /** Authority URL without a path, e.g. `https://login.microsoftonline.com`. */
  readonly authorityHost: string;
  readonly clientId: string;
  readonly credential: AppCredential;
  /** The delegated Microsoft Graph permission of the capability. */
  readonly permission: 'Contacts.ReadWrite' | 'Mail.Read';
}

/** Timeout in milliseconds of a check that is optional: without an answer, the flow goes on. */
const QUERY_TIMEOUT = 5 * SECOND;

/** The app registration of one capability at Microsoft Entra ID, through MSAL. Fails with `TokenFailure`. */
export function entraSignIn(options: EntraSignInOptions): MailboxSignIn {
  const scope = `https://graph.microsoft.com/${options.permission}`;
  const keys = new Map<TenantId, JWTVerifyGetKey>();

  /**
   * Creates a new MSAL client for each use: a token cache shared by several people could return another person's
   * token.
   */
  async function clientFor(tenantId: TenantId): Promise<ConfidentialClientApplication> {
    const { ConfidentialClientApplication } = await import('@azure/msal-node');
    return new ConfidentialClientApplication({ auth: await authOf(options, tenantId) });
  }

  async function authorizationUrl(request: AuthorizationRequest, scopes: string[]): Promise<string> {
    const client = await clientFor(request.tenantId);
    const { state, nonce, codeChallenge, redirectUri, pickAccount, hint } = request;
    return failing(() =>
      client.getAuthCodeUrl({
        scopes,
        redirectUri,
        state,
        nonce,
        codeChallenge,
        codeChallengeMethod: 'S256',
        responseMode: 'query',
        ...(pickAccount ? { prompt: 'select_account' } : hint === undefined ? {} : { loginHint: hint }),
      }),
    );
  }

  async function redeem({ tenantId, code, codeVerifier, nonce, redirectUri }: RedeemRequest, scopes: string[]) {
    const client = await clientFor(tenantId);
    const result = await failing(() => client.acquireTokenByCode({ code, scopes, redirectUri, codeVerifier, nonce }));
    const identity = await verifyIdentity(result.idToken, tenantId, nonce);
    const cache = withoutAccessTokens(client.getTokenCache().serialize());
    if (!hasRefreshToken(cache)) throw new TokenFailure('tenant', 'no_refresh_token');
    return { client, result, identity, cache };
  }

  /**
   * Checks the claims of the ID token. MSAL does not check its signature, since it comes directly from Microsoft; we
   * check it, because we rely on the claims.
   */
  async function verifyIdentity(idToken: string, tenantId: TenantId, nonce: string): Promise<MicrosoftIdentity> {
    const { createRemoteJWKSet, jwtVerify } = await import('jose');
    const keySet =
      keys.get(tenantId) ?? createRemoteJWKSet(new URL(`${options.authorityHost}/${tenantId}/discovery/v2.0/keys`));
    keys.set(tenantId, keySet);
    const { payload } = await jwtVerify(idToken, keySet, {
      issuer: `${options.authorityHost}/${tenantId}/v2.0`,
      audience: options.clientId,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'iat', 'nonce'],
    }).catch((cause: unknown) => {
      throw new TokenFailure('transient', 'invalid_id_token', { cause });
    });
    const claims = identityClaims.safeParse(payload);
    if (!claims.success || claims.data.nonce !== nonce) throw new TokenFailure('transient', 'invalid_id_token');
    const { tid, oid, preferred_username, wids, idp, acct, login_hint } = claims.data;
    return {
      tenantId: tid,
      objectId: oid,
      name: withoutBidiControls(preferred_username ?? ''),
      roles: wids?.length === 0 ? undefined : wids,
      guest: acct === 1 || (idp !== undefined && !idp.includes(tid)),
      accountHint: login_hint,
    };
  }

  /** Whether a token with the permission can be obtained silently, that is, without interaction. */
  async function isGranted(client: ConfidentialClientApplication, account: AccountInfo | null): Promise<boolean> {
    if (account === null) throw new TokenFailure('transient', 'invalid_id_token');
    try {
      const { scopes } = await failing(() => client.acquireTokenSilent({ account, scopes: [scope] }));
      return holds(scopes, options.permission);
    } catch (failure) {
      if (!(failure instanceof TokenFailure)) throw failure;
      if (meaningOf(failure.code, failure.aadsts).cause === 'approval-required') return false;
      throw failure;
    }
  }

  return {
    async tenantExists(tenantId) {
      const signal = AbortSignal.timeout(QUERY_TIMEOUT);
      const answer = await fetch(discoveryOf(options.authorityHost, tenantId), { signal }).catch(() => undefined);
      if (answer === undefined || answer.status !== 400) {
        await answer?.body?.cancel();
        return true;
      }
      const said = z
        .object({ error: z.literal('invalid_tenant') })
        .safeParse(await answer.json().catch(() => undefined));
      return !said.success;
    },

    adminConsentUrl({ tenantId, state, redirectUri }) {
      const url = new URL(`${options.authorityHost}/${tenantId}/v2.0/adminconsent`);
      url.search = new URLSearchParams({
        client_id: options.clientId,
        scope,
        redirect_uri: redirectUri,
        ...(state === undefined ? {} : { state }),
      }).toString();
      return url.href;
    },

    // If the sign-in asked for the permission, Microsoft could offer a user consent, which proves nothing about the
    // tenant. So it asks for the identity only, and the tenant's consent is proven by getting a token silently.
    proofUrl: (request) => authorizationUrl(request, IDENTITY_ONLY),
    linkUrl: (request) => authorizationUrl(request, [scope]),

    async redeemProof(request) {
      const { client, result, identity } = await redeem(request, IDENTITY_ONLY);
      return { identity, granted: await isGranted(client, result.account) };
    },

    async redeemLink(request) {
      const { result, identity, cache } = await redeem(request, [scope]);
      if (!holds(result.scopes, options.permission)) throw new TokenFailure('tenant', 'consent_required');
      return { identity, cache, accessToken: result.accessToken };
    },

    async refresh(tenantId, cache) {
      if (cache === '') throw new TokenFailure('user', 'no_tokens_found');
      const client = await clientFor(tenantId);
      client.getTokenCache().deserialize(cache);
      const [account] = await client.getTokenCache().getAllAccounts();
      if (account === undefined) throw new TokenFailure('user', 'no_tokens_found');
      const result = await failing(() => client.acquireTokenSilent({ account, scopes: [scope] }));
      return { accessToken: result.accessToken, cache: withoutAccessTokens(client.getTokenCache().serialize()) };
    },
  };
}

/** No scopes beyond `openid profile offline_access`, which MSAL always adds. */
const IDENTITY_ONLY: string[] = [];

const identityClaims = z.object({
  tid: tenantIdSchema,
  oid: z.string().min(1),
  nonce: z.string(),
  preferred_username: z.string().optional(),
  wids: z.array(z.string()).optional().catch(undefined),
  idp: z.string().optional(),
  acct: z.number().optional(),
  login_hint: z.string().optional(),
});

function holds(scopes: readonly string[], permission: string): boolean {
  return scopes.some((scope) => foldAscii(scope).endsWith(foldAscii(permission)));
}

/** MSAL's cache without its access tokens: they live for an hour and need not be kept in the vault. */
function withoutAccessTokens(serialized: string): string {
  return JSON.stringify({ ...JSON.parse(serialized), AccessToken: {} });
}

/** Whether MSAL's cache holds a refresh token. Microsoft gives one only for `offline_access`. */
function hasRefreshToken(serialized: string): boolean {
  const { RefreshToken } = z.object({ RefreshToken: z.record(z.string(), z.unknown()) }).parse(JSON.parse(serialized));
  return Object.keys(RefreshToken).length > 0;
}

function discoveryOf(authorityHost: string, tenantId: TenantId): string {
  return `${authorityHost}/${tenantId}/v2.0/.well-known/openid-configuration`;
}

async function authOf(options: EntraSignInOptions, tenantId: TenantId): Promise<Configuration['auth']> {
  const { authorityHost, clientId, credential } = options;
  const known = { clientId, knownAuthorities: [new URL(authorityHost).host] };
  const ours =
    credential.kind === 'secret'
      ? { clientSecret: credential.secret }
      : { clientAssertion: () => assertionOf(credential.clientId) };
  if (authorityHost.startsWith('https:')) return { ...known, ...ours, authority: `${authorityHost}/${tenantId}` };

  // MSAL refuses an authority on plain http, and the local stack has no certificates. So MSAL gets the metadata that it
  // would otherwise fetch, under an https host name that is never resolved.
  const response = await fetch(discoveryOf(authorityHost, tenantId)).catch((cause: unknown) => {
    throw new TokenFailure('transient', 'network_error', { cause });
  });
  if (!response.ok) throw new TokenFailure('tenant', 'invalid_tenant', { aadsts: '90002' });
  return {
    ...ours,
    clientId,
    authority: `https://login.local/${tenantId}`,
    knownAuthorities: ['login.local'],
    authorityMetadata: await response.text(),
  };
}

async function assertionOf(managedIdentity: string): Promise<string> {
  return managedIdentityAssertion(managedIdentity).catch((cause: unknown) => {
    throw new TokenFailure('ours', 'managed_identity', { cause });
  });
}

const msalError = z.object({
  errorCode: z.string(),
  errorMessage: z.string().optional(),
  correlationId: z.string().optional(),
});

/** Converts MSAL's errors to `TokenFailure`. Only codes and numbers are copied; MSAL's message may name the account. */
async function failing<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (cause) {
    if (cause instanceof TokenFailure) throw cause;
    const known = msalError.safeParse(cause);
    if (!known.success) throw cause;
    const { errorCode, errorMessage, correlationId } = known.data;
    const aadsts = aadstsNumber(errorMessage ?? '');
    throw new TokenFailure(meaningOf(errorCode, aadsts).blame, errorCode, { aadsts, correlationId });
  }
}
