import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LedgerRow } from '../../../shared/links/link.ts';
import {
  digestAfter,
  digestOfCards,
  digestOfFolder,
  digestOfRows,
  EMPTY_LEDGER,
} from '../../../shared/sync/ledger-digest.ts';
import { cardId, contactId, folderId, ledgerRow, STATES } from '../fixtures/links.ts';

const FOLDER = STATES.linked.folder.id;

const content = fc.record({
  cardId: fc.integer({ min: 0, max: 30 }).map((number) => cardId(`CARD-${number}`)),
  hash: fc.constantFrom('a', 'b', ''),
  notesHash: fc.constantFrom('a', 'b', ''),
});
/** A listing or a ledger: each card once. */
const contents = fc.uniqueArray(content, { selector: (one) => one.cardId });
const rowOf = (one: Pick<LedgerRow, 'cardId' | 'hash' | 'notesHash'>): LedgerRow =>
  ledgerRow(one.cardId, { ...one, folderId: FOLDER, contactId: contactId(`contact of ${one.cardId}`) });
const sorted = (all: readonly object[]) => all.map((one) => JSON.stringify(one)).sort();

describe('C3 the digest of a ledger', () => {
  test('is that of the listing exactly when each listed card has its settled row', () => {
    fc.assert(
      fc.property(contents, contents, (cards, ledger) => {
        const same = digestOfCards(cards) === digestOfRows(ledger.map(rowOf), FOLDER).cards;
        expect(same).toBe(JSON.stringify(sorted(cards)) === JSON.stringify(sorted(ledger)));
      }),
    );
  });

  test('kept up with each change is that of all rows', () => {
    fc.assert(
      fc.property(contents, fc.array(fc.tuple(content, fc.boolean())), (before, changes) => {
        const ledger = new Map(before.map((one) => [one.cardId, rowOf(one)]));
        let digest = digestOfRows(ledger.values(), FOLDER);
        for (const [one, isDeleted] of changes) {
          const old = ledger.get(one.cardId);
          const added = isDeleted ? [] : [rowOf(one)];
          digest = digestAfter(digest, FOLDER, { added, removed: old === undefined ? [] : [old] });
          if (isDeleted) ledger.delete(one.cardId);
          else ledger.set(one.cardId, rowOf(one));
        }
        expect(digest).toEqual(digestOfRows(ledger.values(), FOLDER));
      }),
    );
  });

  test('does not depend on the order', () => {
    fc.assert(
      fc.property(contents, (cards) => {
        expect(digestOfCards([...cards].reverse())).toBe(digestOfCards(cards));
      }),
    );
  });

  const row = rowOf({ cardId: cardId('CARD-1'), hash: 'a', notesHash: 'b' });
  const settled = digestOfRows([row], FOLDER);
  test.each<[string, LedgerRow, object]>([
    [
      'is parked',
      { ...row, parked: 'ErrorInvalidProperty' },
      { cards: EMPTY_LEDGER.cards, contacts: settled.contacts },
    ],
    ['is kept by a person', { ...row, kept: true }, { cards: EMPTY_LEDGER.cards, contacts: settled.contacts }],
    ['has no contact', { ...row, contactId: null }, EMPTY_LEDGER],
    ['has its contact in a former folder', { ...row, folderId: folderId('former') }, EMPTY_LEDGER],
  ])('leaves out of the cards a row that %s', (_what, changed, expected) => {
    expect(digestOfRows([changed], FOLDER)).toEqual(expected);
  });

  const stamped = (id: string, hash = 'a') => ({ id: contactId(id), createdAt: '', attempt: 1, hash, version: '' });
  test.each<[string, readonly ReturnType<typeof stamped>[], boolean]>([
    ['its contact and no other', [stamped('contact of CARD-1')], true],
    ['no contact', [], false],
    ['another contact', [stamped('another')], false],
    ['a contact with another content', [stamped('contact of CARD-1', 'b')], false],
    ['a second contact', [stamped('contact of CARD-1'), stamped('copy')], false],
  ])('is that of a folder with %s: or not', (_what, contacts, same) => {
    const folder = digestOfFolder({ byCard: new Map([[row.cardId, contacts]]) });
    expect(folder === settled.contacts).toBe(same);
  });

  test('keeps apart what would be the same text when joined', () => {
    const one = { cardId: cardId('CARD-1'), hash: 'ab', notesHash: '' };
    expect(digestOfCards([one])).not.toBe(digestOfCards([{ ...one, hash: 'a', notesHash: 'b' }]));
  });
});
