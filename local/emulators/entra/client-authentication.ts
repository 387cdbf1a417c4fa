import { decodeJwt, type JWTPayload } from 'jose';
import type { Directory, EntraApp } from './directory.ts';
import { EntraError } from './failures.ts';
import type { SigningKey } from './keys.ts';
import { issuerOf } from './tokens.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** The audience of a managed identity's token that stands for an app (workload identity federation). */
const TOKEN_EXCHANGE = 'api://AzureADTokenExchange';

interface Authority {
  readonly directory: Directory;
  readonly key: SigningKey;
  readonly origin: string;
}

/**
 * Throws unless the app authenticates by its secret, by a JWT with the app as `iss` and `sub`, or by the token of the
 * managed identity that it trusts. Not emulated: signature and audience of the second, since no certificate is registered.
 * @throws EntraError 7000215, 7000218, 700027, 700213
 */
export async function authenticateClient(
  form: ReadonlyMap<string, string>,
  app: EntraApp,
  authority: Authority,
): Promise<void> {
  const secret = form.get('client_secret');
  const assertion = form.get('client_assertion');
  if (assertion !== undefined) await checkAssertion(assertion, form.get('client_assertion_type'), app, authority);
  else if (secret === undefined) throw new EntraError(7000218);
  else if (secret !== app.secret) throw new EntraError(7000215, `Application '${app.clientId}'.`);
}

async function checkAssertion(assertion: string, type: string | undefined, app: EntraApp, authority: Authority) {
  if (type !== ASSERTION_TYPE) throw new EntraError(700027, `client_assertion_type '${type ?? ''}'.`);
  if (app.trusts !== undefined) return checkFederated(assertion, app, authority);
  let claims: JWTPayload;
  try {
    claims = decodeJwt(assertion);
  } catch (cause) {
    throw new EntraError(700027, cause instanceof Error ? cause.message : '');
  }
  if (claims.iss !== app.clientId || claims.sub !== app.clientId) throw new EntraError(700027, 'Wrong iss or sub.');
  if (claims.exp === undefined || claims.exp * 1000 <= Date.now()) throw new EntraError(700027, 'Expired.');
}

/** Issuer, subject and audience must be those of the federated credential, letter by letter. */
async function checkFederated(assertion: string, app: EntraApp, { directory, key, origin }: Authority) {
  const identity = directory.managedIdentities?.find(({ clientId }) => clientId === app.trusts);
  const claims = await key.verify(assertion).catch((cause: unknown) => {
    throw new EntraError(700027, cause instanceof Error ? cause.message : '');
  });
  const isTrusted =
    identity !== undefined &&
    claims.iss === issuerOf(origin, identity.tenantId) &&
    claims.sub === identity.principalId &&
    claims.aud === TOKEN_EXCHANGE;
  if (!isTrusted) throw new EntraError(700213, `Subject '${claims.sub ?? ''}'.`);
}
