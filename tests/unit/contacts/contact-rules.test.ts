import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  type ContactRules,
  contactRulesSchema,
  OPTIONAL_FIELDS,
  ORDINARY_RULES,
} from '../../../shared/contacts/contact-rules.ts';
import { desiredContact, mappingRules } from '../../../shared/contacts/desired-contact.ts';
import { createBody, updateBody } from '../../../shared/contacts/graph-contact.ts';
import { blankCard, ordinaryCard } from '../fixtures/cards.ts';

const stamp = { linkId: 'link', attempt: 1, hash: 'hash', cardId: ordinaryCard().id };
const bodies = (rules: Partial<Pick<ContactRules, 'leftAlone'>>) => {
  const { fields } = desiredContact(ordinaryCard(), { ...ORDINARY_RULES, ...rules }, undefined);
  return { fields, create: createBody(fields, '', stamp), update: updateBody(fields, undefined, stamp) };
};

describe('C4 the rules of an organization', () => {
  test('an organization chooses among the fields and forms that there are', () => {
    expect(contactRulesSchema.parse(ORDINARY_RULES)).toEqual({ leftAlone: [], phones: 'as-printed' });
    expect(contactRulesSchema.parse({ leftAlone: OPTIONAL_FIELDS, phones: 'e164' })).toMatchObject({ phones: 'e164' });
    for (const wrong of [{}, { leftAlone: ['surname'], phones: 'e164' }, { leftAlone: [], phones: '' }]) {
      expect(contactRulesSchema.safeParse(wrong).success).toBe(false);
    }
  });
});

describe('C4 a field that the organization leaves to its people', () => {
  test.each(OPTIONAL_FIELDS.filter((field) => field !== 'fax'))('is not written: %s', (field) => {
    const { create, update } = bodies({ leftAlone: [field] });
    expect([field in create, field in update]).toEqual([false, false]);
    expect([field in bodies({}).create, field in bodies({}).update]).toEqual([true, true]);
  });

  test('is not written: fax, which is an extended property', () => {
    const ids = ({ create, update }: ReturnType<typeof bodies>) =>
      [create, update].map((body) => body.singleValueExtendedProperties?.length);
    expect(ids(bodies({ leftAlone: ['fax'] }))).toEqual([1, 1]);
    expect(ids(bodies({}))).toEqual([2, 2]);
  });

  test('changes the hash, so that the rule reaches every contact', () => {
    const hashes = [[], ...OPTIONAL_FIELDS.map((field) => [field])].map(
      (leftAlone) => desiredContact(ordinaryCard(), { ...ORDINARY_RULES, leftAlone }, undefined).hash,
    );
    expect(new Set(hashes).size).toBe(OPTIONAL_FIELDS.length + 1);
  });
});

describe('C4, F3 a telephone number in the international form', () => {
  let rules: Awaited<ReturnType<typeof mappingRules>>;
  beforeAll(async () => {
    rules = await mappingRules({ ...ORDINARY_RULES, phones: 'e164' });
  });
  const international = (printed: string, countryCode = '') =>
    desiredContact(blankCard({ tel: printed, countryCode }), rules, undefined).fields.businessPhones;

  test.each([
    ['of Japan', '03-1234-5678', '', '+81312345678'],
    ['in full-width characters', '０３（１２３４）５６７８', '', '+81312345678'],
    ['of the country of the card', '020 7946 0000', 'gb', '+442079460000'],
    ['with its country', '+1 212-555-0100', 'JP', '+12125550100'],
    ['with an extension', '03-1234-5678 ext. 9', '', '+81312345678;ext=9'],
    ['of a country that does not exist', '03-1234-5678', 'ZX', '+81312345678'],
    ['with 内線', '03-1234-5678（内線123）', '', '+81312345678;ext=123'],
    ['with its extension as in a URI', 'tel:+81-3-1234-5678;ext=45', '', '+81312345678;ext=45'],
    ['with a trunk prefix in parentheses', '+81 (0)3-1234-5678', '', '+81312345678'],
    ['with a label and a remark', 'TEL: 03-1234-5678（代表）', '', '+81312345678'],
    ['with dashes that are none', '03ー1234−5678', '', '+81312345678'],
    ['with invisible characters', '\u202d03-1234-5678\u202c', '', '+81312345678'],
    ['of a mobile phone', '090-1234-5678', '', '+819012345678'],
  ])('%s', (_, printed, countryCode, expected) => {
    expect(international(printed, countryCode)).toEqual([expected]);
  });

  test.each([
    '内線 12',
    '1234-5678',
    '03-1234-5678/5679',
    '03-1234-5678／5679',
    '03-1234-5678～80',
    '03-1234-5678〜80',
    '03-1234-5678-80',
    '03-1234-5678, 03-1234-5679',
    '03-1234-5678 / 06-1234-5678',
    '03-1234-5678（内線 12、13）',
    '03-1234-56XX',
    '03-0000-0001',
    '110',
  ])('is left as printed where it is not one valid number: %s', (printed) => {
    expect(international(printed)).toEqual([printed]);
  });

  test('is for mobile phones and fax, too', () => {
    const card = blankCard({ mobile: '090-1234-5678', fax: '03-1234-5679' });
    const { fields } = desiredContact(card, rules, undefined);
    expect(fields).toMatchObject({ mobilePhone: '+819012345678', fax: '+81312345679' });
  });
});
