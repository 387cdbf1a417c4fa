import type { TenantId } from '../ids.ts';

/** Claims of an ID token whose signature, issuer, audience, expiry and nonce were checked. */
export interface MicrosoftIdentity {
  readonly tenantId: TenantId;
  readonly objectId: string;
  /** The account's name for display (`preferred_username`). Never used for a decision. */
  readonly name: string;
  /**
   * Directory role template ids (`wids`). `undefined` when the token does not say: every member has at least the role of
   * a user, so a token without any was issued to an app that is not registered to get the claim.
   */
  readonly roles: readonly string[] | undefined;
  /** Whether the account is a guest in this tenant, with its home elsewhere. */
  readonly guest: boolean;
  /** Opaque value by which Microsoft finds the account again (claim `login_hint`); `undefined` without the claim. */
  readonly accountHint?: string | undefined;
}

export interface AuthorizationRequest {
  readonly tenantId: TenantId;
  readonly state: string;
  readonly nonce: string;
  readonly codeChallenge: string;
  readonly redirectUri: string;
  /** Whether Microsoft lets the person choose an account (`prompt=select_account`). */
  readonly pickAccount: boolean;
  /** The `accountHint` of the account to sign in with, unless the person is to choose. */
  readonly hint?: string | undefined;
}

export interface RedeemRequest {
  readonly tenantId: TenantId;
  readonly code: string;
  readonly codeVerifier: string;
  readonly nonce: string;
  readonly redirectUri: string;
}

/**
 * Who has to act on a failed token request: `user` (sign in again), `tenant` (consent, app or policy: the
 * administrator), `ours` (our credential: raises an alarm, no person is notified), `transient` (nobody; it is tried
 * again later).
 */
export type TokenFailureClass = 'user' | 'tenant' | 'ours' | 'transient';

/** A token request failed. `code` is the OAuth error, `aadsts` Microsoft's number. Carries no token and no name. */
export class TokenFailure extends Error {
  override readonly name = 'TokenFailure';
  readonly blame: TokenFailureClass;
  readonly code: string;
  readonly aadsts: string | undefined;
  readonly correlationId: string | undefined;

  constructor(
    blame: TokenFailureClass,
    code: string,
    options: { aadsts?: string | undefined; correlationId?: string | undefined; cause?: unknown } = {},
  ) {
    super(`Microsoft gave no token (${code}${options.aadsts === undefined ? '' : `, AADSTS${options.aadsts}`}).`, {
      cause: options.cause,
    });
    this.blame = blame;
    this.code = code;
    this.aadsts = options.aadsts;
    this.correlationId = options.correlationId;
  }
}

/**
 * Sign-in and tokens of one capability's app registration at Microsoft Entra ID. All methods fail with `TokenFailure`.
 */
export interface MailboxSignIn {
  /** Whether the tenant exists; `true` also when Microsoft does not answer the question. */
  tenantExists(tenantId: TenantId): Promise<boolean>;
  /** URL of the admin consent page for the whole tenant. Without `state`, the callback belongs to no attempt. */
  adminConsentUrl(request: { tenantId: TenantId; state?: string; redirectUri: string }): string;
  /**
   * Authorization URL of the sign-in that proves who consented. It asks for the identity only, so it cannot end in a
   * user consent.
   */
  proofUrl(request: AuthorizationRequest): Promise<string>;
  /** Authorization URL of the sign-in that links a mailbox; its token can be stored and refreshed. */
  linkUrl(request: AuthorizationRequest): Promise<string>;
  /**
   * Redeems the code of a proof; no token is stored. `granted` is whether a token with the capability's scope can be
   * had.
   */
  redeemProof(request: RedeemRequest): Promise<{ identity: MicrosoftIdentity; granted: boolean }>;
  /** Redeems the code of a link. `cache` is to be stored; it contains no access tokens. */
  redeemLink(request: RedeemRequest): Promise<{ identity: MicrosoftIdentity; cache: string; accessToken: string }>;
  /** Gets a new access token from the stored cache, and the cache to store next. */
  refresh(tenantId: TenantId, cache: string): Promise<{ accessToken: string; cache: string }>;
}
