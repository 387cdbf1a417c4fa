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
export type OwnConnectProblem =
  | Exclude<ConnectProblem, SignInCause>
  | 'cancelled'
  | 'approval-required'
  | 'tenant-not-found';
/** Those that only the sign-in at the portal has, or tells in its own words. */
export type OwnSignInProblem = Exclude<SignInProblem, SignInCause> | 'cancelled' | 'refused';
export type OwnLinkProblem = Exclude<LinkProblem, SignInCause>;

/** Somebody else than the reader, who can be sent a message. */
export type Addressee =
  | 'administrator'
  /** Who administers the card system, where accounts are added to an organization. */
  | 'sansan-administrator'
  | 'microsoft-administrator'
  /** A Microsoft 365 administrator whose role allows consent for the whole organization. */
  | 'consenting-administrator'
  /** A Microsoft 365 administrator whose role allows consent to the portal's sign-in, which reads no data. */
  | 'portal-approver'
  /** Who sent the one-time link. */
  | 'link-sender'
  | 'operator';

/** Who can solve a problem. */
export type Actor = 'you' | 'nobody' | Addressee;

/** One step to take, with the admin center page where it is done, if any. */
export type Step = string | { readonly text: string; readonly page: AdminCentrePage };

/** Steps, which are alternatives when there is a sentence that leads in to them. */
export interface Steps {
  readonly steps: readonly Step[];
  readonly oneOf?: string | undefined;
  /** Steps after these, whichever of them was taken. */
  readonly after?: readonly Step[];
}

/** Explanation of a failure: what happened, who must act, and what that one has to do. */
export type Explanation = {
  readonly title: string;
  readonly happened: string;
  readonly steps: readonly Step[];
  readonly oneOf?: string;
  /** In place of the general step of trying again; empty where trying again cannot help. */
  readonly again?: readonly Step[];
  /** What to do when trying again, and the last resort. */
  readonly next?: readonly Step[];
} & (
  | { readonly who: 'you' | 'operator' | 'nobody' }
  /** The problem is solved by somebody else; `request` begins the message to them, which also holds the steps. */
  | {
      readonly who: Addressee;
      readonly request: string;
      /** What the reader can do without them, in some cases. */
      readonly first?: readonly Step[];
    }
);

/** An explanation as one reader is told it. */
export type Told = Explanation & {
  /** What the reader does. */
  readonly own: Steps;
  /** What somebody else does, whom the reader asks; or the reader, if that is the one. */
  readonly theirs?: Steps;
  /** The topic of the help page that says more. */
  readonly help?: HelpTopic;
};

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
