import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { CardId } from '../../../shared/ids.ts';
import type { LedgerRow, Link } from '../../../shared/links/link.ts';
import { type LinkStore, MAX_COMMIT } from '../../../shared/links/link-store.ts';
import { slotOf } from '../../../shared/links/slot.ts';
import { VersionConflict } from '../../../shared/optimistic-concurrency.ts';
import { newOrganization } from '../../../shared/organizations/organization.ts';
import { cosmosLinks } from '../../../shared/storage/cosmos-links.ts';
import type { Wire } from '../../simulation/invocation.ts';
import { emptyStorage, storagePorts } from '../../simulation/stores.ts';
import { startTimeline } from '../../simulation/timeline.ts';
import { startWatch } from '../../simulation/watch.ts';
import { cardId, ledgerRow, linkIn, linkKey, NOON } from '../../unit/fixtures/links.ts';
import { memoryLinks } from '../../unit/fixtures/memory-links.ts';
import { startDatabase, testOfOurEmulator } from '../fixtures/database.ts';

let database: Awaited<ReturnType<typeof startDatabase>>;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.close());

async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

/** The links of a simulation in which every call is answered at once. */
function simulatedLinks(): LinkStore {
  const timeline = startTimeline(NOON);
  const organization = newOrganization(linkKey().organizationId, '見本商事', true);
  const wire: Wire = { call: async (_, { effect }) => effect(undefined) };
  const by = { id: 1, what: 'test', startedAt: 0, generation: 1, alive: true, onDeath: () => undefined };
  return storagePorts(emptyStorage(organization), wire, startWatch(timeline), timeline, by).links;
}

const renamed = (link: Link, email: string): Link => ({ ...link, email });
const rowsNamed = (count: number): LedgerRow[] => Array.from({ length: count }, (_, n) => ledgerRow(`CARD-${n}`));

/** Cosmos DB as it is deployed, and the fakes of the unit tests and the simulation: what holds for one holds for all. */
describe.each<[string, () => Promise<LinkStore>]>([
  ['in Cosmos DB', async () => cosmosLinks(await database.empty())],
  ['in memory', async () => memoryLinks()],
  ['in the simulation', async () => simulatedLinks()],
])('WIRE, C9 links %s', (_, open) => {
  const key = linkKey();
  const link = linkIn('linked', key);
  let links: LinkStore;
  beforeEach(async () => {
    links = await open();
  });

  async function withRows(rows: readonly LedgerRow[]) {
    let current = await links.create(link);
    for (let start = 0; start < rows.length; start += MAX_COMMIT) {
      const put = rows.slice(start, start + MAX_COMMIT);
      current = await links.commit(link, current.version, { put, drop: [] });
    }
    return current;
  }

  describe('a head', () => {
    test('is read as it was created, and not before', async () => {
      expect(await links.read(key)).toBeUndefined();
      const created = await links.create(link);
      expect(await links.read(key)).toEqual({ link, version: created.version });
    });

    test('is created once, also by two at once', async () => {
      const outcomes = await Promise.allSettled([links.create(link), links.create(link)]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      await expect(links.create(link)).rejects.toThrow(VersionConflict);
    });

    test('is replaced on its newest version, again and again', async () => {
      const created = await links.create(link);
      const second = await links.replace(renamed(link, 'second'), created.version);
      const third = await links.replace(renamed(link, 'third'), second.version);
      expect(await links.read(key)).toEqual({ link: renamed(link, 'third'), version: third.version });
    });

    test('stays as it is when the version is outdated', async () => {
      const created = await links.create(link);
      await links.replace(renamed(link, 'second'), created.version);
      await expect(links.replace(renamed(link, 'late'), created.version)).rejects.toThrow(VersionConflict);
      expect((await links.read(key))?.link.email).toBe('second');
    });

    test('takes one of two writers', async () => {
      const { version } = await links.create(link);
      const outcomes = await Promise.allSettled(
        ['one', 'two'].map((email) => links.replace(renamed(link, email), version)),
      );
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });
  });

  describe('a change', () => {
    const rename = (email: string) => (current: Link | undefined) => current && renamed(current, email);

    test('writes what was decided on what is stored, and answers both', async () => {
      await links.create(link);
      expect(await links.change(key, rename('after'))).toEqual({ before: link, after: renamed(link, 'after') });
      expect((await links.read(key))?.link).toEqual(renamed(link, 'after'));
    });

    test('makes the head of somebody who has none', async () => {
      expect(await links.change(key, (current) => current ?? link)).toEqual({ before: undefined, after: link });
      expect((await links.read(key))?.link).toEqual(link);
    });

    test('may leave things as they are', async () => {
      expect(await links.change(key, rename('nobody'))).toBeUndefined();
      expect(await links.read(key)).toBeUndefined();
      const created = await links.create(link);
      expect(await links.change(key, () => undefined)).toBeUndefined();
      expect(await links.read(key)).toEqual(created);
    });

    test('keeps the rows', async () => {
      await withRows([ledgerRow('A')]);
      await links.change(key, rename('after'));
      expect(await all(links.rows(key))).toEqual([ledgerRow('A')]);
    });

    test('lands beside others at the same time, also beside those that make the head', async () => {
      const letters = ['a', 'b', 'c', 'd', 'e'];
      await Promise.all(
        letters.map((letter) => links.change(key, (current) => renamed(link, `${current?.email ?? ''}${letter}`))),
      );
      expect([...((await links.read(key))?.link.email ?? '')].sort()).toEqual(letters);
    });
  });

  describe('a commit', () => {
    test('writes head and rows together, and gives the version to go on with', async () => {
      const { version } = await withRows([ledgerRow('A'), ledgerRow('B')]);
      const change = { put: [ledgerRow('B', { hash: 'newer' }), ledgerRow('C')], drop: [cardId('A')] };
      const committed = await links.commit(renamed(link, 'after'), version, change);
      expect(await links.read(key)).toEqual({ link: renamed(link, 'after'), version: committed.version });
      expect((await all(links.rows(key))).map(({ cardId: id, hash }) => [id, hash]).sort()).toEqual([
        ['B', 'newer'],
        ['C', 'hash'],
      ]);
      await links.replace(link, committed.version);
    });

    test('on an outdated version writes nothing', async () => {
      const { version } = await withRows([ledgerRow('A')]);
      await links.replace(renamed(link, 'faster'), version);
      const change = { put: [ledgerRow('B')], drop: [cardId('A')] };
      await expect(links.commit(renamed(link, 'late'), version, change)).rejects.toThrow(VersionConflict);
      expect((await links.read(key))?.link.email).toBe('faster');
      expect((await all(links.rows(key))).map((row) => row.cardId)).toEqual(['A']);
    });

    test('that cannot be done whole writes nothing', async () => {
      const { version } = await withRows([ledgerRow('A')]);
      const change = { put: [ledgerRow('B')], drop: [cardId('nowhere')] };
      const failure = await links.commit(renamed(link, 'half'), version, change).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Error);
      expect(failure).not.toBeInstanceOf(VersionConflict);
      expect(await links.read(key)).toEqual({ link, version });
      expect((await all(links.rows(key))).map((row) => row.cardId)).toEqual(['A']);
    });

    test('on a link that is not there writes nothing', async () => {
      await expect(links.commit(link, '"1"', { put: [ledgerRow('A')], drop: [] })).rejects.toThrow();
      expect(await all(links.rows(key))).toEqual([]);
    });

    test('holds as many rows as promised', async () => {
      await withRows(rowsNamed(MAX_COMMIT));
      expect(await all(links.rows(key))).toHaveLength(MAX_COMMIT);
    });
  });

  describe('rows', () => {
    test('of given cards are found, whatever the cards are called', async () => {
      const names = ['a/b\\c?d#e', 'ABC', 'abc', '名刺 1', '%41', 'x'.repeat(200)];
      const rows = names.map((name) =>
        ledgerRow(name, { hash: name, contactId: null, parked: 'ErrorInvalidProperty' }),
      );
      await withRows([...rows, ledgerRow('not asked for')]);
      const found = await links.rowsOf(key, [...rows.map((row) => row.cardId), cardId('unknown')]);
      expect(found).toEqual(new Map(rows.map((row) => [row.cardId, row])));
      expect(await links.rowsOf(key, [])).toEqual(new Map());
    });

    test('are listed whole, in pages, beyond a thousand', async () => {
      const rows = rowsNamed(1030);
      await withRows(rows);
      const ids = (some: Iterable<LedgerRow>) => [...some].map((row): CardId => row.cardId).sort();
      expect(ids(await all(links.rows(key)))).toEqual(ids(rows));
      const wanted = rows.slice(500, 750).map((row) => row.cardId);
      expect(ids((await links.rowsOf(key, wanted)).values())).toEqual(wanted.sort());
    });

    test('of cards that Outlook refused are found among the others, and no more than asked for', async () => {
      const refused = ['B', 'D', 'E'].map((id) => ledgerRow(id, { parked: 'ErrorInvalidProperty', contactId: null }));
      await withRows([ledgerRow('A'), ...refused, ledgerRow('C')]);
      const found = await links.parked(key, 100);
      expect([...found].sort((a, b) => (a.cardId < b.cardId ? -1 : 1))).toEqual(refused);
      expect(await links.parked(key, 2)).toHaveLength(2);
      expect(await links.parked(linkKey('ichiro'), 100)).toEqual([]);
    });

    test('of cards that were not written in full are found among the others, and no more than asked for', async () => {
      const shortened = ['B', 'D', 'E'].map((id) => ledgerRow(id, { leftOut: ['emailAddresses', 'fax'] }));
      await withRows([ledgerRow('A'), ...shortened, ledgerRow('C', { leftOut: [] })]);
      const found = await links.incomplete(key, 100);
      expect([...found].sort((a, b) => (a.cardId < b.cardId ? -1 : 1))).toEqual(shortened);
      expect(await links.incomplete(key, 2)).toHaveLength(2);
      expect(await links.incomplete(linkKey('ichiro'), 100)).toEqual([]);
    });

    test('are those of the link only', async () => {
      await withRows([ledgerRow('A')]);
      for (const other of [linkKey('ichiro'), linkKey('hanako', 'hokuto')]) {
        const { version } = await links.create(linkIn('linked', other));
        await links.commit(linkIn('linked', other), version, { put: [ledgerRow('A', { hash: 'theirs' })], drop: [] });
      }
      expect(await all(links.rows(key))).toEqual([ledgerRow('A')]);
      expect([...(await links.rowsOf(key, [cardId('A')])).values()]).toEqual([ledgerRow('A')]);
    });
  });

  test('due are the linked ones of the slot, of every organization', async () => {
    const slot = slotOf(key);
    await links.create(link);
    await links.create({ ...linkIn('linked', linkKey('jiro', 'hokuto')), slot });
    await links.create({ ...linkIn('linked', linkKey('other')), slot: (slot + 1) % 30 });
    await links.create(linkIn('linking', linkKey('begun')));
    await links.create(linkIn('reconnect-needed', linkKey('stopped')));
    const due = (await all(links.due(slot))).sort((a, b) => (a.userId < b.userId ? -1 : 1));
    expect(due).toEqual([
      { ...key, generation: 1 },
      { ...linkKey('jiro', 'hokuto'), generation: 1 },
    ]);
    expect(await all(links.due((slot + 2) % 30))).toEqual([]);
  });

  test('of an organization are all of its heads, and nobody else’s', async () => {
    const users = Array.from({ length: 5 }, (_, number) => `user-${number}`);
    for (const user of users) await links.create(linkIn('not-linked', linkKey(user)));
    await withRows([ledgerRow('A')]);
    await links.create(linkIn('linked', linkKey('hanako', 'mihon2')));
    const page = await all(links.ofOrganization(key.organizationId));
    expect(page.map((found) => found.userId).sort()).toEqual([key.userId, ...users]);
    expect(page.find((found) => found.userId === key.userId)).toEqual(link);
    expect(await all(links.ofOrganization(linkKey('x', 'nobody').organizationId))).toEqual([]);
  });
});

describe('WIRE links in Cosmos DB', () => {
  testOfOurEmulator('a link costs one request unit to read, or a little more', async () => {
    const links = cosmosLinks(await database.empty());
    await links.create(linkIn('linked'));
    database.emulator.requests.clear();
    await links.read(linkKey());
    const { charge, byOperation } = database.emulator.requests.summary();
    expect([charge < 1.1, byOperation]).toEqual([true, { 'read links': 1 }]);
  });
});
