import type * as oidc from 'openid-client';
import * as z from 'zod';
import { foldAscii } from '../ascii-case.ts';
import { organizationIdSchema, userIdSchema } from '../ids.ts';
import { withoutBidiControls } from './bidi-controls.ts';
import { type PortalSignIn, PortalSignInFailure } from './portal-sign-in.ts';
import type { Person } from './session.ts';

export interface OpenidPortalOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly claims: { readonly organization: string; readonly role: string; readonly plan: string };
  readonly administratorRole: string;
  readonly entitledPlans: readonly string[];
}

/** The card system's OpenID provider, through openid-client, which checks signature, issuer, audience and expiry. */
export function openidPortalSignIn(options: OpenidPortalOptions): PortalSignIn {
  let discovered: Promise<{ client: typeof oidc; configuration: oidc.Configuration }> | undefined;

  async function discover() {
    const client = await import('openid-client');
    const issuer = new URL(options.issuer);
    // The settings accept plain http for this machine only (local stack).
    const insecure = issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [];
    // Also checks the signature of the ID token, although it comes directly from the provider: we rely on its claims.
    const execute = [client.enableNonRepudiationChecks, ...insecure];
    const configuration = await client.discovery(issuer, options.clientId, options.clientSecret, undefined, {
      execute,
    });
    return { client, configuration };
  }

  async function connect() {
    discovered ??= discover();
    try {
      return await discovered;
    } catch (cause) {
      discovered = undefined;
      throw new PortalSignInFailure('unavailable', 'The sign-in service cannot be reached.', { cause });
    }
  }

  return {
    async url({ state, nonce, codeChallenge, anew }) {
      const { client, configuration } = await connect();
      return client.buildAuthorizationUrl(configuration, {
        redirect_uri: options.redirectUri,
        scope: 'openid profile email',
        state,
        nonce,
        code_challenge: codeChallenge,
        code_challenge_method: 'S256',
        ...(anew ? { prompt: 'login' } : {}),
      });
    },

    async person(callback, { state, nonce, codeVerifier }) {
      const { client, configuration } = await connect();
      const tokens = await client
        .authorizationCodeGrant(configuration, callback, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        })
        .catch((cause: unknown) => {
          const cancelled = cause instanceof client.AuthorizationResponseError && cause.error === 'access_denied';
          throw new PortalSignInFailure(cancelled ? 'cancelled' : 'refused', 'The sign-in was not accepted.', {
            cause,
          });
        });
      return readPerson(tokens.claims() ?? {}, options);
    },

    async signOutUrl(returnTo) {
      const { client, configuration } = await connect();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
      return client.buildEndSessionUrl(configuration, { post_logout_redirect_uri: returnTo });
    },
  };
}

const text = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? withoutBidiControls(value) : ''));
const claimsSchema = z.looseObject({
  sub: userIdSchema,
  name: text,
  email: text,
  email_verified: z
    .unknown()
    .optional()
    .transform((value) => value === true),
  organization_name: text,
});

/** The person whom the claims describe. The e-mail address counts only if the provider verified it. */
function readPerson(claims: Record<string, unknown>, options: OpenidPortalOptions): Person {
  const known = claimsSchema.parse(claims);
  const organization = organizationIdSchema.safeParse(claims[options.claims.organization]);
  if (!organization.success) {
    throw new PortalSignInFailure('without-organization', 'The account belongs to no organization.');
  }
  const roles = [claims[options.claims.role]].flat();
  const plan = claims[options.claims.plan];
  return {
    userId: known.sub,
    name: known.name || known.email,
    verifiedEmail: known.email_verified ? foldAscii(known.email) : '',
    organizationId: organization.data,
    // Must not be empty: the administrator types it to confirm the erasure of all data.
    organizationName: known.organization_name || organization.data,
    administrator: roles.includes(options.administratorRole),
    entitled: typeof plan === 'string' && options.entitledPlans.includes(plan),
  };
}
