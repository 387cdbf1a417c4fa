import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Hono } from 'hono';
import { letTimePass } from '../../../local/clock.ts';
import { type Emulator, type EmulatorRoutes, listen } from '../../../local/emulators/emulator.ts';
import type { FaultEffect } from '../../../local/emulators/faults.ts';
import { startSansanEmulator } from '../../../local/emulators/sansan/emulator.ts';
import { memoryStore } from '../../../local/emulators/store.ts';
import type { BizCard } from '../../../local/sample-data/biz-card.ts';
import type { Card } from '../../../shared/cards/card.ts';
import {
  type CardSource,
  CardSourceFailure,
  everything,
  type UpdateWindow,
} from '../../../shared/cards/card-source.ts';
import { sansanOpenApi } from '../../../shared/cards/sansan-open-api.ts';
import { bizCard } from '../../unit/fixtures/cards.ts';

const KEY = '0123456789abcdef0123456789ABCDEF';
const SECRET = '内緒山 隠子';

let opened: Emulator[] = [];
afterEach(async () => {
  await Promise.all(opened.map((emulator) => emulator.close()));
  opened = [];
});
// The limit of requests looks at the last minute.
beforeEach(() => letTimePass(61_000));

/** A card of Hanako's that changed at this time of 2026-04-01 in Japan. */
const changedAt = (time: string, changes: Partial<BizCard> = {}) =>
  bizCard({ id: `CARD-${time}`, personId: `P-${time}`, updatedTime: `2026-04-01T${time}+09:00`, ...changes });

async function open(cards: readonly BizCard[], pageSize = 300) {
  const sansan = await startSansanEmulator({
    store: memoryStore(),
    owners: [
      { id: 'hanako', name: '見本 花子', email: 'Hanako@example.com', apiKey: KEY, cards },
      {
        id: 'taro',
        name: '見本 太郎',
        email: 'taro@example.com',
        apiKey: KEY.toUpperCase(),
        cards: [bizCard({ id: 'HIS' })],
      },
    ],
  });
  opened.push(sansan);
  return { sansan, source: sourceAt(sansan.origin, { pageSize }) };
}

function sourceAt(baseUrl: string, changes: { pageSize?: number; requestsPerSecond?: number; apiKey?: string } = {}) {
  return sansanOpenApi({ baseUrl, version: 'v3.2', pageSize: 300, requestsPerSecond: 1000, apiKey: KEY, ...changes });
}

async function list(source: CardSource, window: UpdateWindow = everything(new Date())): Promise<Card[]> {
  const cards: Card[] = [];
  for await (const page of source.updatedIn(window)) cards.push(...page);
  return cards;
}

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('WIRE the cards of a key', () => {
  test('are those of its owner, oldest change first, with what is not printed left empty', async () => {
    const { source } = await open([
      changedAt('12:00:00', { lastName: ' 見本\u3000', firstName: null, tags: [], memo: 'メモ' }),
      changedAt('09:00:00'),
    ]);
    const cards = await list(source);
    expect(cards.map((card) => card.id)).toEqual(['CARD-09:00:00', 'CARD-12:00:00']);
    expect(cards[1]).toMatchObject({
      lastName: '見本',
      firstName: '',
      ownerId: 'hanako',
      companyId: 'COMPANY-1',
      fax: '',
    });
    expect(cards[1]).not.toHaveProperty('memo');
  });

  test('are only the current ones whose data entry is complete', async () => {
    const { source, sansan } = await open([
      changedAt('09:00:00', { entryStatus: 'processing' }),
      changedAt('10:00:00'),
      changedAt('11:00:00'),
    ]);
    sansan.mergeCards('CARD-10:00:00', 'CARD-11:00:00', { current: 'CARD-11:00:00' });
    expect((await list(source)).map((card) => card.id)).toEqual(['CARD-11:00:00']);
  });

  test.each([1, 2, 7])('come in pages of %s, each card once', async (pageSize) => {
    const { source, sansan } = await open(
      Array.from({ length: 7 }, (_, n) => changedAt(`10:00:0${n}`)),
      pageSize,
    );
    const pages: number[] = [];
    for await (const page of source.updatedIn(everything(new Date()))) pages.push(page.length);
    expect(pages).toEqual(
      Array.from({ length: Math.ceil(7 / pageSize) }, (_, n) => Math.min(pageSize, 7 - n * pageSize)),
    );
    expect(sansan.requests.count()).toBe(pages.length);
  });

  test('may be none', async () => {
    const { source } = await open([]);
    expect(await list(source)).toEqual([]);
  });

  test.each<[string, string, string, string[]]>([
    ['both ends', '10:00:00.000', '12:00:00.000', ['10:00:00', '11:00:00', '12:00:00']],
    ['a fraction at the beginning, as its whole second', '10:00:00.999', '11:00:00.000', ['10:00:00', '11:00:00']],
    ['a fraction at the end, as the next second', '10:30:00.000', '11:59:59.001', ['11:00:00', '12:00:00']],
    ['nothing before or after', '10:00:01.000', '11:59:59.000', ['11:00:00']],
  ])('of a window include %s', async (_, from, to, times) => {
    const { source } = await open(['10:00:00', '11:00:00', '12:00:00'].map((time) => changedAt(time)));
    const at = (time: string) => new Date(`2026-04-01T${time}+09:00`);
    const found = await list(source, { from: at(from), to: at(to) });
    expect(found.map((card) => card.id)).toEqual(times.map((time) => `CARD-${time}`));
  });
});

describe('WIRE, A7 the owner and the pace of a key', () => {
  test('the owner of a key is told by the service', async () => {
    const { source } = await open([]);
    expect(await source.owner()).toEqual({ id: 'hanako', name: '見本 花子', email: 'Hanako@example.com' });
  });

  test.each([
    { requestsPerSecond: 4, pages: 9, atLeast: 1990, what: 'as many at once as two seconds allow' },
    { requestsPerSecond: 6, pages: 9, atLeast: 1323, what: 'never so many at once that the API refuses one' },
  ])('requests of one key keep their pace of $requestsPerSecond a second: $what', async (pace) => {
    const { requestsPerSecond, pages, atLeast } = pace;
    const { sansan } = await open(Array.from({ length: pages }, (_, n) => changedAt(`10:00:${10 + n}`)));
    const started = Date.now();
    await list(sourceAt(sansan.origin, { pageSize: 1, requestsPerSecond }));
    expect(Date.now() - started).toBeGreaterThanOrEqual(atLeast);
  });
});

describe('WIRE a failure', () => {
  test('of a key that was revoked is "key-refused"', async () => {
    const { source, sansan } = await open([changedAt('10:00:00')]);
    sansan.revokeApiKey('hanako');
    expect(await failure(list(source))).toMatchObject({ name: 'CardSourceFailure', code: 'key-refused' });
    expect(await failure(source.owner())).toMatchObject({ code: 'key-refused' });
  });

  test('of a key for another use is "key-refused"', async () => {
    const { sansan } = await open([]);
    const apiKey = sansan.replaceApiKey('hanako', 'data-hub-only');
    expect(await failure(list(sourceAt(sansan.origin, { apiKey })))).toMatchObject({ code: 'key-refused' });
  });

  test('of too many requests is "throttled", for as long as the service asks but at least 5 s', async () => {
    const { source } = await open([]);
    const requests = await Promise.all(Array.from({ length: 12 }, () => failure(source.owner())));
    const throttled = requests.find((outcome) => outcome !== undefined);
    expect(throttled).toMatchObject({ code: 'throttled', retryAfterSeconds: 5 });
  });

  test.each<[string, unknown, Record<string, string>, number]>([
    ['in the body', { retry_after: '42' }, {}, 42],
    ['in the header', undefined, { 'retry-after': '42' }, 42],
    ['nowhere', undefined, {}, 5],
    ['in words', { retry_after: 'soon' }, { 'retry-after': 'Fri, 31 Dec 2027 23:59:59 GMT' }, 5],
    ['as nothing', { retry_after: 0 }, {}, 5],
    ['as years', { retry_after: 1e9 }, {}, 86_400],
  ])('of too many requests waits where the time is given %s', async (_, body, headers, retryAfterSeconds) => {
    const { source, sansan } = await open([]);
    sansan.faults.add({ match: '/me$', effect: { kind: 'refuse', status: 429, body, headers } });
    expect(await failure(source.owner())).toMatchObject({ code: 'throttled', retryAfterSeconds });
  });

  const card = { id: 'CARD-1', lastName: SECRET };
  const answer = (body: unknown, status = 200, headers: Record<string, string> = {}): FaultEffect => ({
    kind: 'refuse',
    status,
    headers,
    body,
  });
  test.each<[string, FaultEffect, string]>([
    ['a service that breaks off', { kind: 'lose-answer' }, 'unavailable'],
    ['a service that cannot be reached', { kind: 'lose-request' }, 'unavailable'],
    ['a broken service', answer(undefined, 500), 'unavailable'],
    ['a service under maintenance', answer({ message: SECRET }, 503), 'unavailable'],
    ['a request that it does not understand', answer({ message: SECRET }, 400), 'unreadable'],
    ['an address that is not there', answer(undefined, 404), 'unreadable'],
    ['an empty answer', answer(undefined), 'unreadable'],
    ['a card instead of a page', answer(card), 'unreadable'],
    ['a page that is a text', answer({ data: SECRET }), 'unreadable'],
    ['a card without an id', answer({ data: [card, { ...card, id: '' }] }), 'unreadable'],
    ['a card that is a text', answer({ data: [SECRET] }), 'unreadable'],
    ['more pages, and no way to them', answer({ data: [card], hasMore: true, nextPageToken: null }), 'unreadable'],
    ['a redirect', answer(undefined, 302, { location: '/v3.2/me' }), 'unavailable'],
  ])('by %s tells nothing of any card', async (_, effect, code) => {
    const { source, sansan } = await open([changedAt('10:00:00', { lastName: SECRET })]);
    sansan.faults.add({ match: '/bizCards', effect });
    const failed = await failure(list(source));
    expect(failed).toMatchObject({ name: 'CardSourceFailure', code });
    expect(everythingSaidBy(failed)).not.toContain(SECRET);
    expect(everythingSaidBy(failed)).not.toContain(KEY);
  });

  test.each<[string, (page: number) => unknown]>([
    ['repeat one card', () => [{ id: 'CARD-1' }]],
    ['are empty', () => []],
    ['repeat two cards in turn', (page) => [{ id: `CARD-${page % 2}` }]],
  ])('by pages that %s, each with a way to the next, ends the listing', async (_, data) => {
    let page = 0;
    const routes: EmulatorRoutes = new Hono();
    routes.get('/v3.2/bizCards', (c) => {
      page += 1;
      return c.json({ data: data(page), hasMore: true, nextPageToken: `page-${page}` });
    });
    const server = await listen({ name: 'without end', routes, state: () => ({}), reset: () => undefined });
    opened.push(server);
    expect(await failure(list(sourceAt(server.origin)))).toMatchObject({ code: 'unreadable' });
    expect(page).toBeLessThan(20);
  });

  test('is none where single pages in between bring nothing new', async () => {
    const pages = [['A', 'B'], ['B'], [], ['C']];
    const routes: EmulatorRoutes = new Hono();
    routes.get('/v3.2/bizCards', (c) => {
      const page = Number(c.req.query('nextPageToken') ?? 0);
      const data = (pages[page] ?? []).map((id) => ({ id }));
      return c.json({ data, hasMore: page < 3, nextPageToken: page < 3 ? String(page + 1) : null });
    });
    const server = await listen({ name: 'slow', routes, state: () => ({}), reset: () => undefined });
    opened.push(server);
    expect((await list(sourceAt(server.origin))).map(({ id }) => id)).toEqual(['A', 'B', 'B', 'C']);
  });

  test('by an answer that is no JSON tells nothing of any card, nor does its cause', async () => {
    const routes: EmulatorRoutes = new Hono();
    routes.all('*', (c) => c.text(`${SECRET} 090-0000-0000`));
    const server = await listen({ name: 'not JSON', routes, state: () => ({}), reset: () => undefined });
    opened.push(server);
    const failed = await failure(list(sourceAt(server.origin)));
    expect(failed).toMatchObject({ code: 'unreadable' });
    expect(everythingSaidBy(failed)).not.toContain('内緒');
  });

  test('by a page that leads back to itself ends the listing', async () => {
    const { source, sansan } = await open([]);
    const page = answer({ data: [{ id: 'CARD-1' }], hasMore: true, nextPageToken: 'again' });
    sansan.faults.add({ match: '/bizCards', times: 5, effect: page });
    expect(await failure(list(source))).toMatchObject({ code: 'unreadable' });
    expect(sansan.requests.count()).toBe(2);
  });

  test('in the middle of a listing leaves it incomplete', async () => {
    const { source, sansan } = await open([changedAt('10:00:00'), changedAt('11:00:00')], 1);
    sansan.faults.add({ match: 'GET /v3.2/bizCards', skip: 1, effect: answer(undefined, 500) });
    const seen: string[] = [];
    const listing = async () => {
      for await (const page of source.updatedIn(everything(new Date()))) seen.push(...page.map(({ id }) => id));
    };
    expect(await failure(listing())).toBeInstanceOf(CardSourceFailure);
    expect(seen).toEqual(['CARD-10:00:00']);
  });
});

/** Message, stack and causes, as a log might show them. */
function everythingSaidBy(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, error.stack, JSON.stringify(error), everythingSaidBy(error.cause)].join('\n');
}
