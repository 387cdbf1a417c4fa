import type { TenantId } from '../ids.ts';

/** The signed claims that we rely on, checked for signature, issuer, audience, expiry and nonce. */
export interface MicrosoftIdentity {
  readonly tenantId: TenantId;
  readonly objectId: string;
  /** preferred_username: what the person calls the account. Never used to decide anything. */
  readonly name: string;
  /** Role template ids; empty when the app does not ask for the claim. */
  readonly roles: readonly string[];
  /** The account is a guest of this tenant, its home is elsewhere. */
  readonly guest: boolean;
}

export interface AuthorizationRequest {
  readonly tenantId: TenantId;
  readonly state: string;
  readonly nonce: string;
  readonly codeChallenge: string;
  readonly redirectUri: string;
  /** Asks which account it shall be. */
  readonly pickAccount: boolean;
}

export interface RedeemRequest {
  readonly tenantId: TenantId;
  readonly code: string;
  readonly codeVerifier: string;
  readonly nonce: string;
  readonly redirectUri: string;
}

/**
 * Whose matter a failed token request is: the user's (sign in again), the tenant's (consent, app, policy: the
 * administrator), ours (our credential: alarm, nobody is told), or nobody's (it passes).
 */
export type TokenFailureClass = 'user' | 'tenant' | 'ours' | 'transient';

/** Microsoft gave no token. `code` is the OAuth error, `aadsts` Microsoft's number. Carries no token and no name. */
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

/** The app registration of one capability, as it talks to Microsoft Entra ID. Everything fails with `TokenFailure`. */
export interface MailboxSignIn {
  /** Whether Microsoft knows the tenant; `true` also when it does not say. */
  tenantExists(tenantId: TenantId): Promise<boolean>;
  /** The page on which an administrator consents for the whole tenant. Without a state its answer is nobody's. */
  adminConsentUrl(request: { tenantId: TenantId; state?: string; redirectUri: string }): string;
  /** A sign-in that proves who consented. It asks for nothing but the identity, so it cannot end in a consent. */
  proofUrl(request: AuthorizationRequest): Promise<string>;
  /** The sign-in that links a mailbox, with a token that can be kept. */
  linkUrl(request: AuthorizationRequest): Promise<string>;
  /** Redeems a proof, and keeps no token. `granted` says whether a token with the capability's scope is to be had. */
  redeemProof(request: RedeemRequest): Promise<{ identity: MicrosoftIdentity; granted: boolean }>;
  /** Redeems a link: `cache` is what has to be kept, access tokens stripped. */
  redeemLink(request: RedeemRequest): Promise<{ identity: MicrosoftIdentity; cache: string; accessToken: string }>;
  /** A new access token from what was kept. */
  refresh(tenantId: TenantId, cache: string): Promise<{ accessToken: string; cache: string }>;
}
