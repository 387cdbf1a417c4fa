import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { BizCard } from '../../../local/sample-data/biz-card.ts';
import type { Card } from '../../../shared/cards/card.ts';
import { type ContactRules, ORDINARY_RULES } from '../../../shared/contacts/contact-rules.ts';
import { desiredContact, mappingRules } from '../../../shared/contacts/desired-contact.ts';
import { bizCard, blankCard, ordinaryCard, parsed } from '../fixtures/cards.ts';

const TEMPLATE = 'https://sansan.example.com/card/{id}?person={personId}';
const hashOf = (card: Card) => desiredContact(card, ORDINARY_RULES, TEMPLATE).hash;

describe('C3 the hash of a contact', () => {
  const owner = { id: 'hanako', name: '見本 花子' };
  test.each<[string, Partial<BizCard>]>([
    ['memo', { memo: '来月、見積もりを送る。' }],
    ['tags', { tags: [{ id: 'T1', name: '展示会', type: 'public', owner }] }],
    ['update time', { updatedTime: '2026-05-01T00:00:00+09:00' }],
    ['registration time', { registeredTime: '2026-05-01T00:00:00+09:00' }],
    ['exchange date', { exchangeDate: '2026-05-01' }],
    ['owner', { owner: { id: 'taro', name: '見本 太郎' } }],
    ['company id', { companyId: 'COMPANY-2' }],
    ['blanks around a text', { companyName: ' 見本商事株式会社\u3000' }],
  ])('does not change with the %s', (_, changes) => {
    expect(hashOf(parsed(bizCard(changes)))).toBe(hashOf(parsed(bizCard())));
  });

  test.each<keyof Card>([
    'lastName',
    'firstName',
    'lastNameReading',
    'firstNameReading',
    'companyName',
    'departmentName',
    'title',
    'email',
    'mobile',
    'tel',
    'secondTel',
    'fax',
    'postalCode',
    'prefecture',
    'city',
    'street',
    'building',
    'countryCode',
    'url',
  ])('changes with %s, and when that is emptied', (field) => {
    const edited = { email: 'jiro@example.com', countryCode: 'US' }[String(field)] ?? '別の値';
    const hashes = [edited, '', undefined].map((value) =>
      hashOf(ordinaryCard(value === undefined ? {} : { [field]: value })),
    );
    expect(new Set(hashes).size).toBe(3);
  });

  test('changes with the whole address only where there are no parts', () => {
    expect(hashOf(blankCard({ address: '東京都' }))).not.toBe(hashOf(blankCard()));
    expect(hashOf(ordinaryCard({ address: '大阪府' }))).toBe(hashOf(ordinaryCard()));
  });
});

describe('C3 the hash in a ledger', () => {
  test('of a contact that holds all of its card is that of its fields, so that no release writes everything anew', () => {
    const { fields, hash } = desiredContact(ordinaryCard(), ORDINARY_RULES, undefined);
    const digest = createHash('sha256').update(JSON.stringify(fields)).digest().subarray(0, 16);
    expect(hash).toBe(digest.toString('base64url'));
  });

  test('of a contact that lacks something changes with its fields as well', () => {
    expect(hashOf(blankCard({ email: 'なし', title: '部長' }))).not.toBe(hashOf(blankCard({ email: 'なし' })));
  });
});

describe('F3 the rules of an organization', () => {
  test.each<[ContactRules['phones'], string]>([
    ['as-printed', '03-1234-5678'],
    ['e164', '+81312345678'],
  ])('have numbers written %s', async (phones, written) => {
    const rules = await mappingRules({ ...ORDINARY_RULES, phones });
    expect(desiredContact(blankCard({ tel: '03-1234-5678' }), rules, undefined).fields.businessPhones).toEqual([
      written,
    ]);
  });
});

describe('C3, C5 the hash of the notes', () => {
  const notesHashOf = (card: Card, template: string | undefined = TEMPLATE) =>
    desiredContact(card, ORDINARY_RULES, template).notesHash;

  test.each<[string, string, string]>([
    ['the address of the card', notesHashOf(ordinaryCard({ personId: 'P2' })), notesHashOf(ordinaryCard())],
    [
      "the organization's template",
      notesHashOf(ordinaryCard(), 'https://other.example.com/{id}'),
      notesHashOf(ordinaryCard()),
    ],
    [
      'the first template',
      notesHashOf(ordinaryCard()),
      desiredContact(ordinaryCard(), ORDINARY_RULES, undefined).notesHash,
    ],
  ])('changes with %s', (_, one, other) => {
    expect(one).not.toBe(other);
  });

  test('does not change with what is printed on the card, nor the other way round', () => {
    expect(notesHashOf(ordinaryCard({ title: '部長' }))).toBe(notesHashOf(ordinaryCard()));
    expect(hashOf(ordinaryCard({ personId: 'P2' }))).toBe(hashOf(ordinaryCard()));
  });
});
