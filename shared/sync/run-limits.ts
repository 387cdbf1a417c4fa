/** How much a run takes on. */
export interface Limits {
  /** Writes that a run does at once; with more it goes to the queue where long runs wait for each other (PRODUCT C10). */
  readonly quickWork: number;
  /** Requests to one mailbox in ten minutes, and contacts in one plan. At least two for each part of the largest batch. */
  readonly requests: number;
}

/** Outlook's limit is 10,000 requests in 10 minutes per app and mailbox; the rest is for looks and lost counts. */
export const LIMITS: Limits = { quickWork: 20, requests: 9600 };
