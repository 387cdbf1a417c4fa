import { describe, expect, test } from '@jest/globals';
import type { DesiredContact } from '../../../shared/contacts/desired-contact.ts';
import { MailboxFailure, type WriteAnswer } from '../../../shared/contacts/mailbox.ts';
import { mapCard } from '../../../shared/contacts/map-card.ts';
import type { Action } from '../../../shared/sync/plan.ts';
import {
  type ActionAnswer,
  addWritten,
  batchOutcome,
  cardIdOf,
  count,
  type Outcome,
  writeOutcome,
} from '../../../shared/sync/write-outcome.ts';
import { ordinaryCard } from '../fixtures/cards.ts';
import { cardId, contactId, ledgerRow, STATES } from '../fixtures/links.ts';

const CARD = cardId('CARD-1');
const CONTACT = contactId('contact-of-CARD-1');
const FOLDER = STATES.linked.folder.id;
const desired: DesiredContact = {
  cardId: CARD,
  fields: mapCard(ordinaryCard(), 'as-printed'),
  leftOut: [],
  notes: 'notes',
  hash: 'new-hash',
  notesHash: 'new-notes-hash',
  registered: '2026-04-01T12:00:00+09:00',
};

const create = { kind: 'create', desired, reason: 'new-card' } as const;
const update = {
  kind: 'update',
  desired,
  contactId: CONTACT,
  attempt: 3,
  rewriteNotes: false,
  reason: 'card-changed',
} as const;
const remove = { kind: 'remove', cardId: CARD, contactId: CONTACT, reason: 'card-left' } as const;
const stray = { ...remove, reason: 'stray' } as const;
const double: Action = { ...remove, inUse: contactId('in use'), leftAlone: [], reason: 'double' };
const forget = { kind: 'forget', cardId: CARD, reason: 'card-left' } as const;
const record = { kind: 'record', row: ledgerRow(), reason: 'kept-by-person' } as const;
const again = { ...create, reason: 'tried-again' } as const;

const done: WriteAnswer = { kind: 'done', contactId: CONTACT, version: 'v2' };
const refused: WriteAnswer = { kind: 'refused', code: 'ErrorInvalidProperty' };
const unknown: WriteAnswer = { kind: 'unknown' };
const gone: WriteAnswer = { kind: 'gone' };
const denial = new MailboxFailure('forbidden', 'no');

const written = { cardId: CARD, folderId: FOLDER, hash: 'new-hash', notesHash: 'new-notes-hash', kept: false };
const made = { ...written, contactId: CONTACT, attempt: 7, version: 'v2', parked: null };
const changed = { ...made, attempt: 3 };
const parkedNew = (parked: string) => ({ ...written, contactId: null, attempt: 7, version: null, parked });
const parkedOld = (parked: string) => ({ ...written, contactId: CONTACT, attempt: 3, version: null, parked });

const circumstances = {
  folderId: FOLDER,
  epoch: 7,
  othersDone: false,
  isGivenUp: () => false,
  isUnsettled: () => false,
};

describe('C9, C10 an answer', () => {
  test.each<[string, Action, ActionAnswer, Outcome]>([
    ['created', create, done, { put: made }],
    ['updated', update, done, { put: changed }],
    ['removed', remove, done, { drop: CARD }],
    ['a stray removed: the row of its card stays', stray, done, {}],
    ['removed by the person before', remove, gone, { drop: CARD }],
    ['nothing asked: the row goes', forget, { kind: 'not-asked' }, { drop: CARD }],
    ['nothing asked: the row is written', record, { kind: 'not-asked' }, { put: ledgerRow() }],
    [
      'nothing written, since it was there: the row learns the version',
      update,
      { kind: 'as-desired', version: 'v2' },
      { put: changed, unwritten: true },
    ],
    ['a create refused', create, refused, { put: parkedNew('ErrorInvalidProperty'), parked: 'ErrorInvalidProperty' }],
    ['an update refused', update, refused, { put: parkedOld('ErrorInvalidProperty'), parked: 'ErrorInvalidProperty' }],
    ['a removal refused: the row stays', remove, refused, { parked: 'ErrorInvalidProperty' }],
    ['a stray refused: it is still there', stray, refused, { parked: 'ErrorInvalidProperty', strayLeft: true }],
    ['a second contact removed: it is counted', double, done, { reduced: true }],
    ['a second contact refused: nothing else is tried', double, refused, { parked: 'ErrorInvalidProperty' }],
    ['a second contact that is gone', double, gone, {}],
    ['a second contact that stays', double, { kind: 'not-asked' }, {}],
    ['a second contact without an answer', double, unknown, { unsettled: true }],
    [
      'what was left out, and the attempts of before, are in the row',
      { ...update, desired: { ...desired, leftOut: ['fax'] }, former: [1, 2] },
      done,
      { put: { ...changed, leftOut: ['fax'], former: [1, 2] } },
    ],
    ['a create without an answer', create, unknown, { unknown: true, unsettled: true }],
    ['an update without an answer', update, unknown, { unsettled: true }],
    ['a removal without an answer', remove, unknown, { unsettled: true }],
    ['no folder to create in', create, gone, { missing: true, unsettled: true }],
    ['no contact to update', update, gone, { missing: true, unsettled: true }],
    ['asked to wait', create, { kind: 'later', retryAfterSeconds: 9 }, { stop: { kind: 'throttled', seconds: 9 } }],
    ['full', create, { kind: 'mailbox-full' }, { stop: { kind: 'mailbox-full' } }],
    ['no room for our stamp', create, { kind: 'property-quota' }, { stop: { kind: 'property-quota' } }],
    ['a token refused', remove, { kind: 'unauthorized' }, { stop: { kind: 'unauthorized' } }],
    ['access denied', update, { kind: 'closed', failure: denial }, { stop: { kind: 'closed', failure: denial } }],
  ])('%s', (_, action, answer, outcome) => {
    expect(writeOutcome(action, answer, circumstances)).toEqual(outcome);
  });

  test('that denies access to one contact, while others were written, parks that card', () => {
    const answer: WriteAnswer = { kind: 'closed', failure: denial };
    const outcome = { put: parkedOld('forbidden'), parked: 'forbidden' };
    expect(writeOutcome(update, answer, { ...circumstances, othersDone: true })).toEqual(outcome);
  });
});

describe('C10 no clear answer to a write that is given up', () => {
  const givenUp = { ...circumstances, isGivenUp: (id: typeof CARD) => id === CARD };
  const UNANSWERED_WRITE = 'unsettled';

  test.each<[string, Action, WriteAnswer, Outcome]>([
    [
      'a create: it is still looked for',
      create,
      unknown,
      { unknown: true, put: parkedNew(UNANSWERED_WRITE), parked: UNANSWERED_WRITE },
    ],
    ['an update', update, unknown, { put: parkedOld(UNANSWERED_WRITE), parked: UNANSWERED_WRITE }],
    [
      'an update, with a code that nobody knows',
      update,
      { kind: 'unknown', said: { status: '400', code: 'ErrorNew' } },
      { put: parkedOld('ErrorNew'), parked: 'ErrorNew' },
    ],
    [
      'a contact that is not there: the folder is listed',
      update,
      gone,
      { missing: true, put: parkedOld(UNANSWERED_WRITE), parked: UNANSWERED_WRITE },
    ],
    ['a removal: the row stays', remove, unknown, { parked: UNANSWERED_WRITE }],
    ['a stray: it is still there', stray, unknown, { parked: UNANSWERED_WRITE, strayLeft: true }],
  ])('%s', (_, action, answer, outcome) => {
    expect(writeOutcome(action, answer, givenUp)).toEqual(outcome);
  });

  test('parks a card at once that was given up before', () => {
    const outcome = { unknown: true, put: parkedNew(UNANSWERED_WRITE), parked: UNANSWERED_WRITE };
    expect(writeOutcome(again, unknown, circumstances)).toEqual(outcome);
  });
});

describe('B6 the counts of a run', () => {
  test.each<[string, Action, Outcome, string | undefined]>([
    ['created', create, { put: made }, 'created'],
    ['updated', update, { put: changed }, 'updated'],
    ['removed', remove, { drop: CARD }, 'removed'],
    ['parked', create, { put: parkedNew('x'), parked: 'x' }, 'parked'],
    ['a removal parked', remove, { parked: 'x' }, 'parked'],
    ['nothing clear', create, { unknown: true, unsettled: true }, undefined],
    ['only the ledger changed', record, { put: ledgerRow() }, undefined],
    ['the contact was as it should be', update, { put: changed, unwritten: true }, undefined],
    ['only the ledger shrank', forget, { drop: CARD }, undefined],
    ['a stray went', stray, {}, undefined],
  ])('%s is counted as what people call it', (_, action, outcome, counted) => {
    const none = { created: 0, updated: 0, removed: 0, parked: 0 };
    expect(count(none, action, outcome)).toEqual(counted === undefined ? none : { ...none, [counted]: 1 });
  });

  test.each([create, update, remove, forget, record])('an action knows its card', (action) => {
    expect(cardIdOf(action)).toBe(CARD);
  });
});

test('C10 the answers to a batch come to what they mean one by one, and to the first reason to stop', () => {
  const outcome = batchOutcome(
    [
      { action: create, answer: done },
      { action: update, answer: refused },
      { action: remove, answer: gone },
      { action: create, answer: unknown },
      { action: stray, answer: refused },
      { action: double, answer: done },
      { action: double, answer: gone },
      { action: update, answer: { kind: 'later', retryAfterSeconds: 7 } },
      { action: update, answer: { kind: 'mailbox-full' } },
    ],
    { folderId: FOLDER, epoch: 9, othersDone: true, isGivenUp: () => false, isUnsettled: () => false },
  );
  expect(outcome).toMatchObject({
    put: [{ parked: null }, { parked: 'ErrorInvalidProperty' }],
    drop: [CARD],
    counts: { created: 1, updated: 0, removed: 1, parked: 2 },
    parked: ['ErrorInvalidProperty', 'ErrorInvalidProperty'],
    unsettled: [CARD],
    unknown: true,
    missing: false,
    strayLeft: true,
    reduced: 1,
    stop: { kind: 'throttled', seconds: 7 },
  });
});

test('B6 the counts of two batches add up', () => {
  const one = { created: 1, updated: 2, removed: 3, parked: 4 };
  expect(addWritten(one, { created: 10, updated: 20, removed: 30, parked: 40 })).toEqual({
    created: 11,
    updated: 22,
    removed: 33,
    parked: 44,
  });
});

test('C10 a batch says when one of its contacts was not there', () => {
  const answered = [
    { action: create, answer: done },
    { action: update, answer: gone },
  ];
  expect(batchOutcome(answered, circumstances).missing).toBe(true);
});

test('C10 removals that are all refused alike are each refused', () => {
  const answered = [remove, { ...remove, cardId: cardId('CARD-2') }].map((action) => ({ action, answer: refused }));
  expect(batchOutcome(answered, circumstances).parked).toHaveLength(2);
});

describe('C10 a batch', () => {
  const other = { ...update, desired: { ...desired, cardId: cardId('CARD-2') } };
  const outcomeOf = (...answers: readonly WriteAnswer[]) =>
    batchOutcome(
      [create, other].slice(0, answers.length).map((action, index) => ({ action, answer: answers[index] ?? unknown })),
      circumstances,
    );

  test.each<[string, readonly WriteAnswer[], number, number]>([
    [
      'of writes that are all refused alike is tried again, since that is no matter of the cards',
      [refused, refused],
      0,
      2,
    ],
    ['of one refused write parks its card', [refused], 1, 0],
    ['with another answer parks the card that is refused', [refused, done], 1, 0],
    ['refused for several reasons parks its cards', [refused, { kind: 'refused', code: 'ErrorItemSave' }], 2, 0],
  ])('%s', (_, answers, parked, unsettled) => {
    const outcome = outcomeOf(...answers);
    expect([outcome.parked.length, outcome.unsettled.length, outcome.unknown]).toEqual([parked, unsettled, false]);
  });

  test.each([
    [3, 3],
    [4, 0],
  ])('of %i writes that are refused alike once more parks %i: few may be refused alike by chance', (writes, parked) => {
    const batch = Array.from({ length: writes }, (_, index) => ({
      action: { ...update, desired: { ...desired, cardId: cardId(`CARD-${index}`) } },
      answer: refused,
    }));
    expect(batchOutcome(batch, { ...circumstances, isUnsettled: () => true }).parked).toHaveLength(parked);
    expect(batchOutcome(batch, circumstances).parked).toHaveLength(0);
  });
});
