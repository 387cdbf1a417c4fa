import type * as oidc from 'openid-client';
import { type PortalSignIn, PortalSignInFailure, type PortalSignInRefusal } from './portal-sign-in.ts';
import type { Person } from './session.ts';

export interface OpenidConnectOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly redirectUri: string;
  /** The `prompt` that makes the provider ask again who it is. */
  readonly promptAnew: 'login' | 'select_account';
  /** The parameters by which the app authenticates itself at the token endpoint: a secret, or an assertion. */
  readonly authenticate: () => Promise<Readonly<Record<string, string>>>;
  /** Reads the claims of a verified ID token. Fails with `PortalSignInFailure`. */
  readonly personOf: (claims: Readonly<Record<string, unknown>>) => Person;
  /** What an OAuth error means, in a callback or as an answer of the token endpoint. */
  readonly refusalOf: (error: string, description: string) => PortalSignInRefusal;
}

/**
 * Sign-in at one OpenID provider by the code flow with PKCE, state and nonce, through openid-client, which checks
 * signature, issuer, audience and expiry. What the providers do differently is in the options.
 */
export function openidConnectSignIn(options: OpenidConnectOptions): PortalSignIn {
  let discovered: Promise<{ client: typeof oidc; configuration: oidc.Configuration }> | undefined;

  async function discover() {
    const client = await import('openid-client');
    const issuer = new URL(options.issuer);
    // The settings accept plain http for this machine only (local stack).
    const insecure = issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [];
    // Also checks the signature of the ID token, although it comes directly from the provider: we rely on its claims.
    const execute = [client.enableNonRepudiationChecks, ...insecure];
    // Awaited by the library, as its own `PrivateKeyJwt` is: each request gets the credential of its own moment.
    const authentication: oidc.ClientAuth = async (_, { client_id }, body) => {
      const credential = await options.authenticate().catch((cause: unknown) => {
        throw unavailable(cause);
      });
      for (const [name, value] of Object.entries({ client_id, ...credential })) body.set(name, value);
    };
    const configuration = await client.discovery(issuer, options.clientId, undefined, authentication, { execute });
    return { client, configuration };
  }

  async function connect() {
    discovered ??= discover();
    try {
      return await discovered;
    } catch (cause) {
      discovered = undefined;
      throw unavailable(cause);
    }
  }

  return {
    async url({ state, nonce, codeChallenge, anew, hint }) {
      const { client, configuration } = await connect();
      return client.buildAuthorizationUrl(configuration, {
        redirect_uri: options.redirectUri,
        scope: 'openid profile email',
        state,
        nonce,
        code_challenge: codeChallenge,
        code_challenge_method: 'S256',
        ...(anew ? { prompt: options.promptAnew } : {}),
        ...(anew || hint === undefined ? {} : { login_hint: hint }),
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
          // The library wraps what the authentication throws.
          if (cause instanceof Error && cause.cause instanceof PortalSignInFailure) throw cause.cause;
          const refusal =
            cause instanceof client.AuthorizationResponseError || cause instanceof client.ResponseBodyError
              ? options.refusalOf(cause.error, cause.error_description ?? '')
              : 'refused';
          throw new PortalSignInFailure(refusal, 'The sign-in was not accepted.', { cause });
        });
      return options.personOf(tokens.claims() ?? {});
    },

    async signOutUrl(returnTo, hint) {
      const { client, configuration } = await connect();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
      return client.buildEndSessionUrl(configuration, {
        post_logout_redirect_uri: returnTo,
        ...(hint === undefined ? {} : { logout_hint: hint }),
      });
    },
  };
}

function unavailable(cause: unknown): PortalSignInFailure {
  return new PortalSignInFailure('unavailable', 'The sign-in service cannot be reached.', { cause });
}
