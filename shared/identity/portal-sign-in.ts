import type { Person } from './session.ts';

export type PortalSignInFailureCode = 'cancelled' | 'refused' | 'unavailable' | 'without-organization';

/** The portal's sign-in did not give us a person. */
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
  /** @param anew whether the provider is to ask who it is, whomever the browser remembers */
  url(request: { state: string; nonce: string; codeChallenge: string; anew: boolean }): Promise<URL>;
  /** Checks the callback and the ID token. Fails with `PortalSignInFailure`. */
  person(callback: URL, expected: { state: string; nonce: string; codeVerifier: string }): Promise<Person>;
  /** Where to end the provider's session, if it can be ended. Without the ID token: it says who the person is. */
  signOutUrl(returnTo: string): Promise<URL | undefined>;
}
