import { createHash, randomBytes } from 'node:crypto';
import type { Store } from '../store.ts';
import { accountKey, type Directory, type EntraAccount, type EntraApp } from './directory.ts';
import { EntraError } from './failures.ts';
import type { Scopes } from './scopes.ts';

const CODE_LIFE_MS = 10 * 60_000;
const IDLE_LIFE_MS = 90 * 24 * 60 * 60_000;

/** The rights that a person's sign-in gives to an app. */
export interface Grant {
  account: EntraAccount;
  scopes: Scopes;
  nonce: string | undefined;
  /** The browser's session (claim `sid`); a refresh token has none. */
  sessionId: string | undefined;
}

interface CodeRequest extends Grant {
  app: EntraApp;
  redirectUri: string;
  codeChallenge: string | undefined;
}

interface Redemption {
  code: string;
  app: EntraApp;
  /** `undefined` at an endpoint that is not bound to one tenant. */
  tenantId: string | undefined;
  redirectUri: string;
  codeVerifier: string | undefined;
}

/** Authorization codes and refresh tokens. */
export interface Grants {
  issueCode(request: CodeRequest): string;
  /** @throws EntraError 9002313, 70000, 700005, 54005, 70008, 500112, 501481 */
  redeemCode(redemption: Redemption): Grant;
  issueRefreshToken(account: EntraAccount, app: EntraApp, scopes: Scopes): string;
  /**
   * Use neither invalidates nor extends a refresh token: each lives 90 days from its issue.
   * @throws EntraError 9002313, 70000, 50173, 700082
   */
  useRefreshToken(token: string, app: EntraApp): Grant;
  counts(): { codes: number; refreshTokens: number };
  reset(): void;
}

interface Issued {
  clientId: string;
  account: string;
  scopes: Scopes;
  issuedAt: number;
  sessionGeneration: number;
}

interface Code extends Issued {
  redirectUri: string;
  codeChallenge?: string;
  nonce?: string;
  sessionId?: string;
  redeemed: boolean;
}

/** Codes and refresh tokens, kept in the store. */
export function createGrants(store: Store, directory: Directory): Grants {
  const codes = store.collection<Code>('entra-codes');
  const refreshTokens = store.collection<Issued>('entra-refresh-tokens');

  const issued = (account: EntraAccount, app: EntraApp, scopes: Scopes): Issued => ({
    clientId: app.clientId,
    account: accountKey(account),
    scopes,
    issuedAt: Date.now(),
    sessionGeneration: directory.sessionGeneration(account),
  });
  const owner = (grant: Issued, app: EntraApp): EntraAccount => {
    const account = directory.account(grant.account);
    // Unverified: the number for another client's grant.
    if (grant.clientId !== app.clientId || account === undefined) throw new EntraError(70000);
    return account;
  };

  return {
    issueCode: ({ account, app, scopes, redirectUri, codeChallenge, nonce, sessionId }) => {
      const code = `1.${randomBytes(48).toString('base64url')}`;
      codes.set(code, {
        ...issued(account, app, scopes),
        redirectUri,
        redeemed: false,
        ...(codeChallenge === undefined ? {} : { codeChallenge }),
        ...(nonce === undefined ? {} : { nonce }),
        ...(sessionId === undefined ? {} : { sessionId }),
      });
      return code;
    },
    redeemCode: ({ code, app, tenantId, redirectUri, codeVerifier }) => {
      const found = codes.get(code);
      if (found === undefined) throw new EntraError(9002313);
      const account = owner(found, app);
      if (tenantId !== undefined && tenantId !== account.tenantId) throw new EntraError(700005);
      if (found.redeemed) throw new EntraError(54005);
      if (Date.now() - found.issuedAt > CODE_LIFE_MS) throw new EntraError(70008);
      if (redirectUri !== found.redirectUri) throw new EntraError(500112);
      if (found.codeChallenge !== challengeOf(codeVerifier)) throw new EntraError(501481);
      codes.set(code, { ...found, redeemed: true });
      return { account, scopes: found.scopes, nonce: found.nonce, sessionId: found.sessionId };
    },
    issueRefreshToken: (account, app, scopes) => {
      const token = `1.${randomBytes(96).toString('base64url')}`;
      refreshTokens.set(token, issued(account, app, scopes));
      return token;
    },
    useRefreshToken: (token, app) => {
      const found = refreshTokens.get(token);
      if (found === undefined) throw new EntraError(9002313);
      const account = owner(found, app);
      if (found.sessionGeneration !== directory.sessionGeneration(account)) throw new EntraError(50173);
      if (Date.now() - found.issuedAt > IDLE_LIFE_MS) {
        throw new EntraError(
          700082,
          `The token was issued on ${new Date(found.issuedAt).toISOString()} and was inactive for 90.00:00:00.`,
        );
      }
      return { account, scopes: found.scopes, nonce: undefined, sessionId: undefined };
    },
    counts: () => ({ codes: codes.size, refreshTokens: refreshTokens.size }),
    reset: () => {
      codes.clear();
      refreshTokens.clear();
    },
  };
}

function challengeOf(verifier: string | undefined): string | undefined {
  return verifier === undefined ? undefined : createHash('sha256').update(verifier).digest('base64url');
}
