import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Store } from '../store.ts';

/** The key that signs the tokens of all tenants, kept in the store so that tokens outlive a restart. */
export interface SigningKey {
  /** The entry of the JWK set. Like Entra's, without `alg`. */
  publicJwk: JWK;
  sign(payload: JWTPayload): Promise<string>;
  /** The claims of a token of ours that has not expired. */
  verify(token: string): Promise<JWTPayload>;
}

/** Loads the signing key from the store; creates it on first use. */
export async function loadSigningKey(store: Store): Promise<SigningKey> {
  const keys = store.collection<JWK>('entra-keys');
  let privateJwk = keys.get('rs256');
  if (privateJwk === undefined) {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    privateJwk = { ...(await exportJWK(privateKey)), kid: crypto.randomUUID() };
    keys.set('rs256', privateJwk);
  }
  const { kty, n, e, kid } = privateJwk;
  if (kty !== 'RSA' || n === undefined || e === undefined || kid === undefined) {
    throw new Error('The stored signing key is not an RSA key.');
  }
  const key = await importJWK(privateJwk, 'RS256');
  const publicKey = await importJWK({ kty, n, e }, 'RS256');
  return {
    publicJwk: { kty, n, e, kid, use: 'sig' },
    verify: async (token) => (await jwtVerify(token, publicKey, { algorithms: ['RS256'] })).payload,
    sign: (payload) => new SignJWT(payload).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(key),
  };
}
