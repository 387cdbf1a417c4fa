import { HOUR, SECOND } from '../clock.ts';
import type { MailboxFailureCode } from '../contacts/mailbox.ts';
import { SYNC_INTERVAL } from '../links/slot.ts';

/**
 * Seconds before the next request to a mailbox that has no room, or that refuses even a new access token, whether it was
 * being read or written (PRODUCT C11). Microsoft names no wait for these.
 */
export const MAILBOX_WAITS = {
  'mailbox-full': HOUR / SECOND,
  'property-quota': HOUR / SECOND,
  unauthorized: SYNC_INTERVAL / SECOND,
} as const satisfies Partial<Record<MailboxFailureCode, number>>;
