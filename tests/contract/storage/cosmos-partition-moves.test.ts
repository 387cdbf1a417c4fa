import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PARTITION_MOVES } from '../../../local/emulators/cosmos/partition-moves.ts';
import type { LinkStore } from '../../../shared/links/link-store.ts';
import { cosmosLinks } from '../../../shared/storage/cosmos-links.ts';
import { ledgerRow, linkIn, linkKey } from '../../unit/fixtures/links.ts';
import { startDatabase } from '../fixtures/database.ts';

type Move = keyof typeof PARTITION_MOVES;
const NOT_DONE: readonly Move[] = ['partition gone', 'partition splitting', 'partition moving', 'retry with'];
/** What a store asks of a link's partition. */
const LINKS = '/colls/links/docs';

let database: Awaited<ReturnType<typeof startDatabase>>;
let links: LinkStore;
let version: string;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  links = cosmosLinks(await database.empty());
  version = (await links.create(linkIn('linked'))).version;
  // The SDK has read what it wants to know of the container.
  await links.read(linkKey());
});

const meet = (move: Move, times = 1) =>
  database.emulator.faults.add({ match: LINKS, times, effect: PARTITION_MOVES[move] });
const rowsNow = async () => {
  const rows: unknown[] = [];
  for await (const page of links.rows(linkKey())) rows.push(...page);
  return rows.length;
};
const commit = () =>
  links.commit({ ...linkIn('linked'), email: 'new@example.com' }, version, { put: [ledgerRow('A')], drop: [] });
const emailNow = async () => (await links.read(linkKey()))?.link.email;

describe('WIRE a partition that moves', () => {
  test.each(NOT_DONE)('%s: a read, a query, a write and a transaction are repeated', async (move) => {
    meet(move);
    expect((await links.read(linkKey()))?.version).toBe(version);
    meet(move);
    expect(await rowsNow()).toBe(0);
    meet(move);
    version = (await links.replace({ ...linkIn('linked'), email: 'other@example.com' }, version)).version;
    expect(await emailNow()).toBe('other@example.com');
    meet(move, 3);
    await commit();
    expect([await emailNow(), await rowsNow()]).toEqual(['new@example.com', 1]);
    expect(database.emulator.faults.pending()).toEqual([]);
  });

  test.each(NOT_DONE)('%s: a new item is made once', async (move) => {
    const other = { ...linkIn('linked'), ...linkKey('taro') };
    meet(move, 2);
    await links.create(other);
    let heads = 0;
    for await (const page of links.ofOrganization(other.organizationId)) heads += page.length;
    expect(heads).toBe(2);
  });

  test.each(['partition moving', 'retry with'] as const)(
    '%s: one that lasts fails, with its status, and nothing is written',
    async (move) => {
      meet(move, 1000);
      const write = links.replace({ ...linkIn('linked'), email: 'new@example.com' }, version);
      await expect(write).rejects.toMatchObject({ code: move === 'retry with' ? 449 : 410 });
      // The SDK tells no status of a transaction.
      await expect(commit()).rejects.toThrow('Batch request error');
      database.emulator.faults.clear();
      expect([await emailNow(), await rowsNow()]).toEqual([linkIn('linked').email, 0]);
    },
  );

  test('unavailable: what is read is repeated by the SDK, what is written is decided anew by its owner', async () => {
    meet('service unavailable');
    expect((await links.read(linkKey()))?.version).toBe(version);
    meet('service unavailable');
    expect(await rowsNow()).toBe(0);
    expect(database.emulator.faults.pending()).toEqual([]);
    meet('service unavailable');
    await expect(commit()).rejects.toThrow('Batch request error');
    expect(database.emulator.faults.pending()).toEqual([]);
    expect(await rowsNow()).toBe(0);
    await commit();
    expect([await emailNow(), await rowsNow()]).toEqual(['new@example.com', 1]);
    await expect(commit()).rejects.toMatchObject({ name: 'VersionConflict' });
  });
});
