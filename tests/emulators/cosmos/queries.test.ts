import type { Container, OperationInput } from '@azure/cosmos';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startCosmosEmulator } from '../../../local/emulators/cosmos/emulator.ts';
import { memoryStore } from '../../../local/emulators/store.ts';
import { ids, openLinks, PAIR, type Row, row } from '../fixtures/cosmos-links.ts';

let emulator: Awaited<ReturnType<typeof startCosmosEmulator>>;
let links: Container;

beforeAll(async () => {
  emulator = await startCosmosEmulator({ store: memoryStore() });
});
afterAll(() => emulator.close());
beforeEach(async () => {
  emulator.reset();
  links = await openLinks(emulator);
});

describe('LOCAL batches', () => {
  test('do every kind of operation at once', async () => {
    await links.items.create(row('replaced'));
    await links.items.create(row('patched'));
    await links.items.create(row('deleted'));
    const { code, result } = await links.items.batch(
      [
        { operationType: 'Create', resourceBody: { ...row('created') } as never },
        { operationType: 'Upsert', resourceBody: { ...row('upserted') } as never },
        { operationType: 'Read', id: 'created' },
        { operationType: 'Replace', id: 'replaced', resourceBody: { ...row('replaced', { n: 1 }) } as never },
        { operationType: 'Patch', id: 'patched', resourceBody: { operations: [{ op: 'set', path: '/n', value: 1 }] } },
        { operationType: 'Delete', id: 'deleted' },
      ],
      PAIR,
    );
    expect(code).toBe(200);
    expect(result?.map(({ statusCode }) => statusCode)).toEqual([201, 201, 200, 200, 200, 204]);
    expect(await ids(links, 'SELECT * FROM c')).toEqual(['created', 'patched', 'replaced', 'upserted']);
  });

  test('change nothing when one operation fails', async () => {
    const { resource } = await links.items.create(row('head', { n: 1 }));
    const { code, result } = await links.items.batch(
      [
        { operationType: 'Create', resourceBody: { ...row('new') } as never },
        {
          operationType: 'Replace',
          id: 'head',
          resourceBody: { ...row('head', { n: 2 }) } as never,
          ifMatch: '"stale"',
        },
        { operationType: 'Delete', id: 'head' },
      ],
      PAIR,
    );
    expect(code).toBe(207);
    expect(result?.map(({ statusCode }) => statusCode)).toEqual([424, 412, 424]);
    expect((await links.item('head', PAIR).read<Row>()).resource).toEqual(resource);
    expect((await links.item('new', PAIR).read()).statusCode).toBe(404);
  });

  const upsert = (id: string, more: object = {}): OperationInput => ({
    operationType: 'Upsert',
    resourceBody: { ...row(id), ...more } as never,
  });
  test('of 100 operations are done, and none takes another partition or more than 2 MB', async () => {
    const hundred = Array.from({ length: 100 }, (_, index) => upsert(`r${index}`));
    expect((await links.items.batch(hundred, PAIR)).code).toBe(200);
    expect((await links.items.batch([upsert('a', { userId: 'u2' })], PAIR)).result?.[0]?.statusCode).toBe(400);
    const big = [upsert('a', { text: 'x'.repeat(1_100_000) }), upsert('b', { text: 'x'.repeat(1_100_000) })];
    await expect(links.items.batch(big, PAIR)).rejects.toMatchObject({ cause: { code: 413 } });
    await expect(links.items.batch([upsert('a')], ['o1'])).rejects.toMatchObject({ cause: { code: 400 } });
  });
});

describe('LOCAL queries', () => {
  beforeEach(async () => {
    const rows: [string, string, string, number][] = [
      ['a', 'o1', 'u1', 3],
      ['b', 'o1', 'u1', 1],
      ['c', 'o1', 'u1', 2],
      ['d', 'o1', 'u2', 1],
      ['e', 'o2', 'u1', 1],
    ];
    for (const [id, organizationId, userId, n] of rows) await links.items.create({ id, organizationId, userId, n });
  });

  test('see one partition, a prefix of the key, or all', async () => {
    expect(await ids(links, 'SELECT * FROM c', { partitionKey: PAIR })).toEqual(['a', 'b', 'c']);
    expect(await ids(links, "SELECT * FROM c WHERE c.organizationId = 'o1'")).toEqual(['a', 'b', 'c', 'd']);
    expect(await ids(links, 'SELECT * FROM c WHERE c.n = 1')).toEqual(['b', 'd', 'e']);
    expect(await ids(links, 'SELECT * FROM c WHERE c.n > 1 OR c.userId = "u2"')).toEqual(['a', 'c', 'd']);
  });

  test('take no half key from the header, so that nobody relies on it to keep organizations apart', async () => {
    await expect(ids(links, 'SELECT * FROM c', { partitionKey: ['o1'] })).rejects.toMatchObject({ code: 400 });
  });

  test('take parameters, TOP, ORDER BY and VALUE COUNT', async () => {
    const inPair = { partitionKey: PAIR };
    const values = async (query: string, options: object) =>
      (await links.items.query(query, options).fetchAll()).resources;
    expect(await values('SELECT TOP 2 VALUE c.id FROM c ORDER BY c.n', inPair)).toEqual(['b', 'c']);
    expect(await values('SELECT VALUE c.id FROM c ORDER BY c.n DESC', inPair)).toEqual(['a', 'c', 'b']);
    expect(await values('SELECT VALUE COUNT(1) FROM c', inPair)).toEqual([3]);
    const query = { query: 'SELECT c.id FROM c WHERE c.n >= @n', parameters: [{ name: '@n', value: 2 }] };
    expect((await links.items.query(query, inPair).fetchAll()).resources).toHaveLength(2);
  });

  test('across partitions, count and order through a plan, as the gateway asks for', async () => {
    expect((await links.items.query('SELECT VALUE COUNT(1) FROM c').fetchAll()).resources).toEqual([5]);
    expect((await links.items.query('SELECT TOP 1 VALUE c.id FROM c ORDER BY c.n DESC').fetchAll()).resources).toEqual([
      'a',
    ]);
    expect(
      emulator.requests.summary().log.filter(({ operation, status }) => operation === 'query links' && status === 400),
    ).toHaveLength(2);
    await expect(links.items.query('SELECT COUNT(1) AS n FROM c').fetchAll()).rejects.toThrow('VALUE');
  });

  test('come in pages that lose nothing when rows are deleted between them', async () => {
    const iterator = links.items.query<Row>('SELECT * FROM c', { maxItemCount: 2 });
    const seen: string[] = [];
    while (iterator.hasMoreResults()) {
      for (const { id, organizationId, userId } of (await iterator.fetchNext()).resources) {
        seen.push(id);
        await links.item(id, [organizationId, userId]).delete();
      }
    }
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('go on from a continuation token in another client', async () => {
    const first = await links.items.query('SELECT * FROM c', { maxItemCount: 3 }).fetchNext();
    const again = await openLinks(emulator);
    const options = { maxItemCount: 3, continuationToken: first.continuationToken };
    expect(
      (await again.items.query<Row>('SELECT * FROM c', options).fetchNext()).resources.map(({ id }) => id),
    ).toEqual(['d', 'e']);
  });

  test('that are no queries are refused', async () => {
    await expect(ids(links, 'SELECT FROM WHERE')).rejects.toMatchObject({ code: 400 });
  });
});
