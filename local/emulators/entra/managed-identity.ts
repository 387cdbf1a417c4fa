import type { Directory } from './directory.ts';
import type { SigningKey } from './keys.ts';
import type { EntraContext } from './sign-in.ts';
import { issuerOf } from './tokens.ts';

/** Seconds; App Service keeps a token for a day. */
const TTL = 24 * 60 * 60;

/**
 * `GET /msi/token`: the managed identity endpoint of App Service (`IDENTITY_ENDPOINT`, API version 2019-08-01), which
 * gives tokens to who has the header of this machine. Source: "REST endpoint reference" of App Service.
 */
export function managedIdentity(directory: Directory, key: SigningKey, header: string) {
  return async (c: EntraContext) => {
    const resource = c.req.query('resource') ?? '';
    const identity = directory.managedIdentities?.find(({ clientId }) => clientId === c.req.query('client_id'));
    if (c.req.header('x-identity-header') !== header) return c.json({ statusCode: 401, message: 'No header.' }, 401);
    if (c.req.query('api-version') !== '2019-08-01' || resource === '' || identity === undefined) {
      return c.json({ statusCode: 400, message: 'No managed identity was found for the request.' }, 400);
    }
    const { origin } = new URL(c.req.url);
    const { tenantId, principalId, clientId } = identity;
    const exp = Math.floor(Date.now() / 1000) + TTL;
    const subject = { iss: issuerOf(origin, tenantId), sub: principalId, oid: principalId, tid: tenantId };
    return c.json({
      access_token: await key.sign({ ...subject, aud: resource, exp }),
      expires_on: String(exp),
      resource,
      token_type: 'Bearer',
      client_id: clientId,
    });
  };
}
