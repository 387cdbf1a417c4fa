import type { SignInCause } from './entra-error-codes.ts';
import type { Person } from './session.ts';

/** Why somebody could not sign in; Microsoft's causes are those of Microsoft Entra ID. */
export type PortalSignInFailureCode =
  | SignInCause
  | 'unavailable'
  | 'without-organization'
  /** Back from Microsoft without an identity: cancelled, or an administrator has to approve first. */
  | 'not-approved'
  | 'guest-account'
  | 'personal-account';

/** What a provider's error means, with the numbers that Microsoft's support asks for. */
export interface PortalSignInRefusal {
  readonly code: PortalSignInFailureCode;
  readonly aadsts?: string | undefined;
  readonly correlationId?: string | undefined;
  /** The account that signed in, where it is part of the problem. */
  readonly account?: string | undefined;
}

/** The portal sign-in failed or gave no usable identity. */
export class PortalSignInFailure extends Error {
  override readonly name = 'PortalSignInFailure';
  readonly code: PortalSignInFailureCode;
  readonly refusal: PortalSignInRefusal;

  constructor(why: PortalSignInFailureCode | PortalSignInRefusal, message: string, options?: ErrorOptions) {
    super(message, options);
    this.refusal = typeof why === 'string' ? { code: why } : why;
    this.code = this.refusal.code;
  }
}

/**
 * Sign-in at the portal: by the organization's Microsoft Entra ID, or by the card system's own OpenID provider. Code
 * flow with PKCE, state and nonce.
 */
export interface PortalSignIn {
  /**
   * Authorization URL.
   * @param anew whether the provider must ask again who it is instead of reusing its own session
   * @param hint the `accountHint` of the person who signed in before, if known
   */
  url(request: {
    state: string;
    nonce: string;
    codeChallenge: string;
    anew: boolean;
    hint?: string | undefined;
  }): Promise<URL>;
  /** Checks the callback and the ID token. Fails with `PortalSignInFailure`. */
  person(callback: URL, expected: { state: string; nonce: string; codeVerifier: string }): Promise<Person>;
  /**
   * URL that ends the provider's session, if it supports that. The ID token is not included, since it identifies the
   * person.
   * @param hint the person's `accountHint`, so that Microsoft does not ask which account to sign out
   */
  signOutUrl(returnTo: string, hint?: string): Promise<URL | undefined>;
}
