import type { JWK } from 'jose';
import type { RequestContext } from 'oidc-provider';
import { memoryAdapter } from './memory-adapter.ts';
import { failure, signedOut, signOutQuestion } from './pages.ts';
import { CLAIMS_OF_SCOPES, claimsOf, type PortalPerson } from './people.ts';

/** The portal as a client of the card system's sign-in. It authenticates with `client_secret_post`. */
export interface PortalClient {
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
  postLogoutRedirectUris: string[];
}

const HOUR = 60 * 60;

interface ProviderSeed {
  people: readonly PortalPerson[];
  client: PortalClient;
  signingKey: JWK;
  cookieKey: string;
}

/** The settings of oidc-provider. Also sets explicitly what it would otherwise warn about. */
export function providerConfiguration({ people, client, signingKey, cookieKey }: ProviderSeed): object {
  return {
    adapter: memoryAdapter(),
    jwks: { keys: [signingKey] },
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: client.redirectUris,
        post_logout_redirect_uris: client.postLogoutRedirectUris,
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: ['openid', 'profile', 'email'],
    claims: CLAIMS_OF_SCOPES,
    // Puts the claims into the ID token even when an access token is issued with it.
    conformIdTokenClaims: false,
    findAccount: (_: RequestContext, subject: string) => {
      const person = people.find((candidate) => candidate.subject === subject);
      return person && { accountId: subject, claims: () => claimsOf(person) };
    },
    // The portal belongs to the card system itself, so no consent is asked for.
    loadExistingGrant: async ({ oidc: { provider, client: asking, session } }: RequestContext) => {
      const grant = new provider.Grant({ clientId: asking.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    interactions: { url: (_: RequestContext, { uid }: { uid: string }) => `/interaction/${uid}` },
    cookies: {
      keys: [cookieKey],
      // Cookies are shared by all ports of a host, so these names must not clash with other services on this machine.
      names: { session: 'card_system', interaction: 'card_system_sign_in', resume: 'card_system_resume' },
    },
    clientBasedCORS: () => false,
    ttl: { AccessToken: HOUR, IdToken: HOUR, Interaction: HOUR, Session: 14 * 24 * HOUR, Grant: 14 * 24 * HOUR },
    renderError: async (context: RequestContext, { error, error_description: description }: Record<string, string>) =>
      show(context, await failure(error ?? '', description ?? '')),
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (context: RequestContext, form: string) => show(context, await signOutQuestion(form)),
        postLogoutSuccessSource: async (context: RequestContext) => show(context, await signedOut()),
      },
    },
  };
}

function show(context: RequestContext, page: string): void {
  context.type = 'html';
  context.body = page;
}
