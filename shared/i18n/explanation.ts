import type { KeyOutcome } from '../api-keys/supply-key.ts';
import type { ConsentFailureCode } from '../consent/admin-consent.ts';
import type { SignInCause } from '../identity/entra-error-codes.ts';
import type { PortalSignInFailureCode } from '../identity/portal-sign-in.ts';
import type { LinkFailureCode } from '../links/linking/link-step.ts';
import type { AdminCentrePage } from './admin-centre.ts';

/** Everything that a person may be told went wrong at connecting (PRODUCT A4), linking (B) or signing in. */
export type ConnectProblem = ConsentFailureCode | 'capability-off' | 'link-invalid';
export type LinkProblem = LinkFailureCode;
export type SignInProblem = PortalSignInFailureCode | 'not-ours';
export type KeyProblem = Exclude<KeyOutcome, 'accepted'>;

/** What is explained in a place of its own; the rest is Microsoft's, and the same everywhere. */
export type OwnConnectProblem = Exclude<ConnectProblem, SignInCause> | 'cancelled' | 'approval-required';
export type OwnLinkProblem = Exclude<LinkProblem, SignInCause>;

/** Who can do something about it. */
export type Actor =
  | 'you'
  | 'administrator'
  | 'microsoft-administrator'
  /** One whose role may consent for the whole organization. */
  | 'consenting-administrator'
  | 'operator'
  | 'nobody';

/** One thing to do, perhaps on a page of Microsoft's. */
export type Step = string | { readonly text: string; readonly page: AdminCentrePage };

/** A failure in words: what happened, who must act, and what to do next. */
export type Explanation = {
  readonly title: string;
  readonly happened: string;
  readonly steps: readonly Step[];
  /** The steps are ways out: one of them fits the case. Otherwise they are done one after the other. */
  readonly oneOf?: true;
  /** What comes after that: starting again. */
  readonly after?: readonly Step[];
  /** What to do when starting again has not helped either. */
  readonly atLast?: Step;
} & (
  | { readonly who: 'you' | 'operator' | 'nobody' }
  /** With what the reader asks of somebody else, to be sent to them. */
  | { readonly who: 'administrator' | 'microsoft-administrator' | 'consenting-administrator'; readonly request: string }
);

/** How a failed run is told on the screens: in a sentence, with who must act. */
export interface RunFailureText {
  readonly text: string;
  readonly who: Actor;
}

/** What Microsoft's support asks for. */
export interface SupportDetails {
  readonly aadsts: string | undefined;
  readonly correlationId: string | undefined;
}
