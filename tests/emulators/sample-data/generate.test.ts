import { describe, expect, test } from '@jest/globals';
import { type BizCard, blankContent, cardContentSchema } from '../../../local/sample-data/biz-card.ts';
import { generateCards } from '../../../local/sample-data/generate.ts';

const now = new Date('2026-04-10T12:00:00Z');
const generate = (count: number, seed = 'spring', ownerId = 'user01') =>
  generateCards({ seed, count, ownerId, ownerName: '例野 花子', now });
const cards = generate(400);
const some = (holds: (card: BizCard) => boolean) => expect(cards.some(holds)).toBe(true);

describe('LOCAL sample cards', () => {
  test('the same arguments give the same cards', () => expect(generate(50)).toEqual(generate(50)));

  test('a longer run begins with a shorter one', () => expect(cards.slice(0, 50)).toEqual(generate(50)));

  test.each([
    ['seed', generate(5, 'autumn')],
    ['owner', generate(5, 'spring', 'user02')],
  ])('another %s gives other cards', (_, others) => {
    for (const card of others) expect(cards).not.toContainEqual(expect.objectContaining({ id: card.id }));
  });

  test('ids are unique and content keeps the limits of the API', () => {
    expect(new Set(cards.map((card) => card.id)).size).toBe(cards.length);
    for (const card of cards) {
      const content = Object.fromEntries(Object.entries(card).filter(([field]) => field in blankContent));
      expect(() => cardContentSchema.parse(content)).not.toThrow();
    }
  });

  test('times are in order and in the past', () => {
    for (const { exchangeDate, registeredTime, updatedTime } of cards) {
      expect((exchangeDate ?? '') <= registeredTime).toBe(true);
      expect(registeredTime <= updatedTime).toBe(true);
      expect(Date.parse(updatedTime)).toBeLessThanOrEqual(now.getTime());
      expect(updatedTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/);
    }
  });

  test.each(Object.keys(blankContent).filter((field) => field !== 'tags'))('%s is missing somewhere', (field) => {
    const values = cards.map((card) => new Map(Object.entries(card)).get(field));
    expect(values).toContain(null);
    expect(values.some((value) => value !== null)).toBe(true);
  });

  test('one person may be at two companies', () => {
    const companies = Map.groupBy(
      cards.filter(({ personId }) => personId !== null),
      (card) => card.personId,
    );
    const shared = [...companies.values()].filter((group) => group.length > 1);
    expect(shared.length).toBeGreaterThan(0);
    for (const group of shared) expect(new Set(group.map((card) => card.companyId)).size).toBe(group.length);
  });

  test.each<[string, (card: BizCard) => boolean]>([
    ['a company alone', (card) => card.lastName === null && card.companyName !== null],
    ['a surname alone', (card) => card.lastName !== null && card.firstName === null],
    ['nothing at all', (card) => [card.lastName, card.companyName, card.email, card.tel].every((v) => v === null)],
    [
      'a telephone number alone',
      (card) => [card.lastName, card.companyName].every((v) => v === null) && card.tel !== null,
    ],
    ['several department levels', (card) => (card.departmentName ?? '').split(' ').length > 2],
    ['two telephone numbers', (card) => card.tel !== null && card.secondTel !== null],
    ['an extension', (card) => (card.tel ?? '').includes('内線')],
    ['two e-mail addresses in one', (card) => (card.email?.match(/@/g) ?? []).length > 1],
    ['a trailing comma in the address', (card) => (card.email ?? '').endsWith(',')],
    ['a full-width @', (card) => (card.email ?? '').includes('＠')],
    ['an upper-case address', (card) => /^[A-Z0-9.]+@/.test(card.email ?? '')],
    ['no e-mail address where one should be', (card) => card.email === 'なし'],
    ['a long title', (card) => (card.title ?? '').length > 128],
    ['an emoji', (card) => /\p{Extended_Pictographic}/u.test(card.title ?? '')],
    ['full-width letters', (card) => /[Ａ-Ｚ]/.test(card.companyName ?? '')],
    ['half-width katakana', (card) => /[ｦ-ﾟ]/.test(card.companyName ?? '')],
    ['a combining mark', (card) => (card.firstNameReading ?? '').includes('\u3099')],
    ['markup', (card) => (card.companyName ?? '').includes('<b>')],
    ['an address in another country', (card) => card.countryCode === 'DE' && card.address !== null],
    ['an address in one piece', (card) => card.address !== null && card.prefecture === null && card.street === null],
    ['a line break in the address', (card) => (card.address ?? '').includes('\n')],
    ['a url without scheme', (card) => (card.url ?? '').startsWith('www.')],
    ['an empty text', (card) => card.url === ''],
    ['a memo', (card) => (card.memo ?? '') !== ''],
    ['a tag', (card) => card.tags.length > 0],
  ])('hold %s', (_, holds) => some(holds));

  test('no real address or number is meant', () => {
    for (const card of cards) {
      for (const [, domain] of (card.email ?? '').toLowerCase().matchAll(/[@＠]([a-z.]+)/g)) {
        expect(domain).toMatch(/(^|\.)(example\.com|example\.jp|[a-z]+\.test)$/);
      }
      for (const number of [card.tel, card.secondTel, card.mobile, card.fax]) {
        const digits = (number ?? '').normalize('NFKC').replace(/[^0-9]/g, '');
        expect(digits).toMatch(/^$|0000|55501|2079460/);
      }
    }
  });
});
