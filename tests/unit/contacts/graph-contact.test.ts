import { describe, expect, test } from '@jest/globals';
import { createBody, updateBody } from '../../../shared/contacts/graph-contact.ts';
import { mapCard } from '../../../shared/contacts/map-card.ts';
import { CONTACT_STAMP_PROPERTY, FOLDER_STAMP_PROPERTY } from '../../../shared/contacts/stamp.ts';
import { blankCard } from '../fixtures/cards.ts';

const stamp = { linkId: 'link', attempt: 1, hash: 'hash', cardId: blankCard().id };
const fields = mapCard(
  blankCard({ lastName: '見本', tel: '03-1234-5678', email: 'taro@mihon.example.com', fax: '03-1234-5679' }),
  'as-printed',
);
const withoutFax = { ...fields, fax: null };
const FAX = 'String 0x3A24';
const mark = { id: CONTACT_STAMP_PROPERTY, value: `1|link|1|hash|${stamp.cardId}` };

describe('WIRE, C4, C5 a contact as it is sent', () => {
  test('a contact is created with its fields, our notes, our mark and its fax', () => {
    expect(createBody(fields, 'notes', stamp)).toMatchObject({
      surname: null,
      emailAddresses: [{ name: '見本', address: 'taro@mihon.example.com' }],
      businessPhones: ['03-1234-5678'],
      personalNotes: 'notes',
      singleValueExtendedProperties: [mark, { id: FAX, value: '03-1234-5679' }],
    });
    expect(createBody(withoutFax, 'notes', stamp).singleValueExtendedProperties).toEqual([mark]);
  });

  test('an update leaves the notes alone unless it is given new ones, and blanks a fax that is gone', () => {
    expect(updateBody(fields, undefined, stamp)).not.toHaveProperty('personalNotes');
    expect(updateBody(fields, 'new', stamp)).toHaveProperty('personalNotes', 'new');
    expect(updateBody(withoutFax, undefined, stamp).singleValueExtendedProperties).toEqual([
      mark,
      { id: FAX, value: '' },
    ]);
  });

  test('our marks have the names that they have in every mailbox', () => {
    const set = '{6d0b2f2a-5b0e-4b7e-9a0c-2c3f7b1d9e55}';
    expect(CONTACT_STAMP_PROPERTY).toBe(`String ${set} Name MeishiSyncCard`);
    expect(FOLDER_STAMP_PROPERTY).toBe(`String ${set} Name MeishiSyncFolder`);
  });
});
