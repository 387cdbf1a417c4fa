import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Container, CosmosClient, type PatchOperation } from '@azure/cosmos';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { startCosmosEmulator } from '../../../local/emulators/cosmos/emulator.ts';
import { fileStore, memoryStore, type Store } from '../../../local/emulators/store.ts';
import { ids, openLinks, PAIR, type Row, row } from '../fixtures/cosmos-links.ts';

type CosmosEmulator = Awaited<ReturnType<typeof startCosmosEmulator>>;

let emulator: CosmosEmulator;
let links: Container;

beforeAll(async () => {
  emulator = await startCosmosEmulator({ store: memoryStore() });
});
afterAll(() => emulator.close());
beforeEach(async () => {
  emulator.reset();
  links = await openLinks(emulator);
});

describe('LOCAL items', () => {
  test('are created, read, replaced, patched and deleted by id and hierarchical key', async () => {
    const created = await links.items.create(row('a日本 %', { n: 1 }));
    expect(created.statusCode).toBe(201);
    const item = links.item('a日本 %', PAIR);
    expect((await item.read<Row>()).resource).toMatchObject({ n: 1, _etag: created.etag });
    expect((await item.replace(row('a日本 %', { n: 2 }))).resource).toMatchObject({ n: 2 });
    expect((await item.patch([{ op: 'incr', path: '/n', value: 3 }])).resource).toMatchObject({ n: 5 });
    expect((await item.delete()).statusCode).toBe(204);
    expect((await item.read()).statusCode).toBe(404);
    expect(emulator.requests.summary().byOperation).toMatchObject({
      'create links': 1,
      'read links': 2,
      'replace links': 1,
      'patch links': 1,
      'delete links': 1,
    });
  });

  test('an upsert creates with 201 and overwrites with 200', async () => {
    expect((await links.items.upsert(row('a'))).statusCode).toBe(201);
    expect((await links.items.upsert(row('a', { n: 2 }))).statusCode).toBe(200);
    expect((await links.item('a', PAIR).read<Row>()).resource?.['n']).toBe(2);
  });

  test('a stale etag is refused by every conditional write, the current one accepted', async () => {
    const { etag } = await links.items.create(row('a'));
    const item = links.item('a', PAIR);
    const stale = { accessCondition: { type: 'IfMatch', condition: '"stale"' } };
    await expect(item.replace(row('a'), stale)).rejects.toMatchObject({ code: 412 });
    await expect(links.items.upsert(row('a'), stale)).rejects.toMatchObject({ code: 412 });
    await expect(item.patch([{ op: 'set', path: '/n', value: 1 }], stale)).rejects.toMatchObject({ code: 412 });
    await expect(item.delete(stale)).rejects.toMatchObject({ code: 412 });
    expect((await item.replace(row('a'), { accessCondition: { type: 'IfMatch', condition: etag } })).statusCode).toBe(
      200,
    );
  });

  test('a read with the etag that the item has answers 304', async () => {
    const { etag } = await links.items.create(row('a'));
    const condition = { accessCondition: { type: 'IfNoneMatch', condition: etag } };
    expect((await links.item('a', PAIR).read(condition)).statusCode).toBe(304);
    await links.item('a', PAIR).replace(row('a'));
    expect((await links.item('a', PAIR).read(condition)).statusCode).toBe(200);
  });

  const refused: [string, number, () => Promise<unknown>][] = [
    [
      'an id that exists',
      409,
      async () => links.items.create((await links.items.create(row('a'))).resource ?? row('')),
    ],
    ['an id with a question mark', 400, () => links.items.upsert(row('a?b'))],
    ['an id of 1,024 bytes', 400, () => links.items.create(row('x'.repeat(1024)))],
    ['an item over 2 MB', 413, () => links.items.create(row('a', { text: 'x'.repeat(2 * 1024 * 1024) }))],
    ['a ttl of 0', 400, () => links.items.create(row('a', { ttl: 0 }))],
    ['a replace of nothing', 404, () => links.item('a', PAIR).replace(row('a'))],
    ['half a key', 400, () => links.item('a', ['o1']).delete()],
    [
      'an item of another partition',
      400,
      async () => {
        await links.items.create(row('a'));
        await links.item('a', PAIR).replace({ ...row('a'), userId: 'u2' });
      },
    ],
  ];
  test.each(refused)('%s is refused with %d', async (_, code, work) => {
    await expect(work()).rejects.toMatchObject({ code });
  });

  test('the same id lives in each partition on its own', async () => {
    await links.items.create(row('a', { n: 1 }));
    await links.items.create({ ...row('a', { n: 2 }), userId: 'u2' });
    expect((await links.item('a', PAIR).read<Row>()).resource?.['n']).toBe(1);
    expect((await links.item('a', ['o1', 'u2']).read<Row>()).resource?.['n']).toBe(2);
  });

  test('an item is gone for reads and queries when its ttl is over', async () => {
    const start = Date.now();
    await links.items.create(row('short', { ttl: 60 }));
    await links.items.create(row('long'));
    const clock = jest.spyOn(Date, 'now');
    try {
      clock.mockImplementation(() => start + 59_000);
      expect(await ids(links, 'SELECT * FROM c')).toEqual(['long', 'short']);
      clock.mockImplementation(() => start + 61_000);
      expect((await links.item('short', PAIR).read()).statusCode).toBe(404);
      expect(await ids(links, 'SELECT * FROM c')).toEqual(['long']);
      expect((await links.items.create(row('short'))).statusCode).toBe(201);
    } finally {
      clock.mockRestore();
    }
  });
});

describe('LOCAL patches', () => {
  const patches: [string, PatchOperation[], object][] = [
    [
      'add and set make properties',
      [
        { op: 'add', path: '/b', value: 1 },
        { op: 'set', path: '/in/c', value: 2 },
      ],
      { b: 1, in: { a: 1, c: 2 } },
    ],
    [
      'add inserts into an array',
      [
        { op: 'add', path: '/list/1', value: 'x' },
        { op: 'add', path: '/list/-', value: 'y' },
      ],
      { list: [1, 'x', 2, 'y'] },
    ],
    [
      'remove takes away',
      [
        { op: 'remove', path: '/in/a' },
        { op: 'remove', path: '/list/0' },
      ],
      { in: {}, list: [2] },
    ],
    ['incr starts at 0', [{ op: 'incr', path: '/count', value: 2 }], { count: 2 }],
  ];
  test.each(patches)('%s', async (_, operations, expected) => {
    await links.items.create(row('a', { in: { a: 1 }, list: [1, 2] }));
    expect((await links.item('a', PAIR).patch(operations)).resource).toMatchObject(expected);
  });

  const refused: [string, PatchOperation[]][] = [
    ['a replace of nothing', [{ op: 'replace', path: '/none', value: 1 }]],
    ['a remove of nothing', [{ op: 'remove', path: '/none' }]],
    ['a leaf without a branch', [{ op: 'add', path: '/none/leaf', value: 1 }]],
    ['the id', [{ op: 'set', path: '/id', value: 'b' }]],
    ['the partition key', [{ op: 'set', path: '/userId', value: 'u2' }]],
    ['more than ten operations', Array.from({ length: 11 }, () => ({ op: 'incr' as const, path: '/n', value: 1 }))],
  ];
  test.each(refused)('%s is refused', async (_, operations) => {
    await links.items.create(row('a'));
    await expect(links.item('a', PAIR).patch(operations)).rejects.toMatchObject({ code: 400 });
  });

  test('happen only under their condition', async () => {
    await links.items.create(row('a', { generation: 1 }));
    const operations: PatchOperation[] = [{ op: 'set', path: '/done', value: true }];
    const patch = (generation: number) =>
      links.item('a', PAIR).patch({ operations, condition: `FROM c WHERE c.generation = ${generation}` });
    await expect(patch(2)).rejects.toMatchObject({ code: 412 });
    expect((await patch(1)).resource).toMatchObject({ done: true });
  });
});

describe('LOCAL the emulated Cosmos DB', () => {
  test('request units follow the size and the kind of the operation', async () => {
    const { requestCharge: created } = await links.items.create(row('a'));
    expect(created).toBeCloseTo(6.67);
    expect((await links.item('a', PAIR).read()).requestCharge).toBe(1);
    await links.items.create(row('big', { text: 'x'.repeat(100 * 1024) }));
    expect((await links.item('big', PAIR).read()).requestCharge).toBeCloseTo(10, 0);
    expect(emulator.requests.summary().log.find(({ operation }) => operation === 'create links')?.charge).toBe(created);
  });

  test('a request that a fault refuses is in the log under its route, the retry as the operation', async () => {
    emulator.faults.add({
      match: '^POST .*/docs$',
      effect: { kind: 'refuse', status: 429, headers: { 'x-ms-retry-after-ms': '1' }, body: {} },
    });
    expect((await links.items.create(row('a'))).statusCode).toBe(201);
    expect(emulator.requests.count('POST /dbs/:db/colls/:coll/docs')).toBe(1);
    expect(emulator.requests.count('create links')).toBe(1);
  });

  test('a wrong key is refused with 401', async () => {
    const stranger = new CosmosClient({ endpoint: emulator.origin, key: Buffer.from('wrong').toString('base64') });
    await expect(stranger.databases.create({ id: 'x' })).rejects.toMatchObject({ code: 401 });
  });

  test('a database or container that is not there answers 404, a second one 409', async () => {
    const client = new CosmosClient({ endpoint: emulator.origin, key: emulator.key });
    await expect(client.database('none').read()).rejects.toMatchObject({ code: 404 });
    await expect(client.databases.create({ id: 'meishi-sync' })).rejects.toMatchObject({ code: 409 });
    const missing = client.database('meishi-sync').container('none');
    await expect(missing.item('a', 'a').delete()).rejects.toMatchObject({ code: 404, substatus: 1003 });
  });

  test('a restart on the same file keeps containers, items and their order', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'cosmos-')), 'cosmos.sqlite');
    const open = async (work: (container: Container) => Promise<void>) => {
      const store: Store = fileStore(path);
      const started = await startCosmosEmulator({ store });
      try {
        await work(await openLinks(started));
      } finally {
        await started.close();
        store.close();
      }
    };
    await open(async (container) => {
      await container.items.create(row('a'));
      await container.items.create(row('gone'));
      await container.item('gone', PAIR).delete();
    });
    await open(async (container) => {
      await container.items.create(row('b'));
      const { resources } = await container.items.query<Row>('SELECT * FROM c', { partitionKey: PAIR }).fetchAll();
      expect(resources.map(({ id }) => id)).toEqual(['a', 'b']);
    });
  });
});
