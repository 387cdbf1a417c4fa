import { MAX_BATCH } from '../contacts/mailbox.ts';

/** Outlook works on four requests of a batch at a time; smaller batches would only add round trips. */
const SMALLEST = 4;

/** Half of it after the mailbox asked to wait, twice as much after a run in which it did not. */
export function nextBatchSize(size: number, throttled: boolean): number {
  return throttled ? Math.max(SMALLEST, Math.floor(size / 2)) : Math.min(MAX_BATCH, size * 2);
}
