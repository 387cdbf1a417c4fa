import type { KeyOutcome } from '../api-keys/supply-key.ts';
import type { ConsentFailureCode } from '../consent/admin-consent.ts';
import type { AnswerRefusal } from '../identity/attempt.ts';
import type { SignInCause } from '../identity/entra-error-codes.ts';
import type { PortalSignInFailureCode } from '../identity/portal-sign-in.ts';
import type { LinkFailureCode } from '../links/linking/link-step.ts';
import type { AdminCentrePage } from './admin-centre.ts';
import type { HelpTopic } from './help-topics.ts';

/** Problem codes by flow: connecting (PRODUCT A4), linking (PRODUCT B), signing in, entering an API key. */
export type ConnectProblem = ConsentFailureCode | 'capability-off' | 'link-invalid';
export type LinkProblem = LinkFailureCode;
export type SignInProblem = PortalSignInFailureCode | AnswerRefusal;
export type KeyProblem = Exclude<KeyOutcome, 'accepted'>;

/**
 * Problems with an explanation of their own; those with a `SignInCause` share the explanations of Microsoft's answers.
 */
export type OwnConnectProblem = Exclude<ConnectProblem, SignInCause> | 'cancelled' | 'approval-required';
/** Those that only the sign-in at the portal has, or tells in its own words. */
export type OwnSignInProblem = Exclude<SignInProblem, SignInCause> | 'cancelled' | 'refused';
export type OwnLinkProblem = Exclude<LinkProblem, SignInCause>;

/** Who can solve a problem. */
export type Actor =
  | 'you'
  | 'administrator'
  | 'microsoft-administrator'
  /** A Microsoft 365 administrator whose role allows consent for the whole organization. */
  | 'consenting-administrator'
  /** A Microsoft 365 administrator whose role allows consent to the portal's sign-in, which reads no data. */
  | 'portal-approver'
  | 'operator'
  | 'nobody';

/** One step to take, with the admin centre page where it is done, if any. */
export type Step = string | { readonly text: string; readonly page: AdminCentrePage };

/** Explanation of a failure: what happened, who must act, and what to do next. */
export type Explanation = {
  readonly title: string;
  readonly happened: string;
  readonly steps: readonly Step[];
  /** The steps are alternatives; without this, they are done one after the other. */
  readonly oneOf?: true;
  /** Steps after these: trying again. */
  readonly after?: readonly Step[];
  /** The topic of the help page that says more. */
  readonly help?: HelpTopic;
  /** Last resort, if trying again has not helped. */
  readonly atLast?: Step;
} & (
  | { readonly who: 'you' | 'operator' | 'nobody' }
  /** The problem is solved by somebody else; `request` is the text to send to them. */
  | {
      readonly who: 'administrator' | 'microsoft-administrator' | 'consenting-administrator' | 'portal-approver';
      readonly request: string;
    }
);

/** A failed run in one sentence, with who must act. */
export interface RunFailureText {
  readonly text: string;
  readonly who: Actor;
}

/** Numbers that Microsoft support asks for. */
export interface SupportDetails {
  readonly aadsts: string | undefined;
  readonly correlationId: string | undefined;
}
