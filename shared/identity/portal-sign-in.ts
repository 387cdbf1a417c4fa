import type { Person } from './session.ts';

export type PortalSignInFailureCode = 'cancelled' | 'refused' | 'unavailable' | 'without-organization';

/** The portal sign-in failed or gave no usable identity. */
export class PortalSignInFailure extends Error {
  override readonly name = 'PortalSignInFailure';
  readonly code: PortalSignInFailureCode;

  constructor(code: PortalSignInFailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Sign-in at the card system's own OpenID provider: code flow with PKCE, state and nonce. */
export interface PortalSignIn {
  /**
   * Authorization URL.
   * @param anew whether the provider must authenticate again instead of reusing its own session
   */
  url(request: { state: string; nonce: string; codeChallenge: string; anew: boolean }): Promise<URL>;
  /** Checks the callback and the ID token. Fails with `PortalSignInFailure`. */
  person(callback: URL, expected: { state: string; nonce: string; codeVerifier: string }): Promise<Person>;
  /**
   * URL that ends the provider's session, if it supports that. The ID token is not included, since it identifies the
   * person.
   */
  signOutUrl(returnTo: string): Promise<URL | undefined>;
}
