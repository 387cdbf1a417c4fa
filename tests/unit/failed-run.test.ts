import { expect, test } from '@jest/globals';
import { CardSourceFailure } from '../../shared/cards/card-source.ts';
import { MailboxFailure } from '../../shared/contacts/mailbox.ts';
import { TokenFailure } from '../../shared/identity/mailbox-sign-in.ts';
import { judge, type Verdict } from '../../shared/sync/failed-run.ts';

const retryAfterSeconds = 30;
const goesOn = (code: string, wait = 0): Verdict => ({ code, stop: undefined, wait });

test.each<[string, Error, Verdict | undefined]>([
  [
    'a key that is refused stops the link',
    new CardSourceFailure('key-refused', ''),
    { code: 'key-refused', stop: 'key-refused', wait: 0 },
  ],
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
  [
    'an access that is revoked stops the link',
    new TokenFailure('user', 'invalid_grant'),
    { code: 'access-revoked', stop: 'access-revoked', wait: 0 },
  ],
  [
    'a consent that is missing waits for the administrator',
    new TokenFailure('tenant', 'consent_required'),
    goesOn('consent-missing', 3600),
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
    'a mailbox that denies access stops the link',
    new MailboxFailure('forbidden', ''),
    { code: 'mailbox-forbidden', stop: 'access-denied', wait: 0 },
  ],
  ['a mailbox that is not there may come back', new MailboxFailure('no-mailbox', ''), goesOn('mailbox-no-mailbox')],
  [
    'a throttled mailbox is left alone as long as it asks',
    new MailboxFailure('throttled', '', { retryAfterSeconds }),
    goesOn('mailbox-throttled', 30),
  ],
  [
    'a mailbox that is being moved is too',
    new MailboxFailure('unavailable', '', { retryAfterSeconds }),
    goesOn('mailbox-unavailable', 30),
  ],
  ['a mistake in the program is for the platform to try again', new TypeError('x is undefined'), undefined],
])('%s', (_, failure, verdict) => {
  expect(judge(failure)).toEqual(verdict);
});
