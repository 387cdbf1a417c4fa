import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { startSansanEmulator } from '../../../local/emulators/sansan/emulator.ts';
import { fileStore, memoryStore } from '../../../local/emulators/store.ts';
import { type BizCard, blankContent } from '../../../local/sample-data/biz-card.ts';
import { generateCards } from '../../../local/sample-data/generate.ts';

const START = new Date('2026-04-10T12:00:00+09:00');
const HANAKO = '0123456789abcdef0123456789ABCDEF';
const TARO = 'abcdefghijklmnopqrstuvwxyz012345';
const ALL = { updatedFrom: '2000-01-01T00:00:00+09:00', updatedTo: '2030-01-01T00:00:00+09:00' };

const cardAnswer = z.looseObject({ id: z.string(), updatedTime: z.string(), tags: z.array(z.unknown()).optional() });
const pageAnswer = z.object({ data: z.array(cardAnswer), hasMore: z.boolean(), nextPageToken: z.string().nullable() });

let nextId = 0;
/** A card of Hanako's that was last changed at noon (Japan) of that day. */
function card(changes: Partial<BizCard> = {}, day = '2026-04-01'): BizCard {
  nextId += 1;
  const time = `${day}T12:00:00+09:00`;
  return {
    ...blankContent,
    id: `CARD-${String(nextId).padStart(4, '0')}`,
    personId: `PERSON-${nextId}`,
    companyId: 'COMPANY-1',
    registeredTime: time,
    updatedTime: time,
    owner: { id: 'hanako', name: '例野 花子' },
    entryStatus: 'completed',
    exchangeDate: day,
    lastName: '見本',
    companyName: '見本商事株式会社',
    ...changes,
  };
}

const start = (cards: readonly BizCard[], store = memoryStore()) =>
  startSansanEmulator({
    store,
    clock: () => new Date(now),
    owners: [
      { id: 'hanako', name: '例野 花子', email: 'hanako@example.com', apiKey: HANAKO, cards },
      { id: 'taro', name: '見本 太郎', email: 'taro@example.com', apiKey: TARO, cards: [] },
    ],
  });

/** One emulator per test: closed after it. */
let opened: { close(): Promise<void> }[] = [];
async function open(...args: Parameters<typeof start>) {
  const sansan = await start(...args);
  opened.push(sansan);
  const get = (path: string, query: Record<string, string> | string = '', apiKey = HANAKO) =>
    fetch(`${sansan.origin}${path}?${typeof query === 'string' ? query : new URLSearchParams(query)}`, {
      headers: { 'X-Sansan-Api-Key': apiKey },
    });
  const page = async (query: Record<string, string> = {}, apiKey = HANAKO, path = '/v3.2/bizCards') => {
    const response = await get(path, path.endsWith('/search') ? query : { ...ALL, ...query }, apiKey);
    expect(response.status).toBe(200);
    return pageAnswer.parse(await response.json());
  };
  const ids = async (...query: Parameters<typeof page>) => (await page(...query)).data.map(({ id }) => id);
  const post = (path: string, body?: unknown) =>
    fetch(`${sansan.origin}/_emulator${path}`, {
      method: 'POST',
      body: body === undefined ? null : JSON.stringify(body),
    });
  return { sansan, get, page, ids, post };
}

let now = START.getTime();
beforeEach(() => {
  now = START.getTime();
});
afterEach(async () => {
  await Promise.all(opened.map((emulator) => emulator.close()));
  opened = [];
});
const pass = (seconds: number) => {
  now += seconds * 1000;
};

describe('LOCAL access', () => {
  test.each(['v2.5', 'v3.1', 'v3.2', 'v6.0'])('%s answers whose key it is', async (version) => {
    const { get } = await open([]);
    const response = await get(`/${version}/me`);
    expect(await response.json()).toEqual({ id: 'hanako', name: '例野 花子', email: 'hanako@example.com' });
  });

  test.each(['/v3.0/me', '/me', '/v3.2/contacts'])('the path %s is not known', async (path) => {
    const { get } = await open([]);
    expect((await get(path)).status).toBe(404);
  });

  test.each([
    ['an unknown card', '/v3.2/bizCards/CARD-none', 404],
    ['an unknown person', '/v3.2/persons/none', 404],
    ['the list without dates', '/v3.2/bizCards', 400],
  ])('%s is refused', async (_, path, status) => {
    const { get } = await open([]);
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ statusCode: status, error: [{ code: expect.any(String) }] });
  });

  test('a missing, wrong, revoked or replaced key is refused with 401, one for Data Hub alone with 403', async () => {
    const { sansan, get, post } = await open([]);
    const status = async (apiKey?: string) => (await get('/v3.2/me', '', apiKey)).status;
    expect((await fetch(`${sansan.origin}/v3.2/me`)).status).toBe(401);
    expect(await status('x'.repeat(32))).toBe(401);

    const { apiKey } = z.object({ apiKey: z.string() }).parse(await (await post('/owners/hanako/replace-key')).json());
    expect(apiKey).toMatch(/^[0-9A-Za-z]{32}$/);
    expect([await status(HANAKO), await status(apiKey)]).toEqual([401, 200]);

    expect(await status(sansan.replaceApiKey('hanako', 'data-hub-only'))).toBe(403);
    expect((await post('/owners/taro/revoke-key')).status).toBe(204);
    expect(await status(TARO)).toBe(401);
  });

  test('an API key that is not 32 letters and digits cannot be given', async () => {
    const owner = { id: 'a', name: 'a', email: 'a@example.com', apiKey: 'short', cards: [] };
    await expect(startSansanEmulator({ store: memoryStore(), owners: [owner] })).rejects.toThrow('32');
  });
});

describe('LOCAL rate limits', () => {
  test('the 11th request within a second is refused, for its key alone', async () => {
    const { get } = await open([]);
    for (let count = 0; count < 10; count += 1) expect((await get('/v3.2/me')).status).toBe(200);
    const refused = await get('/v3.2/me');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBeNull();
    expect(await refused.json()).toMatchObject({ retry_after: 1 });
    expect((await get('/v3.2/me', '', TARO)).status).toBe(200);
    pass(1);
    expect((await get('/v3.2/me')).status).toBe(200);
  });

  test('the 301st request within a minute is refused until the first is a minute old', async () => {
    const { get } = await open([]);
    for (let second = 0; second < 30; second += 1) {
      for (const response of await Promise.all(Array.from({ length: 10 }, () => get('/v3.2/me')))) {
        expect(response.status).toBe(200);
      }
      pass(1);
    }
    const refused = await get('/v3.2/me');
    expect([refused.status, await refused.json()]).toEqual([429, expect.objectContaining({ retry_after: 30 })]);
    pass(30);
    expect((await get('/v3.2/me')).status).toBe(200);
  });
});

describe('LOCAL the card list', () => {
  test.each([
    ['no end', 'updatedFrom=2026-01-01T00:00:00%2B09:00'],
    ['a raw plus sign', 'updatedFrom=2026-01-01T00:00:00+09:00&updatedTo=2026-02-01T00:00:00%2B09:00'],
    ['no offset', { ...ALL, updatedFrom: '2026-01-01T00:00:00' }],
    ['the zone Z', { ...ALL, updatedFrom: '2026-01-01T00:00:00Z' }],
    ['fractions of a second', { ...ALL, updatedFrom: '2026-01-01T00:00:00.000+09:00' }],
    ['a day that is not', { ...ALL, updatedFrom: '2026-02-30T00:00:00+09:00' }],
    ['an end that is not later', { updatedFrom: ALL.updatedFrom, updatedTo: ALL.updatedFrom }],
    ['an unknown parameter', { ...ALL, fields: 'id' }],
    ['a parameter twice', `${new URLSearchParams(ALL)}&entryStatus=completed&entryStatus=processing`],
    ['a limit of 0', { ...ALL, limit: '0' }],
    ['a limit of 301', { ...ALL, limit: '301' }],
    ['a limit that is no number', { ...ALL, limit: '1e2' }],
    ['an unknown order', { ...ALL, orderBy: 'name' }],
    ['an unknown page token', { ...ALL, nextPageToken: 'x' }],
    ['an empty page token', { ...ALL, nextPageToken: '' }],
  ])('refuses %s', async (_, query) => {
    const { get } = await open([]);
    expect((await get('/v3.2/bizCards', query)).status).toBe(400);
  });

  test('holds the cards of the key alone, or of everyone', async () => {
    const { sansan, ids } = await open([card()]);
    const added = sansan.addCard('taro', { lastName: '例野' });
    expect(await ids({}, TARO)).toEqual([added.id]);
    expect(await ids({ range: 'all' }, TARO)).toHaveLength(2);
  });

  test('includes both ends of the window, in any offset', async () => {
    const [one, two, three] = [card({}, '2026-04-01'), card({}, '2026-04-02'), card({}, '2026-04-03')];
    const { ids } = await open([three, one, two]);
    const window = { updatedFrom: '2026-04-01T03:00:00+00:00', updatedTo: '2026-04-02T12:00:00+09:00' };
    expect(await ids(window)).toEqual([one.id, two.id]);
    expect(await ids({ ...window, updatedFrom: '2026-04-01T12:00:01+09:00' })).toEqual([two.id]);
  });

  test('answers every field, tags only when asked', async () => {
    const tag = { id: 'TAG-1', name: '展示会', type: 'public', owner: { id: 'hanako', name: '例野 花子' } } as const;
    const seed = card({ tags: [tag], memo: 'メモ' });
    const { page } = await open([seed]);
    const { tags, ...withoutTags } = seed;
    expect((await page()).data).toEqual([withoutTags]);
    expect((await page({ includeTags: 'true' })).data).toEqual([{ ...withoutTags, tags }]);
  });

  test('sorts as asked', async () => {
    const early = card({ registeredTime: '2026-03-01T12:00:00+09:00' }, '2026-04-03');
    const late = card({ registeredTime: '2026-03-02T12:00:00+09:00' }, '2026-04-02');
    const { ids } = await open([early, late]);
    expect(await ids()).toEqual([late.id, early.id]);
    expect(await ids({ orderDirection: 'desc' })).toEqual([early.id, late.id]);
    expect(await ids({ orderBy: 'registeredAt' })).toEqual([early.id, late.id]);
    expect(await ids({ orderBy: 'completedAt', orderDirection: 'desc' })).toEqual([late.id, early.id]);
  });

  test('comes in pages of 100 or as many as asked', async () => {
    const cards = generateCards({ seed: 'pages', count: 250, ownerId: 'hanako', ownerName: '例野 花子', now: START });
    const { page } = await open(cards);
    const first = await page();
    expect([first.data.length, first.hasMore]).toEqual([100, true]);
    const second = await page({ nextPageToken: first.nextPageToken ?? '' });
    const third = await page({ nextPageToken: second.nextPageToken ?? '', limit: '50' });
    expect([third.hasMore, third.nextPageToken]).toEqual([false, null]);
    const all = [...first.data, ...second.data, ...third.data];
    expect(new Set(all.map(({ id }) => id)).size).toBe(250);
    expect(all.map((one) => one.updatedTime)).toEqual(all.map((one) => one.updatedTime).sort());
  });

  test('a page token is for the same filters only', async () => {
    const { get, page } = await open([card(), card()]);
    const { nextPageToken } = await page({ limit: '1' });
    const query = { ...ALL, limit: '1', nextPageToken: nextPageToken ?? '' };
    expect((await get('/v3.2/bizCards', { ...query, range: 'all' })).status).toBe(400);
    expect((await get('/v3.2/bizCards', query, TARO)).status).toBe(400);
    expect((await get('/v3.2/bizCards', query)).status).toBe(200);
  });

  test('a card that is edited or removed between two pages costs no other card', async () => {
    const [one, two, three, four] = [
      card({}, '2026-04-01'),
      card({}, '2026-04-02'),
      card({}, '2026-04-03'),
      card({}, '2026-04-04'),
    ];
    const { sansan, page, ids } = await open([one, two, three, four]);
    const { nextPageToken } = await page({ limit: '2' });
    sansan.editCard(one.id, { title: '部長' });
    sansan.removeCard(three.id);
    expect(await ids({ limit: '2', nextPageToken: nextPageToken ?? '' })).toEqual([four.id, one.id]);
  });

  test('10,000 cards come in 34 pages', async () => {
    const cards = generateCards({ seed: 'many', count: 10_000, ownerId: 'hanako', ownerName: '例野 花子', now: START });
    const { sansan, page } = await open(cards);
    const listed = new Set<string>();
    let next: Record<string, string> | undefined = {};
    while (next !== undefined) {
      const { data, nextPageToken }: z.infer<typeof pageAnswer> = await page({ limit: '300', ...next });
      for (const { id } of data) listed.add(id);
      next = nextPageToken === null ? undefined : { nextPageToken };
      pass(1);
    }
    expect(listed.size).toBe(10_000);
    expect(sansan.requests.count('GET /v3.2/bizCards')).toBe(34);
  });
});

describe('LOCAL search, cards and persons', () => {
  const sample = card({
    lastName: '山﨑',
    firstName: '花',
    email: 'hana@example.com',
    tel: '03-0000-1234',
    mobile: '090-0000-5678',
  });
  const tagged = card({
    tags: [1, 2, 3].map((n) => ({ id: `TAG-${n}`, name: `${n}`, type: 'private', owner: sample.owner })),
  });

  test.each([
    ['companyName=見本', [tagged.id, sample.id]],
    ['companyName=架空', []],
    ['name=山﨑花', [sample.id]],
    ['name=花', []],
    ['email=hana@example.com', [sample.id]],
    ['email=example.com', []],
    ['tel=0000-12', [sample.id]],
    ['mobile=5678', [sample.id]],
    ['tagId=TAG-2&tagId=TAG-9', [tagged.id]],
    ['', [tagged.id, sample.id]],
  ])('search for "%s"', async (query, expected) => {
    const { get } = await open([sample, tagged]);
    const answer = pageAnswer.parse(await (await get('/v6.0/bizCards/search', query)).json());
    expect(answer.data.map(({ id }) => id)).toEqual(expected);
  });

  test('one card, its tags in pages', async () => {
    const { get } = await open([tagged]);
    const { tags, ...withoutTags } = tagged;
    expect(await (await get(`/v3.2/bizCards/${tagged.id}`)).json()).toEqual(withoutTags);
    expect(await (await get(`/v3.2/bizCards/${tagged.id}`, 'includeTags=true')).json()).toEqual({
      ...withoutTags,
      tags,
    });
    const path = `/v3.2/bizCards/${tagged.id}/tags`;
    const first = z
      .object({ nextPageToken: z.string() })
      .loose()
      .parse(await (await get(path, 'limit=2')).json());
    expect(first).toMatchObject({ data: tags.slice(0, 2), hasMore: true });
    const rest = await get(path, { limit: '2', nextPageToken: first.nextPageToken });
    expect(await rest.json()).toEqual({ data: tags.slice(2), hasMore: false, nextPageToken: null });
    expect((await get(path, 'limit=101')).status).toBe(400);
  });

  test('a person is headed by the card exchanged last', async () => {
    const old = card({ personId: 'SAME', companyId: 'COMPANY-2' }, '2026-04-01');
    const head = card({ personId: 'SAME' }, '2026-04-02');
    const { get } = await open([head, old]);
    expect(await (await get('/v3.2/persons/SAME')).json()).toMatchObject({
      item: { id: 'SAME', headBizCard: { id: head.id } },
    });
  });
});

describe('LOCAL what people do', () => {
  test('an edit, also of the memo, moves the update time', async () => {
    const one = card();
    const { ids, page, post } = await open([one]);
    expect((await post(`/cards/${one.id}/edit`, { memo: '済' })).status).toBe(200);
    expect((await page()).data).toMatchObject([
      { memo: '済', lastName: '見本', updatedTime: '2026-04-10T12:00:00+09:00' },
    ]);
    expect(await ids({ updatedTo: '2026-04-10T11:59:59+09:00' })).toEqual([]);
  });

  test('a card in data entry is listed once it is completed, with its old update time', async () => {
    const { sansan, ids, page, post } = await open([]);
    const added = await post('/cards', { ownerId: 'hanako', content: { lastName: '見本' }, entryStatus: 'processing' });
    const { id } = cardAnswer.parse(await added.json());
    expect([await ids(), await ids({ entryStatus: 'processing' })]).toEqual([[], [id]]);
    pass(3600);
    await post(`/cards/${id}/complete`);
    expect((await page()).data).toMatchObject([{ id, updatedTime: '2026-04-10T12:00:00+09:00' }]);
    const other = sansan.addCard('hanako', {}, 'processing');
    pass(3600);
    expect(sansan.completeCard(other.id, { movesUpdatedTime: true }).updatedTime).toBe('2026-04-10T14:00:00+09:00');
  });

  test('a removed card vanishes', async () => {
    const one = card();
    const { ids, get, post } = await open([one]);
    expect((await post(`/cards/${one.id}/remove`)).status).toBe(204);
    expect(await ids()).toEqual([]);
    expect((await get(`/v3.2/bizCards/${one.id}`)).status).toBe(404);
  });

  test('of merged cards the one exchanged last is listed, and the other comes back when that is removed', async () => {
    const [old, recent] = [card({ personId: null, companyId: null }, '2026-04-01'), card({}, '2026-04-02')];
    const { sansan, ids, page, post } = await open([recent, old]);
    expect((await post(`/cards/${old.id}/merge`, { otherId: recent.id })).status).toBe(204);
    expect(await ids()).toEqual([recent.id]);
    const past = await page({ includePastBizCards: 'true' });
    expect(past.data.map(({ id }) => id)).toEqual([old.id, recent.id]);
    expect(new Set(past.data.map((one) => one['personId'])).size).toBe(1);
    expect(sansan.cards('hanako')).toMatchObject({ listed: [{ id: recent.id }], all: [{}, {}] });
    sansan.removeCard(recent.id);
    expect(await ids()).toEqual([old.id]);
  });

  test('another card than the one exchanged last can be chosen', async () => {
    const [old, recent] = [card({}, '2026-04-01'), card({}, '2026-04-02')];
    const { sansan, ids } = await open([old, recent]);
    sansan.mergeCards(old.id, recent.id, { current: old.id });
    expect(await ids()).toEqual([old.id]);
  });

  test('one person at two companies stays two cards', async () => {
    const { ids } = await open([card({ personId: 'SAME' }), card({ personId: 'SAME', companyId: 'COMPANY-2' })]);
    expect(await ids()).toHaveLength(2);
  });

  test('a card that is given away moves to the other list', async () => {
    const one = card();
    const { ids, post } = await open([one]);
    expect((await post(`/cards/${one.id}/give`, { ownerId: 'taro' })).status).toBe(200);
    expect([await ids(), await ids({}, TARO)]).toEqual([[], [one.id]]);
  });

  test.each([
    ['an unknown card', '/cards/none/edit', {}, 404],
    ['an unknown owner', '/owners/none/revoke-key', {}, 404],
    ['an unknown field', '/cards/CARD/edit', { nickname: 'x' }, 400],
    ['a date that is none', '/cards/CARD/edit', { exchangeDate: '4/1' }, 400],
    ['a body that is no JSON object', '/cards/CARD/give', [], 400],
    ['merging a card with itself', '/cards/CARD/merge', { otherId: 'CARD' }, 400],
    ['merging cards of two owners', '/cards/CARD/merge', { otherId: 'OTHER' }, 400],
    ['choosing a third card', '/cards/CARD/merge', { otherId: 'CARD-2', current: 'OTHER' }, 400],
  ])('%s is refused', async (_, path, body, status) => {
    const { sansan, post } = await open(['CARD', 'CARD-2', 'OTHER'].map((id) => card({ id })));
    sansan.giveCard('OTHER', 'taro');
    expect((await post(path, body)).status).toBe(status);
  });
});

describe('LOCAL the page of a card', () => {
  test('is readable, escaped, and says that it is a stand-in', async () => {
    const one = card({ companyName: '<b>R&D</b>', tags: [] });
    const { sansan } = await open([one]);
    const response = await fetch(`${sansan.origin}/v/card/${one.id}`);
    expect(response.headers.get('content-type')).toMatch('text/html');
    const page = await response.text();
    expect(page).toContain('<dt>会社名</dt><dd>&lt;b&gt;R&amp;D&lt;/b&gt;</dd>');
    expect(page).toContain('ローカル環境用の代替画面');
    expect(page).not.toContain('携帯電話');
  });

  test('of a card that is gone says so', async () => {
    const { sansan } = await open([]);
    const response = await fetch(`${sansan.origin}/v/card/none`);
    expect([response.status, await response.text()]).toEqual([404, expect.stringContaining('名刺が見つかりません')]);
  });
});

describe('LOCAL state', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sansan-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('outlives a restart: removed cards and revoked keys do not come back', async () => {
    const [one, two] = [card(), card()];
    const path = join(folder, 'state.db');
    const before = fileStore(path);
    const first = await open([one, two], before);
    first.sansan.removeCard(one.id);
    first.sansan.revokeApiKey('taro');
    before.close();

    const after = fileStore(path);
    const second = await open([one, two], after);
    expect(await second.ids()).toEqual([two.id]);
    expect((await second.get('/v3.2/me', '', TARO)).status).toBe(401);
    after.close();
  });

  test('a reset brings back the seed', async () => {
    const { sansan, ids, get } = await open([card()]);
    sansan.addCard('hanako', {});
    sansan.revokeApiKey('taro');
    sansan.reset();
    expect(await ids()).toHaveLength(1);
    expect((await get('/v3.2/me', '', TARO)).status).toBe(200);
    expect(sansan.state()).toMatchObject({
      owners: [
        { id: 'hanako', listed: 1, all: 1 },
        { id: 'taro', all: 0 },
      ],
    });
  });
});
