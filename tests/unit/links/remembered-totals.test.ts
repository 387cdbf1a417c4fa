import { describe, expect, test } from '@jest/globals';
import { SECOND } from '../../../shared/clock.ts';
import { rememberTotals } from '../../../shared/links/remembered-totals.ts';
import { totalsOf, type UserList } from '../../../shared/links/user-list.ts';
import { linkKey, NOON } from '../fixtures/links.ts';

/** A list of that many people, which counts how often their totals are read. */
function listOf(people: number) {
  let now = NOON.getTime();
  let reads = 0;
  let fails = false;
  const never = async () => {
    throw new Error('Only totals are asked for.');
  };
  const users: UserList = {
    page: never,
    ending: never,
    failing: never,
    begun: never,
    withEmail: never,
    totals: async () => {
      reads += 1;
      if (fails) throw new Error('The database does not answer.');
      return { ...totalsOf([], 1), working: people };
    },
  };
  const remembered = rememberTotals(users, { now: () => new Date(now) });
  return {
    read: (organization = 'mihon', generation = 1) =>
      remembered.totals(linkKey('x', organization).organizationId, generation),
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    fail: (so: boolean) => {
      fails = so;
    },
    reads: () => reads,
  };
}

describe('E1 the totals of the list of people', () => {
  test('of a large organization are read once for five seconds, however often they are looked at', async () => {
    const list = listOf(5_000);
    for (let n = 0; n < 20; n += 1) expect((await list.read()).working).toBe(5_000);
    list.pass(5 * SECOND - 1);
    await list.read();
    expect(list.reads()).toBe(1);
    list.pass(1);
    await list.read();
    expect(list.reads()).toBe(2);
  });

  test('are those of one organization and one connection', async () => {
    const list = listOf(5_000);
    for (const [organization, generation] of [
      ['mihon', 1],
      ['hokuto', 1],
      ['mihon', 2],
    ] as const) {
      await list.read(organization, generation);
    }
    expect(list.reads()).toBe(3);
  });

  test('of a small one are as they are now', async () => {
    const list = listOf(999);
    for (let n = 0; n < 3; n += 1) await list.read();
    expect(list.reads()).toBe(3);
  });

  test.each([5_000, 3])('of %i people are read once for all who ask at once', async (people) => {
    const list = listOf(people);
    expect(await Promise.all([list.read(), list.read(), list.read()])).toEqual(
      Array(3).fill(expect.objectContaining({ working: people })),
    );
    expect(list.reads()).toBe(1);
  });

  test('that could not be read are read again', async () => {
    const list = listOf(5_000);
    list.fail(true);
    await expect(list.read()).rejects.toThrow('does not answer');
    list.fail(false);
    expect((await list.read()).working).toBe(5_000);
  });
});
