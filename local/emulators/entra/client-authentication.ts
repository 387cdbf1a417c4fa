import { decodeJwt, type JWTPayload } from 'jose';
import type { EntraApp } from './directory.ts';
import { EntraError } from './failures.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Throws unless the app authenticates by its secret or by a JWT with the app as `iss` and `sub`. Not emulated: the
 * assertion's signature and audience, since no certificate is registered, and assertions of a managed identity, whose
 * `iss` is Entra.
 * @throws EntraError 7000215, 7000218, 700027
 */
export function authenticateClient(form: ReadonlyMap<string, string>, app: EntraApp): void {
  const secret = form.get('client_secret');
  const assertion = form.get('client_assertion');
  if (assertion !== undefined) checkAssertion(assertion, form.get('client_assertion_type'), app);
  else if (secret === undefined) throw new EntraError(7000218);
  else if (secret !== app.secret) throw new EntraError(7000215, `Application '${app.clientId}'.`);
}

function checkAssertion(assertion: string, type: string | undefined, app: EntraApp): void {
  if (type !== ASSERTION_TYPE) throw new EntraError(700027, `client_assertion_type '${type ?? ''}'.`);
  let claims: JWTPayload;
  try {
    claims = decodeJwt(assertion);
  } catch (cause) {
    throw new EntraError(700027, cause instanceof Error ? cause.message : '');
  }
  if (claims.iss !== app.clientId || claims.sub !== app.clientId) throw new EntraError(700027, 'Wrong iss or sub.');
  if (claims.exp === undefined || claims.exp * 1000 <= Date.now()) throw new EntraError(700027, 'Expired.');
}
