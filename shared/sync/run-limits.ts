import { MAX_BATCH } from '../contacts/mailbox.ts';

/** Upper limits for the work of one run. */
export interface Limits {
  /**
   * Most writes of a quick run; a run with more goes to the queue where long runs wait for each other (PRODUCT C10).
   */
  readonly quickWork: number;
  /**
   * Most requests to one mailbox in ten minutes, and most contacts in one plan. At least three for each part of the
   * largest batch: a second contact is compared with the one in use before it is removed.
   */
  readonly requests: number;
}

/**
 * Outlook's limit is 10,000 requests in 10 minutes per app and mailbox; the difference is kept for reading requests and
 * for requests whose count was lost.
 */
export const LIMITS: Limits = { quickWork: 20, requests: 9600 };

/** Outlook works on four requests of a batch at a time; smaller batches would only add round trips. */
const MIN_BATCH = 4;

/**
 * The batch size (in requests) for the next run: half of `size` after a run that the mailbox asked to wait, otherwise
 * twice `size`; never below `MIN_BATCH` or above `MAX_BATCH`.
 */
export function nextBatchSize(size: number, throttled: boolean): number {
  return throttled ? Math.max(MIN_BATCH, Math.floor(size / 2)) : Math.min(MAX_BATCH, size * 2);
}
