import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { secretNameSchema, userIdSchema } from '../../../shared/ids.ts';
import type { OpenContainer } from '../../../shared/storage/cosmos-database.ts';
import { cosmosLinks } from '../../../shared/storage/cosmos-links.ts';
import { cosmosSuppliedKeys } from '../../../shared/storage/cosmos-supplied-keys.ts';
import { CARD_KEY, linkKey } from '../../unit/fixtures/links.ts';
import { startDatabase } from '../fixtures/database.ts';

let database: Awaited<ReturnType<typeof startDatabase>>;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.close());

const { organizationId } = linkKey();
let open: OpenContainer;
beforeEach(async () => {
  open = await database.empty();
});

describe('WIRE, A7 waiting keys in Cosmos DB', () => {
  test('waiting keys are kept by address, replaced, and removed for good', async () => {
    const keys = cosmosSuppliedKeys(open);
    expect(await keys.read(organizationId, 'hanako@example.com')).toBeUndefined();
    expect(await keys.save(organizationId, 'hanako@example.com', CARD_KEY)).toBeUndefined();
    expect(await keys.save(organizationId, 'hanako@example.com', { ...CARD_KEY, ownerId: 'newer' })).toEqual(CARD_KEY);
    expect(await keys.read(organizationId, 'hanako@example.com')).toEqual({ ...CARD_KEY, ownerId: 'newer' });
    const other = { ...CARD_KEY, secret: secretNameSchema.parse('another') };
    expect(await keys.remove(organizationId, 'hanako@example.com', other)).toBe(false);
    expect(await keys.read(organizationId, 'hanako@example.com')).toBeDefined();
    expect(await keys.remove(organizationId, 'hanako@example.com', CARD_KEY)).toBe(true);
    expect(await keys.read(organizationId, 'hanako@example.com')).toBeUndefined();
    expect(await keys.remove(organizationId, 'hanako@example.com', CARD_KEY)).toBe(false);
  });

  test('of keys that are saved at the same time each but the last is answered as replaced, once', async () => {
    const keys = cosmosSuppliedKeys(open);
    const saved = ['a', 'b', 'c', 'd', 'e'].map((ownerId) => ({ ...CARD_KEY, ownerId }));
    const replaced = await Promise.all(saved.map((key) => keys.save(organizationId, 'hanako@example.com', key)));
    const last = await keys.read(organizationId, 'hanako@example.com');
    const owners = [...replaced, last].flatMap((key) => key?.ownerId ?? []);
    expect(owners.sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('waiting keys are those of one organization and one address', async () => {
    const keys = cosmosSuppliedKeys(open);
    await keys.save(organizationId, 'hanako@example.com', CARD_KEY);
    expect(await keys.read(linkKey('x', 'hokuto').organizationId, 'hanako@example.com')).toBeUndefined();
    expect(await keys.read(organizationId, 'ichiro@example.com')).toBeUndefined();
  });

  test('waiting keys are no links', async () => {
    const links = cosmosLinks(open);
    await cosmosSuppliedKeys(open).save(organizationId, 'hanako@example.com', CARD_KEY);
    for await (const page of links.ofOrganization(organizationId)) expect(page).toEqual([]);
    expect(await links.read({ organizationId, userId: userIdSchema.parse('hanako@example.com') })).toBeUndefined();
  });

  test('waiting keys are listed in the order of their addresses, page by page, for their organization only', async () => {
    const keys = cosmosSuppliedKeys(open);
    for (const email of ['ken@example.com', 'hanako@example.com', 'misaki@example.com']) {
      await keys.save(organizationId, email, CARD_KEY);
    }
    await keys.save(linkKey('x', 'hokuto').organizationId, 'jiro@example.com', CARD_KEY);
    const { suppliedAt } = CARD_KEY;
    expect(await keys.waiting(organizationId, '', 2)).toEqual([
      { email: 'hanako@example.com', suppliedAt },
      { email: 'ken@example.com', suppliedAt },
    ]);
    expect(await keys.waiting(organizationId, 'ken@example.com', 2)).toEqual([
      { email: 'misaki@example.com', suppliedAt },
    ]);
  });

  test('the address of a person does not stand in what an item is called', async () => {
    await cosmosSuppliedKeys(open).save(organizationId, 'hanako@example.com', CARD_KEY);
    const { resources } = await (await open('links')).items.query('SELECT c.id, c.userId FROM c').fetchAll();
    expect(resources).toHaveLength(1);
    expect(JSON.stringify(resources)).not.toContain('hanako');
  });
});
