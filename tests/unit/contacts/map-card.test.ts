import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseContact, requireGivenName } from '../../../local/emulators/graph/contact-properties.ts';
import { generateCards } from '../../../local/sample-data/generate.ts';
import type { Card } from '../../../shared/cards/card.ts';
import type { ContactFields, PostalAddress } from '../../../shared/contacts/contact-fields.ts';
import { createBody, updateBody } from '../../../shared/contacts/graph-contact.ts';
import { mapCard } from '../../../shared/contacts/map-card.ts';
import { notesBlock } from '../../../shared/contacts/notes.ts';
import { anyCard, blankCard, ordinaryCard, parsed } from '../fixtures/cards.ts';

describe('C4 an ordinary card', () => {
  test('becomes a contact with every field in its place', () => {
    expect(mapCard(ordinaryCard(), 'as-printed')).toEqual({
      givenName: '太郎',
      surname: '見本',
      displayName: '見本 太郎',
      fileAs: '見本 太郎',
      yomiGivenName: 'タロウ',
      yomiSurname: 'ミホン',
      companyName: '見本商事株式会社',
      department: '営業部 第一課',
      jobTitle: '課長',
      emailAddresses: [{ name: '見本 太郎', address: 'taro@example.com' }],
      businessPhones: ['03-0000-0001', '03-0000-0002'],
      mobilePhone: '090-0000-0001',
      businessHomePage: 'https://www.example.com/',
      businessAddress: {
        street: '見本町1-2-3 見本ビル8F',
        city: '千代田区',
        state: '東京都',
        postalCode: '100-0000',
        countryOrRegion: '日本',
      },
      fax: '03-0000-0003',
    } satisfies ContactFields);
  });

  test('that lost everything but a name clears every other field', () => {
    const { givenName, surname, displayName, fileAs, ...others } = mapCard(
      blankCard({ lastName: '見本', firstName: '太郎' }),
      'as-printed',
    );
    expect([givenName, surname, displayName, fileAs]).toEqual(['太郎', '見本', '見本 太郎', '見本 太郎']);
    const { businessAddress, emailAddresses, businessPhones, ...lines } = others;
    expect([emailAddresses, businessPhones]).toEqual([[], []]);
    expect(new Set([...Object.values(lines), ...Object.values(businessAddress)])).toEqual(new Set([null]));
  });
});

describe('C7 the name', () => {
  test.each<[string, Partial<Card>, string, string | null, string]>([
    ['Japanese, family name first', { lastName: '𠮷田', firstName: 'さくら' }, 'さくら', '𠮷田', '𠮷田 さくら'],
    ['in kana alone', { lastName: 'ｶﾂﾗｷﾞ', firstName: 'ｴﾝ' }, 'ｴﾝ', 'ｶﾂﾗｷﾞ', 'ｶﾂﾗｷﾞ ｴﾝ'],
    ['Korean, family name first too', { lastName: '김', firstName: '견본' }, '견본', '김', '김 견본'],
    ['Western, given name first', { lastName: "O'Example", firstName: 'Mary' }, 'Mary', "O'Example", "Mary O'Example"],
    ['Arabic, given name first', { lastName: 'مثال', firstName: 'محمد' }, 'محمد', 'مثال', 'محمد مثال'],
    ['without a first name', { lastName: '見本' }, '見本', null, '見本'],
    ['without a last name', { firstName: '太郎' }, '太郎', null, '太郎'],
    ['with a first name that only looks like one', { lastName: '見本', firstName: '\u0007' }, '見本', null, '見本'],
    ['of a company only', { companyName: '見本商事' }, '見本商事', null, '見本商事'],
    ['of an address only', { email: 'info@example.com' }, 'info@example.com', null, 'info@example.com'],
    ['of nobody', {}, '（氏名なし）', null, '（氏名なし）'],
  ])('%s', (_, printed, givenName, surname, displayName) => {
    expect(mapCard(blankCard(printed), 'as-printed')).toMatchObject({
      givenName,
      surname,
      displayName,
      fileAs: displayName,
    });
  });

  test('lends its reading to the given name where it lends itself', () => {
    expect(mapCard(blankCard({ lastName: '見本', lastNameReading: 'ミホン' }), 'as-printed')).toMatchObject({
      givenName: '見本',
      yomiGivenName: 'ミホン',
      yomiSurname: null,
    });
  });
});

describe('C4 the e-mail address', () => {
  test.each([
    ['taro@example.com', 'taro@example.com'],
    ['a@example.com, b@example.com', 'a@example.com'],
    ['a@example.com;b@example.com', 'a@example.com'],
    ['a@example.com,', 'a@example.com'],
    ['ａ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'a@example.com'],
    ['E-mail: <a@example.com>', 'a@example.com'],
    ['TARO@EXAMPLE.COM', 'TARO@EXAMPLE.COM'],
    ['なし', undefined],
    ['a@b', undefined],
    ['a..b@example.com', undefined],
    [`${'a'.repeat(250)}@example.com`, undefined],
  ])('of "%s" is %s', (printed, address) => {
    expect(mapCard(blankCard({ email: printed }), 'as-printed').emailAddresses.map((email) => email.address)).toEqual(
      address === undefined ? [] : [address],
    );
  });
});

describe('C4 the address', () => {
  test.each<[string, Partial<Card>, Partial<PostalAddress>]>([
    ['whole, where there are no parts', { address: '東京都見本区1-2' }, { street: '東京都見本区1-2', city: null }],
    [
      'of the parts, where there are some',
      { address: '東京都見本区1-2', city: '見本区' },
      { street: null, city: '見本区' },
    ],
    [
      'of the parts, where some look empty',
      { address: '東京都見本区1-2', city: '\u0000' },
      { street: '東京都見本区1-2' },
    ],
    ['with a building only', { building: '見本ビル' }, { street: '見本ビル' }],
    ['with a country in small letters', { countryCode: 'us' }, { countryOrRegion: 'アメリカ合衆国' }],
    ['with a country that is no code', { countryCode: 'Japan' }, { countryOrRegion: null }],
    ['with a country that does not exist', { countryCode: 'ZX' }, { countryOrRegion: null }],
  ])('is %s', (_, printed, address) => {
    expect(mapCard(blankCard(printed), 'as-printed').businessAddress).toMatchObject(address);
  });
});

describe('C4 a text that is too long', () => {
  test.each([
    ['letters', 'a'.repeat(300), 255],
    ['characters of two units, never halved', '𠮷'.repeat(200), 254],
    ['a family of one character, never taken apart', '👩‍👩‍👧‍👦'.repeat(50), 253],
    ['one character with endless marks', `か${'\u3099'.repeat(400)}`, 255],
  ])('is cut: %s', (_, title, length) => {
    const { jobTitle } = mapCard(blankCard({ title }), 'as-printed');
    expect(jobTitle).toHaveLength(length);
    expect(title.startsWith(jobTitle ?? 'nothing')).toBe(true);
  });
});

/** Everything that the contact says, as a list of texts. */
const texts = ({ emailAddresses, businessPhones, businessAddress, ...lines }: Required<ContactFields>) =>
  [
    ...Object.values(lines),
    ...Object.values(businessAddress),
    ...businessPhones,
    ...emailAddresses.flatMap(({ name, address }) => [name, address]),
  ].filter((text) => text !== null);

/** Fails unless Outlook would take the contact of this card, as a new one and as an update. */
function expectAcceptable(card: Card): void {
  const fields = mapCard(card, 'as-printed');
  const notes = notesBlock(card, undefined);
  const stamp = { linkId: 'link', attempt: 1, hash: 'hash', cardId: card.id };
  for (const body of [createBody(fields, notes, stamp), updateBody(fields, notes, stamp)]) {
    requireGivenName(parseContact(body).properties.givenName);
  }
  expect(fields.businessPhones.length).toBeLessThanOrEqual(2);
  for (const text of texts(fields)) {
    expect(text).not.toBe('');
    expect(text.length).toBeLessThanOrEqual(255);
    expect(text.isWellFormed()).toBe(true);
    expect(text).toBe(text.trim());
  }
}

describe('C4, C7 every card', () => {
  test('of the sample world is a contact that Outlook takes', () => {
    const now = new Date('2026-04-10T12:00:00+09:00');
    for (const card of generateCards({ seed: 'unit', count: 300, ownerId: 'hanako', ownerName: '見本 花子', now })) {
      expectAcceptable(parsed(card));
    }
  });

  test('however strange, is a contact that Outlook takes', () => {
    fc.assert(fc.property(anyCard, expectAcceptable), { numRuns: 500 });
  });

  test('gives the same contact each time', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        expect(JSON.stringify(mapCard(structuredClone(card), 'as-printed'))).toBe(
          JSON.stringify(mapCard(card, 'as-printed')),
        );
      }),
    );
  });

  test('in Japanese script puts the family name first', () => {
    const name = fc.string({
      unit: fc.constantFrom('山', '田', '見', '本', 'さ', 'カ', '々'),
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(name, name, (lastName, firstName) => {
        fc.pre(/[^々]/.test(lastName + firstName));
        expect(mapCard(blankCard({ lastName, firstName }), 'as-printed').fileAs).toBe(`${lastName} ${firstName}`);
      }),
    );
  });
});
