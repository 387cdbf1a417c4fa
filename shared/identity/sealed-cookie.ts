/** The first key seals, all keys open, so that a key can be replaced without signing anybody out. */
export type SealKeys = readonly [Uint8Array, ...Uint8Array[]];

/**
 * Encrypted cookie values that only this service can make and read: JWE with a direct 256-bit key, bound to one cookie
 * name. The key is `PORTAL_SESSION_KEY`.
 */
export interface SealedCookies {
  seal(name: string, value: string, lifeSeconds: number): Promise<string>;
  /** `undefined` for a value that was not sealed under this name, or that has expired. */
  open(name: string, sealed: string | undefined): Promise<string | undefined>;
}

/** Seals with the first key and opens with any of them. `lifeSeconds` limits how long a value can be opened. */
export function sealedCookies(keys: SealKeys): SealedCookies {
  return {
    seal: async (name, value, lifeSeconds) => {
      const { EncryptJWT } = await import('jose');
      return new EncryptJWT({ value })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setAudience(name)
        .setExpirationTime(Math.floor(Date.now() / 1000) + lifeSeconds)
        .encrypt(keys[0]);
    },
    open: async (name, sealed) => {
      if (sealed === undefined) return undefined;
      for (const key of keys) {
        const value = await openWith(key, name, sealed);
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
}

async function openWith(key: Uint8Array, name: string, sealed: string): Promise<string | undefined> {
  const { jwtDecrypt } = await import('jose');
  try {
    const { payload } = await jwtDecrypt(sealed, key, {
      audience: name,
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      requiredClaims: ['exp'],
    });
    return typeof payload['value'] === 'string' ? payload['value'] : undefined;
  } catch {
    // Forged, expired or sealed with another key: treated as not signed in.
    return undefined;
  }
}
