import type { PortalSignInFailureCode } from '../identity/portal-sign-in.ts';
import type { KeyOutcome } from '../links/card-keys.ts';
import type { LinkFailureCode } from '../links/linking.ts';
import type { ConsentFailureCode } from '../organizations/connecting.ts';

/** Everything that a person may be told went wrong at connecting (PRODUCT A4), linking (B) or signing in. */
export type ConnectProblem = ConsentFailureCode | 'capability-off' | 'already-connected';
export type LinkProblem = LinkFailureCode;
export type SignInProblem = PortalSignInFailureCode | 'not-ours';
export type KeyProblem = Exclude<KeyOutcome, 'accepted'>;

/** A failure in words: what happened, who must act, and what to do next. */
export interface Explanation {
  readonly title: string;
  readonly happened: string;
  readonly who: string;
  readonly steps: readonly string[];
}

/** What Microsoft's support asks for. */
export interface SupportDetails {
  readonly aadsts: string | undefined;
  readonly correlationId: string | undefined;
}
