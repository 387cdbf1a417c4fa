import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseContact, requireGivenName } from '../../../local/emulators/graph/contact-properties.ts';
import { generateCards } from '../../../local/sample-data/generate.ts';
import type { Card } from '../../../shared/cards/card.ts';
import type { ContactFields, PostalAddress } from '../../../shared/contacts/contact-fields.ts';
import { ORDINARY_RULES } from '../../../shared/contacts/contact-rules.ts';
import { desiredContact } from '../../../shared/contacts/desired-contact.ts';
import { createBody, updateBody } from '../../../shared/contacts/graph-contact.ts';
import { leftOutOf, mapCard } from '../../../shared/contacts/map-card.ts';
import { notesBlock } from '../../../shared/contacts/notes.ts';
import { internationalNumbers } from '../../../shared/contacts/phone-number.ts';
import { anyCard, blankCard, ordinaryCard, PRINTED_CONTACT, parsed } from '../fixtures/cards.ts';

describe('C4, F1 an ordinary card', () => {
  test('becomes a contact with every field in its place', () => {
    expect(mapCard(ordinaryCard(), 'as-printed')).toEqual({ ...PRINTED_CONTACT, fax: '03-0000-0003' });
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

describe('C7, F1 the name', () => {
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

const addressesOf = (email: string) =>
  mapCard(blankCard({ email }), 'as-printed').emailAddresses.map(({ address }) => address);

describe('F2, F4 the e-mail addresses', () => {
  test.each<[printed: string, ...addresses: string[]]>([
    ['taro@example.com', 'taro@example.com'],
    ['TARO@EXAMPLE.COM', 'TARO@EXAMPLE.COM'],
    // Several in one field
    ['a@example.com, b@example.com', 'a@example.com', 'b@example.com'],
    ['a@example.com;b@example.com', 'a@example.com', 'b@example.com'],
    ['a@example.com、b@example.com', 'a@example.com', 'b@example.com'],
    ['a@example.com\r\nb@example.com', 'a@example.com', 'b@example.com'],
    ['a@example.com b@example.com', 'a@example.com', 'b@example.com'],
    ['a@example.com,', 'a@example.com'],
    ['a@example.com, a@example.com', 'a@example.com'],
    // A slash
    ['sales/tokyo@example.com', 'sales/tokyo@example.com'],
    ['a@example.com/b@example.com', 'a@example.com', 'b@example.com'],
    ['a@example.com / b@example.com', 'a@example.com', 'b@example.com'],
    ['a/b@example.com／c/d@example.jp', 'a/b@example.com', 'c/d@example.jp'],
    // What is not part of it
    ['ａ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'a@example.com'],
    ['a\u200b@exam\u00adple.com', 'a@example.com'],
    ['\u202aa@example.com\u202c', 'a@example.com'],
    ['\ufeffa@example.com\u2060', 'a@example.com'],
    ['a@my‐example.com', 'a@my-example.com'],
    ['E-mail: <a@example.com>', 'a@example.com'],
    ['Ｅ－ｍａｉｌ：a@example.com', 'a@example.com'],
    ['E-mail a@example.com', 'a@example.com'],
    ['mailto:a@example.com', 'a@example.com'],
    ['<mailto:a@example.com?subject=Hello>', 'a@example.com'],
    ['メールa@example.com', 'a@example.com'],
    ['【Mail】a@example.com', 'a@example.com'],
    ['「a@example.com」', 'a@example.com'],
    ["'a@example.com'", 'a@example.com'],
    ['"見本, 太郎" <a@example.com>', 'a@example.com'],
    ['a@example.com（代表）', 'a@example.com'],
    ['PC: a@example.com 携帯: b@docomo.ne.jp', 'a@example.com', 'b@docomo.ne.jp'],
    ['a@example.com.', 'a@example.com'],
    ['a@example.com。', 'a@example.com'],
    // What no grammar has
    ['taro.@docomo.ne.jp', 'taro.@docomo.ne.jp'],
    ['a..b@ezweb.ne.jp', 'a..b@ezweb.ne.jp'],
    ['.taro-@ezweb.ne.jp', '.taro-@ezweb.ne.jp'],
    ["o'brien@example.com", "o'brien@example.com"],
    // Curled by the printer's typesetting; without it the address would be another person's.
    ['o’brien@example.com', "o'brien@example.com"],
    ['‘a@example.com’、‘b@example.com’', 'a@example.com', 'b@example.com'],
    ["Mail:'a@example.com'", 'a@example.com'],
    ['müller@example.de', 'müller@example.de'],
    ['info@見本.jp', 'info@見本.jp'],
    ['info@xn--fsq.xn--p1ai', 'info@xn--fsq.xn--p1ai'],
  ])('of %j are all there', (printed, ...addresses) => {
    expect(addressesOf(printed)).toEqual(addresses);
    expect(leftOutOf(blankCard({ email: printed }))).toEqual([]);
  });

  test.each<[printed: string, ...addresses: string[]]>([
    ['なし'],
    ['taro.example.com'],
    ['a@b'],
    ['a@example.com@example.jp'],
    [`${'a'.repeat(250)}@example.com`],
    ['a@example.com, b@', 'a@example.com'],
    ['a@example.com Twitter: @taro', 'a@example.com'],
    ['a@x.jp b@x.jp c@x.jp d@x.jp', 'a@x.jp', 'b@x.jp', 'c@x.jp'],
  ])('of %j are written as far as they can be, and the rest is told', (printed, ...addresses) => {
    expect(addressesOf(printed)).toEqual(addresses);
    expect(leftOutOf(blankCard({ email: printed }))).toEqual(['emailAddresses']);
  });

  test('of a card are on the contact or told, whatever surrounds them', () => {
    const address = fc.constantFrom(
      'a@example.com',
      'a/b@example.jp',
      'taro.@docomo.ne.jp',
      '"a b"@example.com',
      'a@b',
    );
    const around = fc.string({
      unit: fc.constantFrom('\u200b', ' ', '、', '<', '>', 'E-mail: ', '。', '/', '山', '：'),
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(around, address, around), { minLength: 1, maxLength: 4 }), (parts) => {
        const email = parts.map((part) => part.join('')).join(' ');
        const isTold = leftOutOf(blankCard({ email })).includes('emailAddresses');
        expect(isTold || parts.every(([, printed]) => addressesOf(email).some((each) => each.endsWith(printed)))).toBe(
          true,
        );
      }),
    );
  });
});

describe('F1, F4 what is written of a card', () => {
  test('are three addresses, with none left out', () => {
    const email = 'a@example.com, b@example.com, c@example.com';
    expect(leftOutOf(blankCard({ email }))).toEqual([]);
    expect(mapCard(blankCard({ email }), 'as-printed').emailAddresses).toHaveLength(3);
  });

  test('is no reading of the family name beside a given name that has none', () => {
    const { yomiGivenName, yomiSurname } = mapCard(ordinaryCard({ firstNameReading: '' }), 'as-printed');
    expect([yomiGivenName, yomiSurname]).toEqual([null, 'ミホン']);
  });

  test.each([
    [{ prefecture: '東京都' }, null],
    [{ city: '千代田区' }, null],
    [{ street: '見本町1-2-3' }, '見本町1-2-3'],
    [{ building: '見本ビル8F' }, '見本ビル8F'],
    [{}, '東京都千代田区見本町1-2-3'],
  ])('is the address in its parts where there are any: %j', (parts, street) => {
    const card = blankCard({ address: '東京都千代田区見本町1-2-3', ...parts });
    expect(mapCard(card, 'as-printed').businessAddress.street).toBe(street);
  });

  test('has a blank for a character that Exchange refuses', () => {
    expect(mapCard(blankCard({ title: '部長\u0001代理' }), 'as-printed').jobTitle).toBe('部長 代理');
  });
});

describe('F4 a number', () => {
  test.each([
    ['businessPhones', { tel: '0'.repeat(256) }],
    ['businessPhones', { secondTel: '0'.repeat(256) }],
    ['mobilePhone', { mobile: '0'.repeat(256) }],
    ['fax', { fax: '0'.repeat(256) }],
  ])('that does not fit is told: %s', (field, printed) => {
    expect(leftOutOf(blankCard(printed))).toEqual([field]);
  });

  test('of 255 characters fits', () => {
    const longest = '0'.repeat(255);
    expect(leftOutOf(blankCard({ tel: longest, secondTel: longest, mobile: longest, fax: longest }))).toEqual([]);
    expect(mapCard(blankCard({ fax: longest }), 'as-printed').fax).toBe(longest);
  });

  test('that is printed beside others in one field stays there', async () => {
    const card = blankCard({ tel: '03-1234-5678 / 5679', mobile: '携帯なし' });
    expect(mapCard(card, await internationalNumbers())).toMatchObject({
      businessPhones: ['03-1234-5678 / 5679'],
      mobilePhone: '携帯なし',
    });
    expect(leftOutOf(card)).toEqual([]);
  });
});

describe('F4 what was left out', () => {
  const card = blankCard({ email: 'なし' });

  test('changes the hash, so that the ledger also learns it of contacts that an earlier release wrote', () => {
    const [told, without] = [card, blankCard({})].map((each) => desiredContact(each, ORDINARY_RULES, undefined));
    expect(told?.fields).toEqual(without?.fields);
    expect(told?.hash).not.toBe(without?.hash);
  });

  test('is not told of a field that is left to people', () => {
    expect(desiredContact(card, { ...ORDINARY_RULES, leftAlone: ['emailAddresses'] }, undefined).leftOut).toEqual([]);
    expect(desiredContact(card, ORDINARY_RULES, undefined).leftOut).toEqual(['emailAddresses']);
  });
});

describe('C4, F1 the address', () => {
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

describe('C4, F1 a text that is too long', () => {
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

describe('C4, C7, F1 every card', () => {
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
