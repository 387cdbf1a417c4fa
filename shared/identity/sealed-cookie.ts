import { EncryptJWT, jwtDecrypt } from 'jose';

/**
 * Cookie values that only we can make and read: JWE with a direct 256-bit key, bound to one cookie name.
 * The key is `PORTAL_SESSION_KEY`.
 */
export interface SealedCookies {
  seal(name: string, value: string, lifeSeconds: number): Promise<string>;
  /** `undefined` for anything that we did not seal under this name, or that has expired. */
  open(name: string, sealed: string | undefined): Promise<string | undefined>;
}

export function sealedCookies(key: Uint8Array): SealedCookies {
  return {
    seal: (name, value, lifeSeconds) =>
      new EncryptJWT({ value })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setAudience(name)
        .setExpirationTime(Math.floor(Date.now() / 1000) + lifeSeconds)
        .encrypt(key),
    open: async (name, sealed) => {
      if (sealed === undefined) return undefined;
      try {
        const { payload } = await jwtDecrypt(sealed, key, {
          audience: name,
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
          requiredClaims: ['exp'],
        });
        return typeof payload['value'] === 'string' ? payload['value'] : undefined;
      } catch {
        // Forged, expired or sealed under a former key: all the same to us, nobody is signed in.
        return undefined;
      }
    },
  };
}
