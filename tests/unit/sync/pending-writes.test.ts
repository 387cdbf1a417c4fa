import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DesiredContact } from '../../../shared/contacts/desired-contact.ts';
import { mapCard } from '../../../shared/contacts/map-card.ts';
import type { CardId } from '../../../shared/ids.ts';
import { pendingWrites } from '../../../shared/sync/pending-writes.ts';
import type { CardAction } from '../../../shared/sync/plan.ts';
import { ordinaryCard } from '../fixtures/cards.ts';
import { cardId, ledgerRow } from '../fixtures/links.ts';

const fields = mapCard(ordinaryCard(), 'as-printed');
/** A contact of the `nth` card, which was registered on that day, with some content. */
const contact = (nth: number, hash = 'hash'): DesiredContact => ({
  cardId: cardId(`CARD-${nth}`),
  fields,
  leftOut: [],
  notes: '',
  hash,
  notesHash: '',
  registered: `2026-04-${String(nth).padStart(2, '0')}`,
});
const create = (desired: DesiredContact): CardAction => ({ kind: 'create', desired, reason: 'new-card' });
const ids = (actions: readonly CardAction[]) =>
  actions.map((action) => (action.kind === 'record' ? action.row.cardId : action.desired.cardId));
const CARDS = (...numbers: number[]) => numbers.map((nth) => cardId(`CARD-${nth}`));

describe('C9, C10 the writes of a run', () => {
  test('are taken newest card first, among all pages so far', () => {
    const writes = pendingWrites(100);
    writes.read([contact(3), contact(1)], create);
    writes.read([contact(2), contact(4)], create);
    expect(ids(writes.take(3))).toEqual(CARDS(4, 3, 2));
    writes.read([contact(5)], create);
    expect(ids(writes.take(3))).toEqual(CARDS(5, 1));
    expect([writes.waiting(), writes.beyond()]).toEqual([0, 0]);
  });

  test('follow the later appearance of a card that is listed twice', () => {
    const writes = pendingWrites(100);
    writes.read([contact(1, 'old'), contact(2, 'old')], create);
    writes.read([contact(1, 'new'), contact(2, 'new')], (each) =>
      each.cardId === cardId('CARD-1') ? create(each) : undefined,
    );
    expect(writes.all()).toEqual([create(contact(1, 'new'))]);
  });

  test('leave a card that changes after it was taken to a later run', () => {
    const writes = pendingWrites(100);
    writes.read([contact(1), contact(2)], create);
    writes.take(2);
    writes.read([contact(1), contact(2, 'new'), contact(2, 'newer')], create);
    expect([ids(writes.all()), writes.beyond()]).toEqual([CARDS(2, 1), 1]);
  });

  test.each([
    ['as it was taken', contact(2), 0],
    ['with other fields', contact(2, 'new'), 1],
    ['with other notes', { ...contact(2), notesHash: 'new' }, 1],
  ])('know a card that comes again %s', (_, again, beyond) => {
    const writes = pendingWrites(100);
    writes.read([contact(1), contact(2)], create);
    writes.take(1);
    writes.read([again], create);
    expect(writes.beyond()).toBe(beyond);
  });

  test('leave what concerns the ledger alone to the end, by the later appearance', () => {
    const record = (desired: DesiredContact): CardAction => ({
      kind: 'record',
      row: ledgerRow(desired.cardId),
      reason: 'found-by-stamp',
    });
    const writes = pendingWrites(100);
    writes.read([contact(1), contact(2)], record);
    writes.read([contact(1), contact(3)], (each) => (each.cardId === cardId('CARD-3') ? create(each) : undefined));
    expect(ids(writes.take(9))).toEqual(CARDS(3));
    expect(ids(writes.all())).toEqual(CARDS(3, 2));
  });

  test('leave the oldest cards to a later run when there are too many', () => {
    const writes = pendingWrites(3);
    writes.read([contact(1), contact(5)], create);
    expect(ids(writes.take(1))).toEqual(CARDS(5));
    writes.read([contact(2), contact(4)], create);
    expect([ids(writes.all()), writes.beyond()]).toEqual([CARDS(5, 4, 2), 1]);
  });

  test('are taken once each, in whatever way the cards come and batches are taken', () => {
    const nth = fc.integer({ min: 1, max: 30 });
    const steps = fc.array(
      fc.oneof(fc.array(nth, { maxLength: 10 }), fc.record({ take: fc.integer({ min: 1, max: 9 }) })),
    );
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 40 }), (history, bound) => {
        const writes = pendingWrites(bound);
        const listed = new Set<CardId>();
        const taken: CardId[] = [];
        for (const step of history) {
          if ('take' in step) taken.push(...ids(writes.take(step.take)));
          else {
            for (const card of step) listed.add(cardId(`CARD-${card}`));
            writes.read(
              step.map((card) => contact(card)),
              create,
            );
          }
        }
        taken.push(...ids(writes.take(100)));
        expect(new Set(taken).size).toBe(taken.length);
        expect(taken.length).toBeLessThanOrEqual(bound);
        // Nothing is lost: what is not taken is told.
        expect(listed.size - taken.length).toBeLessThanOrEqual(writes.beyond());
        expect(ids(writes.all())).toEqual(taken);
      }),
    );
  });
});
