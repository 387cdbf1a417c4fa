import { meaningOf, type SignInCause } from './entra-error-codes.ts';
import type { TokenFailure } from './mailbox-sign-in.ts';

/** Why a sign-in at Microsoft failed, with the numbers that Microsoft support asks for. */
export interface SignInError {
  readonly code: SignInCause;
  readonly aadsts: string | undefined;
  readonly correlationId: string | undefined;
}

/** The error in a callback, or `undefined`. Anybody can forge these parameters, so they are shown but never trusted. */
export function readSignInError(query: URLSearchParams): SignInError | undefined {
  const error = query.get('error');
  return error === null ? undefined : signInErrorOf(error, query.get('error_description') ?? '');
}

/** Reads an OAuth error of Microsoft with its description. */
export function signInErrorOf(error: string, description: string): SignInError {
  const aadsts = aadstsNumber(description);
  const correlationId = /Correlation ID: ([0-9a-f-]{36})/i.exec(description)?.[1];
  return { code: meaningOf(error, aadsts).cause, aadsts, correlationId };
}

/** Explains a failed token request to the person who waits for it. */
export function explainTokenFailure({ code, aadsts, correlationId, blame }: TokenFailure): SignInError {
  const { cause } = meaningOf(code, aadsts);
  // A cause without a specific explanation is explained by who has to act.
  const refined = cause !== 'refused' ? cause : BY_BLAME[blame];
  return { code: refined, aadsts, correlationId };
}

const BY_BLAME = {
  user: 'refused',
  tenant: 'refused',
  ours: 'service-fault',
  transient: 'microsoft-unavailable',
} as const satisfies Record<TokenFailure['blame'], SignInCause>;

/** The AADSTS number in an error description, without its prefix. */
export function aadstsNumber(description: string): string | undefined {
  return /AADSTS(\d{1,10})(?!\d)/.exec(description)?.[1];
}
