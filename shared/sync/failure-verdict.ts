import { CardSourceFailure } from '../cards/card-source.ts';
import { DAY, HOUR, SECOND } from '../clock.ts';
import { MailboxFailure } from '../contacts/mailbox.ts';
import { meansConsentMissing } from '../identity/entra-error-codes.ts';
import { TokenFailure } from '../identity/mailbox-sign-in.ts';
import { explainTokenFailure } from '../identity/sign-in-error.ts';
import type { RunFailureCode, StopReason } from '../links/run-failure.ts';
import { MAILBOX_WAITS } from './mailbox-waits.ts';

/** Milliseconds for which a mailbox must have been missing or closed to us before the link stops (PRODUCT C11). */
const PASSING_TIMEOUT = DAY;

/** What a failure of a run means for the link. */
export interface Verdict {
  readonly code: RunFailureCode;
  /** The link stops until its user acts, once runs have failed with this code for `after` milliseconds. */
  readonly stop: { readonly reason: StopReason; readonly after: number } | undefined;
  /** Seconds before the next request for this link. */
  readonly wait: number;
}

/**
 * Who has to act on a failure, and when the next run may try (PRODUCT C11). `undefined` for a failure of unknown kind,
 * for which the queue delivers the message again.
 */
export function verdictOn(failure: unknown): Verdict | undefined {
  if (failure instanceof CardSourceFailure) return onCardFailure(failure);
  if (failure instanceof TokenFailure) return onTokenFailure(failure);
  if (failure instanceof MailboxFailure) return onMailboxFailure(failure);
  return undefined;
}

function onCardFailure({ code, retryAfterSeconds: wait }: CardSourceFailure): Verdict {
  return code === 'key-refused' ? stopping('key-refused') : { code: `cards-${code}`, stop: undefined, wait };
}

function onTokenFailure(failure: TokenFailure): Verdict {
  switch (failure.blame) {
    case 'user':
      return stopping('access-revoked');
    case 'tenant':
      return {
        code: meansConsentMissing(explainTokenFailure(failure).code) ? 'consent-missing' : 'tenant-blocked',
        stop: undefined,
        wait: HOUR / SECOND,
      };
    case 'ours':
      return { code: 'service-credential', stop: undefined, wait: 0 };
    case 'transient':
      return { code: 'sign-in-unavailable', stop: undefined, wait: 0 };
  }
}

function onMailboxFailure({ code, retryAfterSeconds: wait }: MailboxFailure): Verdict {
  switch (code) {
    case 'forbidden':
      // Seen to pass by itself (msgraph-sdk-powershell 2966, office-js 1140).
      return stopping('access-denied', PASSING_TIMEOUT);
    case 'no-mailbox':
      // Exchange also reports this, with varying error codes, while a mailbox is being moved or set up. A license that
      // is restored within a day needs no action by the user.
      return stopping('no-mailbox', PASSING_TIMEOUT);
    case 'unavailable':
      return { code: 'mailbox-unavailable', stop: undefined, wait };
    case 'unexpected':
      return { code: 'mailbox-unexpected', stop: undefined, wait };
    case 'unauthorized':
    case 'mailbox-full':
    case 'property-quota':
      return { code, stop: undefined, wait: Math.max(wait, MAILBOX_WAITS[code]) };
    case 'throttled':
      return { code, stop: undefined, wait };
  }
}

function stopping(reason: StopReason, after = 0): Verdict {
  return { code: reason, stop: { reason, after }, wait: 0 };
}
