import { MailboxFailure } from '../../contacts/mailbox.ts';
import type { AnswerRefusal } from '../../identity/attempt.ts';
import type { SignInCause } from '../../identity/entra-error-codes.ts';
import { TokenFailure } from '../../identity/mailbox-sign-in.ts';
import { explainTokenFailure } from '../../identity/sign-in-error.ts';
import { VersionConflict } from '../../optimistic-concurrency.ts';

/** Why a link did not come about. Each has its own explanation on the screen. */
export type LinkFailureCode =
  | SignInCause
  | AnswerRefusal
  | 'not-connected'
  | 'already-linked'
  | 'cleaning-up'
  | 'guest-account'
  | 'another-mailbox'
  | 'other-account-refused'
  | 'folder-exists'
  | 'folder-of-another-link'
  | 'no-mailbox'
  | 'mailbox-unavailable';

export interface LinkFailed {
  readonly kind: 'failed';
  readonly code: LinkFailureCode;
  readonly aadsts: string | undefined;
  readonly correlationId: string | undefined;
  /** The account that was chosen, as far as the sign-in came. */
  readonly account?: string | undefined;
  /** The account that is linked, when another one was chosen. */
  readonly linkedAccount?: string;
}

export type LinkStep =
  | { readonly kind: 'redirect'; readonly url: string }
  /** `before`: it was linked already, and the answer came once more. */
  | { readonly kind: 'linked'; readonly before?: true }
  /** The name is taken by the folder of an earlier link; `question` stands for it when the person has chosen. */
  | { readonly kind: 'own-folder'; readonly question: string }
  /** Another account than at the portal; `question` stands for it when the person confirms it. */
  | { readonly kind: 'other-account'; readonly question: string; readonly account: string }
  | LinkFailed;

export function failed(code: LinkFailureCode): LinkFailed {
  return { kind: 'failed', code, aadsts: undefined, correlationId: undefined };
}

/** The failures of a linking that a person can do something about; any other is thrown on. */
export function explain(failure: unknown): LinkStep {
  if (failure instanceof TokenFailure) {
    return { kind: 'failed', ...explainTokenFailure(failure) };
  }
  if (failure instanceof MailboxFailure) {
    return failed(failure.code === 'no-mailbox' ? 'no-mailbox' : 'mailbox-unavailable');
  }
  // Two tabs at once: the other one was faster.
  if (failure instanceof VersionConflict) return failed('already-linked');
  throw failure;
}
