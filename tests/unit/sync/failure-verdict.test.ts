import { describe, expect, test } from '@jest/globals';
import { CardSourceFailure } from '../../../shared/cards/card-source.ts';
import { DAY } from '../../../shared/clock.ts';
import { MailboxFailure } from '../../../shared/contacts/mailbox.ts';
import { TokenFailure } from '../../../shared/identity/mailbox-sign-in.ts';
import type { RunFailureCode, StopReason } from '../../../shared/links/run-failure.ts';
import { type Verdict, verdictOn } from '../../../shared/sync/failure-verdict.ts';

const retryAfterSeconds = 30;
const goesOn = (code: RunFailureCode, wait = 0): Verdict => ({ code, stop: undefined, wait });
const stops = (reason: StopReason, after = 0): Verdict => ({ code: reason, stop: { reason, after }, wait: 0 });

describe('C10, C11 a failure of a run', () => {
  test.each<[string, Error, Verdict | undefined]>([
    ['a key that is refused stops the link', new CardSourceFailure('key-refused', ''), stops('key-refused')],
    [
      'a throttled card system is left alone as long as it asks',
      new CardSourceFailure('throttled', '', { retryAfterSeconds }),
      goesOn('cards-throttled', 30),
    ],
    [
      'a card system that is down is tried at the next run',
      new CardSourceFailure('unavailable', ''),
      goesOn('cards-unavailable'),
    ],
    ['a card system that makes no sense is too', new CardSourceFailure('unreadable', ''), goesOn('cards-unreadable')],
    ['an access that is revoked stops the link', new TokenFailure('user', 'invalid_grant'), stops('access-revoked')],
    [
      'a consent that is missing waits for the administrator',
      new TokenFailure('tenant', 'consent_required'),
      goesOn('consent-missing', 3600),
    ],
    [
      'a tenant that refuses in spite of its consent does not say that the consent is missing',
      new TokenFailure('tenant', 'invalid_grant', { aadsts: '500014' }),
      goesOn('tenant-blocked', 3600),
    ],
    [
      'a credential of ours does not mark the user',
      new TokenFailure('ours', 'invalid_client'),
      goesOn('service-credential'),
    ],
    [
      'a sign-in service that is down passes',
      new TokenFailure('transient', 'network_error'),
      goesOn('sign-in-unavailable'),
    ],
    [
      'a mailbox that denies access may open again, but not after a day',
      new MailboxFailure('forbidden', ''),
      stops('access-denied', DAY),
    ],
    [
      'a mailbox that is not there may come back, but not after a day',
      new MailboxFailure('no-mailbox', ''),
      stops('no-mailbox', DAY),
    ],
    [
      'a mailbox that makes no sense is tried again',
      new MailboxFailure('unexpected', ''),
      goesOn('mailbox-unexpected'),
    ],
    [
      'a mailbox without room for our stamp waits, as when it is written',
      new MailboxFailure('property-quota', ''),
      goesOn('property-quota', 3600),
    ],
    ['a full mailbox does too', new MailboxFailure('mailbox-full', ''), goesOn('mailbox-full', 3600)],
    [
      'a full mailbox that asks for longer gets that',
      new MailboxFailure('mailbox-full', '', { retryAfterSeconds: 7200 }),
      goesOn('mailbox-full', 7200),
    ],
    [
      'a mailbox that refuses a new token waits, as when it is written',
      new MailboxFailure('unauthorized', ''),
      goesOn('unauthorized', 1800),
    ],
    [
      'a throttled mailbox is left alone as long as it asks',
      new MailboxFailure('throttled', '', { retryAfterSeconds }),
      goesOn('throttled', 30),
    ],
    [
      'a mailbox that is being moved is too',
      new MailboxFailure('unavailable', '', { retryAfterSeconds }),
      goesOn('mailbox-unavailable', 30),
    ],
    ['a mistake in the program is for the platform to try again', new TypeError('x is undefined'), undefined],
  ])('%s', (_, failure, verdict) => {
    expect(verdictOn(failure)).toEqual(verdict);
  });
});
