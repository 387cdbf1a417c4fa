import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { instant, organizationIdSchema } from '../../../shared/ids.ts';
import { newOrganization, type Organization } from '../../../shared/organizations/organization.ts';
import type { OrganizationStore } from '../../../shared/organizations/organization-store.ts';
import { cosmosOrganizations } from '../../../shared/storage/cosmos-organizations.ts';
import { cosmosSchedule } from '../../../shared/storage/cosmos-schedule.ts';
import type { ScheduleStore } from '../../../shared/sync/schedule.ts';
import { startDatabase, testOfOurEmulator } from '../fixtures/database.ts';

let database: Awaited<ReturnType<typeof startDatabase>>;
let organizations: OrganizationStore;
let schedule: ScheduleStore;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  const open = await database.empty();
  organizations = cosmosOrganizations(open);
  schedule = cosmosSchedule(open);
});

const ID = organizationIdSchema.parse('見本/商事?#1');
const mihon = newOrganization(ID, '見本商事', true);
const named = (name: string) => (current: Organization | undefined) => ({ ...(current ?? mihon), name });

describe('WIRE organizations in Cosmos DB', () => {
  test('an organization is not known before it is made, and then as it was made', async () => {
    expect(await organizations.read(ID)).toBeUndefined();
    const seen: (Organization | undefined)[] = [];
    const made = await organizations.change(ID, (current) => {
      seen.push(current);
      return mihon;
    });
    expect([made, seen]).toEqual([{ before: undefined, after: mihon }, [undefined]]);
    expect((await organizations.read(ID))?.organization).toEqual(mihon);
  });

  test('a change may leave things as they are', async () => {
    expect(await organizations.change(ID, () => undefined)).toBeUndefined();
    expect(await organizations.read(ID)).toBeUndefined();
    await organizations.change(ID, () => mihon);
    const before = await organizations.read(ID);
    expect(await organizations.change(ID, () => undefined)).toBeUndefined();
    expect(await organizations.read(ID)).toEqual(before);
  });

  testOfOurEmulator('a change begins again when somebody else wrote in between', async () => {
    await organizations.change(ID, () => mihon);
    const seen: (string | undefined)[] = [];
    let second: Promise<unknown> | undefined;
    database.emulator.faults.add({ match: '^PUT ', effect: { kind: 'delay', ms: 100 } });
    await organizations.change(ID, (current) => {
      seen.push(current?.name);
      second ??= organizations.change(ID, named('割り込み'));
      return current && { ...current, entitled: false };
    });
    await second;
    expect(seen).toEqual(['見本商事', '割り込み']);
    expect((await organizations.read(ID))?.organization).toMatchObject({ name: '割り込み', entitled: false });
  });

  test('changes at the same time all land, also those that make the organization', async () => {
    const letters = ['あ', 'い', 'う', 'え', 'お'];
    await Promise.all(
      letters.map((letter) =>
        organizations.change(ID, (current) => ({ ...mihon, name: `${current?.name ?? ''}${letter}` })),
      ),
    );
    const name = (await organizations.read(ID))?.organization.name ?? '';
    expect([...name].sort()).toEqual(letters);
  });

  test('organizations do not mix', async () => {
    const other = organizationIdSchema.parse('hokuto');
    await organizations.change(ID, () => mihon);
    await organizations.change(other, () => newOrganization(other, '北斗', false));
    expect((await organizations.read(ID))?.organization.name).toBe('見本商事');
    expect(await organizations.read(organizationIdSchema.parse('schedule'))).toBeUndefined();
  });

  test('the timer remembers the last minute beside them, also under the name of one', async () => {
    const namesake = organizationIdSchema.parse('schedule');
    expect(await schedule.lastServed()).toBeUndefined();
    await schedule.served(instant(0));
    await schedule.served(instant(60_000));
    expect(await schedule.lastServed()).toBe('1970-01-01T00:01:00.000Z');
    expect(await organizations.read(namesake)).toBeUndefined();
    await organizations.change(namesake, () => newOrganization(namesake, '同名', true));
    expect(await schedule.lastServed()).toBe('1970-01-01T00:01:00.000Z');
  });

  testOfOurEmulator('an organization costs one request unit to read', async () => {
    await organizations.change(ID, () => mihon);
    database.emulator.requests.clear();
    await organizations.read(ID);
    expect(database.emulator.requests.summary()).toMatchObject({ charge: 1, byOperation: { 'read organizations': 1 } });
  });
});
