import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ContactFields } from '../../../shared/contacts/contact-fields.ts';
import { createBody, heldContactSchema } from '../../../shared/contacts/graph-contact.ts';
import { holdsDesired } from '../../../shared/contacts/held-contact.ts';
import { mapCard } from '../../../shared/contacts/map-card.ts';
import { notesBlock } from '../../../shared/contacts/notes.ts';
import { anyCard, blankCard, ordinaryCard } from '../fixtures/cards.ts';

const stamp = { linkId: 'link', attempt: 1, hash: 'hash', cardId: blankCard().id };
const notes = notesBlock(blankCard(), undefined);
const ordinary = { fields: mapCard(ordinaryCard(), 'as-printed'), notes };
const blank = { fields: mapCard(blankCard({ lastName: '見本' }), 'as-printed'), notes };

/** A contact as it was written, with what somebody changed since. */
const heldAfter = ({ fields }: { fields: ContactFields }, changes: object = {}) =>
  heldContactSchema.parse({ ...createBody(fields, notes, stamp), changeKey: 'v2', ...changes });

describe('C8 a contact that has another version than the ledger says', () => {
  test('holds what we would write, whatever is on the card', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const desired = { fields: mapCard(card, 'as-printed'), notes };
        expect(holdsDesired(heldAfter(desired), desired)).toBe(true);
      }),
    );
  });

  test.each<[string, typeof ordinary, object]>([
    ['as it was written', ordinary, {}],
    ['with empty fields that are empty texts', blank, { surname: '', jobTitle: '', businessHomePage: '' }],
    ['with empty fields that are missing', blank, { surname: undefined, emailAddresses: undefined }],
    ['with empty fields that are null', blank, { businessPhones: null, businessAddress: null }],
    ['with an address of empty parts', blank, { businessAddress: { street: '', city: null } }],
    ['with the parts of an address in another order', ordinary, { businessAddress: reversed() }],
    ['with a fax whose id is spelt otherwise', ordinary, { singleValueExtendedProperties: fax('String 0x3a24') }],
    ['with line ends of Windows', ordinary, { personalNotes: `${notes}mine`.replaceAll('\n', '\r\n') }],
    ['with notes that lost their last line end', ordinary, { personalNotes: notes.trimEnd() }],
    ['with a note of the person below our block', ordinary, { personalNotes: `${notes}mine` }],
    ['with a note of the person above our block', ordinary, { personalNotes: `mine\n${notes}` }],
    ['with what we never write', ordinary, { categories: ['赤'], birthday: '1980-01-01T00:00:00Z' }],
  ])('holds it %s', (_, desired, changes) => {
    expect(holdsDesired(heldAfter(desired, changes), desired)).toBe(true);
  });

  test.each<[string, typeof ordinary, object]>([
    ['with another title', ordinary, { jobTitle: '部長' }],
    ['with a title that was removed', ordinary, { jobTitle: null }],
    ['with a title that the card does not have', blank, { jobTitle: '部長' }],
    ['with a blank more', ordinary, { companyName: `${ordinary.fields.companyName} ` }],
    ['with another letter case', ordinary, { businessHomePage: 'https://WWW.example.com/' }],
    ['with telephones in another order', ordinary, { businessPhones: [...ordinary.fields.businessPhones].reverse() }],
    ['with a telephone less', ordinary, { businessPhones: ordinary.fields.businessPhones.slice(1) }],
    [
      'with an address that has another name',
      ordinary,
      { emailAddresses: [{ name: 'x', address: 'taro@example.com' }] },
    ],
    [
      'with a part of the address removed',
      ordinary,
      { businessAddress: { ...ordinary.fields.businessAddress, city: '' } },
    ],
    ['without its fax', ordinary, { singleValueExtendedProperties: null }],
    ['with another fax', ordinary, { singleValueExtendedProperties: [{ id: 'String 0x3A24', value: '03' }] }],
    ['with its file-as recalculated', ordinary, { fileAs: '太郎 見本' }],
    ['without our block', ordinary, { personalNotes: 'mine' }],
    ['with our block edited', ordinary, { personalNotes: notes.replace('CARD-1', 'CARD-2') }],
  ])('does not hold it %s', (_, desired, changes) => {
    expect(holdsDesired(heldAfter(desired, changes), desired)).toBe(false);
  });

  test('is not compared in fields that the organization leaves to its people', () => {
    const { jobTitle: _, fax: __, ...fields } = ordinary.fields;
    const edited = heldAfter(ordinary, { jobTitle: '部長', singleValueExtendedProperties: null });
    expect(holdsDesired(edited, { fields, notes })).toBe(true);
    expect(holdsDesired(edited, ordinary)).toBe(false);
  });
});

function reversed(): object {
  return Object.fromEntries(Object.entries(ordinary.fields.businessAddress).reverse());
}

function fax(id: string): object[] {
  return [{ id, value: ordinary.fields.fax }];
}
