import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Weather } from '../../../local/emulators/graph/weather.ts';
import { hanako, startTenant } from '../fixtures/graph-tenant.ts';

const STAMP = 'String {6d0b2f2a-5b0e-4b7e-9a0c-2c3f7b1d9e55} Name Some';
const EXPAND = `$expand=${encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${STAMP}')`)}`;
const VALUE = 'x'.repeat(300);

let tenant: Awaited<ReturnType<typeof startTenant>>;
beforeAll(async () => {
  tenant = await startTenant();
});
afterAll(() => tenant.graph.close());
beforeEach(() => tenant.graph.reset());

async function fiveContacts() {
  const folder = await tenant.newFolder();
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    ids.push((await tenant.newContact(folder, { singleValueExtendedProperties: [{ id: STAMP, value: VALUE }] })).id);
  }
  return { folder, ids };
}

/** Positions of the contacts that a listing shows. */
async function listed(contacts: string, ids: readonly string[]): Promise<number[]> {
  const found: number[] = [];
  for (let path = `${contacts}?$top=2`; path !== undefined; ) {
    const { body } = await tenant.call(path);
    found.push(...body.value.map(({ id }: { id: string }) => ids.indexOf(id)));
    path = body['@odata.nextLink'];
  }
  return found;
}

describe('LOCAL the weather of Graph', () => {
  test.each<[string, Partial<Weather>, number[]]>([
    ['leaves contacts out', { leftOut: [1, 4] }, [0, 2, 3]],
    ['has no next link', { endsAfter: 2 }, [0, 1]],
    ['has short pages', { shortPages: 1 }, [0, 1, 2, 3, 4]],
    ['is a replica behind', { behindSeconds: 60 }, []],
  ])('a listing that %s, once', async (_, weather, shown) => {
    const { folder, ids } = await fiveContacts();
    tenant.graph.setWeather({ ...weather, listings: 1 });
    expect(await listed(folder.contacts, ids)).toEqual(shown);
    expect(await listed(folder.contacts, ids)).toEqual([0, 1, 2, 3, 4]);
  });

  test('a contact that a listing lacks is there by its id', async () => {
    const { folder, ids } = await fiveContacts();
    tenant.graph.setWeather({ leftOut: [0], behindSeconds: 60 });
    expect((await tenant.call(`${folder.contacts}/${ids[0]}`)).status).toBe(200);
  });

  test('listed contacts may have nothing but an id, and cut strings', async () => {
    const { folder, ids } = await fiveContacts();
    tenant.graph.setWeather({ bareContacts: true });
    const bare = await tenant.call(`${folder.contacts}?${EXPAND}`);
    expect(bare.body.value[0]).toEqual({ id: ids[0], singleValueExtendedProperties: null });
    tenant.graph.setWeather({ cutsStringsAt: 255 });
    const cut = await tenant.call(`${folder.contacts}?${EXPAND}`);
    expect(cut.body.value[0].singleValueExtendedProperties[0].value).toBe(VALUE.slice(0, 255));
  });

  test('a batch is answered with another status, and with all its parts', async () => {
    tenant.graph.setWeather({ batchStatus: 424 });
    const { status, body } = await tenant.post('/$batch', {
      requests: [{ id: '1', method: 'GET', url: '/me/contacts' }],
    });
    expect([status, body.responses[0].status]).toEqual([424, 200]);
  });

  test('Exchange moves the versions of contacts by itself', async () => {
    const { folder, ids } = await fiveContacts();
    const version = async () => (await tenant.call(`${folder.contacts}/${ids[2]}`)).body.changeKey;
    const before = await version();
    tenant.graph.act(hanako, { kind: 'touch-contacts' });
    expect(await version()).not.toBe(before);
  });

  test('is switched over http', async () => {
    const set = (weather: object) =>
      fetch(`${tenant.graph.origin}/_emulator/weather`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(weather),
      });
    expect((await set({ endsAfter: 1 })).status).toBe(204);
    expect((await set({ rain: true })).status).toBe(400);
    const { folder, ids } = await fiveContacts();
    expect(await listed(folder.contacts, ids)).toEqual([0]);
  });
});
