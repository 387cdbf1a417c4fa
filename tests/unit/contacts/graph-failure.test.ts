import { describe, expect, test } from '@jest/globals';
import { mailboxFailure, saysMissing } from '../../../shared/contacts/graph-failure.ts';
import type { GraphAnswer } from '../../../shared/contacts/graph-transport.ts';
import type { ContactWrite, MailboxFailureCode, WriteAnswer } from '../../../shared/contacts/mailbox.ts';
import { mapCard } from '../../../shared/contacts/map-card.ts';
import { readWriteAnswer } from '../../../shared/contacts/write-answer.ts';
import { ordinaryCard } from '../fixtures/cards.ts';
import { cardId, contactId, folderId } from '../fixtures/links.ts';

function answer(status: number, code?: string, retryAfter?: string, message = '山田太郎'): GraphAnswer {
  return {
    status,
    headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter },
    body: code === undefined ? undefined : { error: { code, message } },
  };
}

const place = { folderId: folderId('folder'), contactId: contactId('contact') };
const fields = mapCard(ordinaryCard(), 'as-printed');
const stamp = { linkId: 'link', attempt: 1, hash: 'hash', cardId: cardId('CARD-1') };
const create: ContactWrite = {
  kind: 'create',
  folderId: place.folderId,
  fields,
  notes: '',
  stamp,
};
const update: ContactWrite = { kind: 'update', ...place, fields, notes: undefined, stamp };
const remove: ContactWrite = { kind: 'remove', ...place };

describe('WIRE, C9, C10 the answer to one write', () => {
  const created: GraphAnswer = {
    status: 201,
    headers: {},
    body: { id: 'new', changeKey: 'version-1', displayName: '見本 太郎' },
  };
  const later = (retryAfterSeconds: number): WriteAnswer => ({ kind: 'later', retryAfterSeconds });
  const unknownSaying = (status: string, code: string): WriteAnswer => ({ kind: 'unknown', said: { status, code } });

  test.each<[string, GraphAnswer, ContactWrite, WriteAnswer]>([
    ['created', created, create, { kind: 'done', contactId: contactId('new'), version: 'version-1' }],
    ['created, without saying what', answer(201), create, { kind: 'unknown' }],
    ['updated', answer(200), update, { kind: 'done', contactId: place.contactId, version: null }],
    ['removed', answer(204), remove, { kind: 'done', contactId: place.contactId, version: null }],
    ['no such contact', answer(404, 'ErrorItemNotFound'), update, { kind: 'gone' }],
    ['no such folder', answer(404, 'ErrorItemNotFound'), create, { kind: 'gone' }],
    ['an id from before a move', answer(400, 'ErrorInvalidIdMalformed'), remove, { kind: 'gone' }],
    ['a bad value', answer(400, 'ErrorInvalidProperty'), create, { kind: 'refused', code: 'ErrorInvalidProperty' }],
    ['too large', answer(413), update, { kind: 'refused', code: '413' }],
    ['full', answer(507, 'ErrorQuotaExceeded'), create, { kind: 'mailbox-full' }],
    ['full, with another status', answer(403, 'ErrorQuotaExceeded'), create, { kind: 'mailbox-full' }],
    [
      'full of names of properties',
      answer(403, 'ErrorQuotaExceeded', undefined, 'Cannot get ID from name.'),
      create,
      { kind: 'property-quota' },
    ],
    [
      'full of names of properties, said otherwise',
      answer(507, 'ErrorQuotaExceeded', undefined, 'The named property quota of the mailbox is exceeded.'),
      create,
      { kind: 'property-quota' },
    ],
    ['a code that nobody knows', answer(400, 'ErrorNew'), create, unknownSaying('400', 'ErrorNew')],
    ['denied with a code that nobody knows', answer(403, 'ErrorNew'), update, unknownSaying('403', 'ErrorNew')],
    ['not found with a code that nobody knows', answer(404, 'ErrorNew'), remove, unknownSaying('404', 'ErrorNew')],
    ['a code that is none', answer(400, '山田 太郎'), create, unknownSaying('400', '400')],
    ['a code of the language', answer(400, 'constructor'), create, unknownSaying('400', 'constructor')],
    ['a redirect', answer(302), create, unknownSaying('302', '302')],
    ['broken with a code that nobody knows', answer(500, 'ErrorNew'), create, { kind: 'unknown' }],
    ['unauthorized with a code that nobody knows', answer(401, 'New'), create, { kind: 'unauthorized' }],
    ['the token is refused', answer(401, 'InvalidAuthenticationToken'), update, { kind: 'unauthorized' }],
    ['throttled', answer(429, 'ApplicationThrottled', '17'), create, later(17)],
    ['throttled for a fraction', answer(429, 'ApplicationThrottled', '1.5'), create, later(1.5)],
    ['throttled for no time at all', answer(429, 'ApplicationThrottled', '0'), create, later(1)],
    ['throttled until a moment that is over', answer(429, '', 'Wed, 01 Jan 2020 00:00:00 GMT'), create, later(1)],
    ['throttled without a word', answer(429), create, later(10)],
    ['throttled without sense', answer(429, '', 'soon'), create, later(10)],
    ['busy, with a wait', answer(503, 'ErrorServerBusy', '3'), create, later(3)],
    ['busy, without one', answer(503, 'ErrorServerBusy'), create, { kind: 'unknown' }],
    ['broken', answer(500, 'ErrorInternalServerError', '3'), create, { kind: 'unknown' }],
    ['a broken way there', answer(502), update, { kind: 'unknown' }],
    ['too slow', answer(504, 'UnknownError'), remove, { kind: 'unknown' }],
    ['too slow to be asked', answer(408), create, { kind: 'unknown' }],
    ['over a limit that nobody wrote down', answer(509), create, { kind: 'unknown' }],
    ['a conflict without If-Match', answer(412, 'ErrorIrresolvableConflict'), update, { kind: 'unknown' }],
    ['a conflict of nothing', answer(409), create, { kind: 'unknown' }],
    ['locked', answer(423), update, { kind: 'unknown' }],
    ['not allowed just now', answer(405), create, { kind: 'unknown' }],
    ['because of another part', answer(424), create, { kind: 'unknown' }],
    ['because of another part, with a wait', answer(424, '', '5'), create, later(5)],
    ['an hour in which no body is read', answer(400, 'RequestBodyRead'), create, { kind: 'unknown' }],
    ['throttled with another status', answer(400, 'TooManyRequests', '9'), create, later(9)],
    ['too much open, with another status', answer(403, 'ErrorTooManyObjectsOpened'), create, later(10)],
    ['the mailbox moves, with another status', answer(404, 'ErrorMailboxMoveInProgress'), update, { kind: 'unknown' }],
    ['busy with another status', answer(400, 'ErrorServerBusy', '4'), create, later(4)],
  ])('%s', (_, given, write, kind) => {
    expect(readWriteAnswer(write, given)).toEqual(kind);
  });

  test.each<[GraphAnswer, MailboxFailureCode]>([
    [answer(403, 'ErrorAccessDenied'), 'forbidden'],
    [answer(404, 'MailboxNotEnabledForRESTAPI'), 'no-mailbox'],
    [answer(404, 'OrganizationFromTenantGuidNotFound'), 'no-mailbox'],
    [answer(404, 'ErrorNonExistentMailbox'), 'no-mailbox'],
  ])('%j speaks of the mailbox, and blames no card', (given, code) => {
    expect(readWriteAnswer(create, given)).toMatchObject({ kind: 'closed', failure: { code } });
  });

  test('may name a moment to wait for', () => {
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();
    const read = readWriteAnswer(create, answer(429, '', inAMinute));
    expect(read.kind === 'later' && read.retryAfterSeconds > 55 && read.retryAfterSeconds <= 60).toBe(true);
  });
});

describe('WIRE, C11 the answer to a question', () => {
  test.each<[GraphAnswer, MailboxFailureCode, number]>([
    [answer(401, 'InvalidAuthenticationToken'), 'unauthorized', 0],
    [answer(403, 'ErrorAccessDenied'), 'forbidden', 0],
    [answer(404, 'MailboxNotEnabledForRESTAPI'), 'no-mailbox', 0],
    [answer(404, 'MailboxNotSupportedForRESTAPI'), 'no-mailbox', 0],
    [answer(404, 'ResourceNotFound'), 'no-mailbox', 0],
    [answer(404, 'ErrorInvalidUser'), 'no-mailbox', 0],
    [answer(404, 'Request_ResourceNotFound'), 'no-mailbox', 0],
    [answer(404, 'ErrorItemNotFound'), 'unexpected', 0],
    [answer(507), 'mailbox-full', 0],
    [answer(429, 'ApplicationThrottled', '42'), 'throttled', 42],
    [answer(429), 'throttled', 10],
    [answer(503, 'ErrorMailboxMoveInProgress', '30'), 'unavailable', 30],
    [answer(502), 'unavailable', 0],
    [answer(408), 'unavailable', 0],
    [answer(400, 'BadRequest'), 'unexpected', 0],
    [answer(400, 'ErrorNew', '9'), 'unexpected', 9],
    [answer(403, 'ErrorNew'), 'unexpected', 0],
    [answer(403, 'ErrorQuotaExceeded', undefined, 'Cannot get ID from name.'), 'property-quota', 0],
    [answer(200), 'unexpected', 0],
    [answer(500), 'unavailable', 0],
    // The code says more than the status.
    [answer(400, 'ErrorQuotaExceeded', '5'), 'mailbox-full', 0],
    [answer(400, 'ApplicationThrottled'), 'throttled', 10],
    [answer(400, 'TooManyRequests'), 'throttled', 10],
    [answer(400, 'ErrorTooManyObjectsOpened'), 'throttled', 10],
    [answer(400, 'ErrorMailboxMoveInProgress'), 'unavailable', 0],
    [answer(400, 'ErrorMailboxStoreUnavailable'), 'unavailable', 0],
    [answer(400, 'MailboxInfoStale'), 'unavailable', 0],
    [answer(400, 'InvalidAuthenticationToken'), 'unauthorized', 0],
    [answer(400, 'ErrorAccessDenied'), 'forbidden', 0],
    [answer(401), 'unauthorized', 0],
    [answer(403), 'forbidden', 0],
  ])('%j is the failure "%s"', (given, code, retryAfterSeconds) => {
    const failure = mailboxFailure(given);
    expect(failure).toMatchObject({ code, retryAfterSeconds });
    expect(failure.message).not.toContain('山田太郎');
  });

  test.each([
    [answer(404, 'ErrorInvalidUser'), 'The account has no mailbox on Exchange Online (404 ErrorInvalidUser).'],
    [answer(507), 'The mailbox is full (507).'],
    [answer(401), 'Microsoft Graph refused the access token (401).'],
    [answer(403), 'Microsoft Graph denies access to the contacts (403).'],
    [answer(429), 'Microsoft Graph asks to wait (429).'],
    [answer(502), 'Microsoft Graph is unavailable (502).'],
    [answer(400), 'Microsoft Graph gave an answer that is not expected here (400).'],
  ])('%j is said in words', (given, words) => {
    expect(mailboxFailure(given).message).toBe(words);
  });

  test.each<[GraphAnswer, boolean]>([
    [answer(404, 'ErrorItemNotFound'), true],
    [answer(404), true],
    [answer(404, 'ErrorNew'), false],
    [answer(400, 'ErrorInvalidIdMalformed'), true],
    [answer(404, 'MailboxNotEnabledForRESTAPI'), false],
    [answer(404, 'ResourceNotFound'), false],
    [answer(400, 'BadRequest'), false],
    [answer(410), false],
  ])('%j says that the item is missing: %s', (given, missing) => {
    expect(saysMissing(given)).toBe(missing);
  });
});
