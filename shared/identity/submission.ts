import type { Instant, OrganizationId } from '../ids.ts';

/** A form as it was sent once. */
export interface Submission {
  /** Hash of the person, the address and everything in the form, which contains a random value of its page. */
  readonly id: string;
  readonly organizationId: OrganizationId;
}

/** Remembers which forms were sent and what came of them, until they expire. */
export interface SubmissionStore {
  /**
   * Claims a submission for the caller. Of several callers at once, one gets `first`; the others get the outcome, which
   * is `null` while the first is at work.
   */
  claim(submission: Submission, expiresAt: Instant): Promise<'first' | { readonly outcome: string | null }>;
  /** Remembers the outcome of a claimed submission. */
  keep(submission: Submission, outcome: string, expiresAt: Instant): Promise<void>;
  /** Forgets a claim, so that the form can be sent again. */
  release(submission: Submission): Promise<void>;
}
