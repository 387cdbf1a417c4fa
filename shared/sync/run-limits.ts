import { MAX_BATCH } from '../contacts/mailbox.ts';

/** How much a run takes on. */
export interface Limits {
  /** Writes that a run does at once; with more it goes to the queue where long runs wait for each other (PRODUCT C10). */
  readonly quickWork: number;
  /** Requests to one mailbox in ten minutes, and contacts in one plan. At least two for each part of the largest batch. */
  readonly requests: number;
}

/** Outlook's limit is 10,000 requests in 10 minutes per app and mailbox; the rest is for looks and lost counts. */
export const LIMITS: Limits = { quickWork: 20, requests: 9600 };

/** Outlook works on four requests of a batch at a time; smaller batches would only add round trips. */
const MIN_BATCH = 4;

/** Half of it after the mailbox asked to wait, twice as much after a run in which it did not. */
export function nextBatchSize(size: number, throttled: boolean): number {
  return throttled ? Math.max(MIN_BATCH, Math.floor(size / 2)) : Math.min(MAX_BATCH, size * 2);
}
