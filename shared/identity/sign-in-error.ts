import { explainCode, type SignInCause } from './entra-error-codes.ts';
import type { TokenFailure } from './mailbox-sign-in.ts';

/** Why Microsoft sent a person back without what we asked for, with what its support asks for. */
export interface SignInError {
  readonly code: SignInCause;
  readonly aadsts: string | undefined;
  readonly correlationId: string | undefined;
}

/** The error in a callback, or `undefined` when there is none. Anybody can write these parameters; they only inform. */
export function readSignInError(query: URLSearchParams): SignInError | undefined {
  const error = query.get('error');
  if (error === null) return undefined;
  const description = query.get('error_description') ?? '';
  const aadsts = aadstsNumber(description);
  const correlationId = /Correlation ID: ([0-9a-f-]{36})/i.exec(description)?.[1];
  return { code: explainCode(error, aadsts).cause, aadsts, correlationId };
}

/** What a failed token request means to the person who waits for it. */
export function explainTokenFailure({ code, aadsts, correlationId, blame }: TokenFailure): SignInError {
  const { cause } = explainCode(code, aadsts);
  // An error without an explanation of its own still has one by whose matter it is.
  const refined = cause !== 'refused' ? cause : BY_BLAME[blame];
  return { code: refined, aadsts, correlationId };
}

const BY_BLAME = {
  user: 'refused',
  tenant: 'refused',
  ours: 'service-fault',
  transient: 'microsoft-unavailable',
} as const satisfies Record<TokenFailure['blame'], SignInCause>;

/** Microsoft's number in an error description, without its prefix. */
export function aadstsNumber(description: string): string | undefined {
  return /AADSTS(\d{1,10})(?!\d)/.exec(description)?.[1];
}
