import type { Directory } from './directory.ts';
import type { EntraContext } from './sign-in.ts';
import { issuerOf } from './tokens.ts';

/** `GET /{tenant}/v2.0/.well-known/openid-configuration`. */
export function discovery(directory: Directory) {
  return (c: EntraContext) => {
    const segment = c.req.param('tenant') ?? '';
    const tenant = directory.tenantOfPath(segment);
    const { origin } = new URL(c.req.url);
    const base = `${origin}/${segment}`;
    return c.json({
      token_endpoint: `${base}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_modes_supported: ['query'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      // Like Entra, returns the placeholder when the tenant is not known.
      issuer: issuerOf(origin, tenant?.id ?? '{tenantid}'),
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      claims_supported: [
        'sub',
        'iss',
        'aud',
        'exp',
        'iat',
        'nonce',
        'preferred_username',
        'name',
        'tid',
        'oid',
        'email',
      ],
    });
  };
}
