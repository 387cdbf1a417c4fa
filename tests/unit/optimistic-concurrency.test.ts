import { expect, test } from '@jest/globals';
import { changeVersioned, VersionConflict } from '../../shared/optimistic-concurrency.ts';

/** One stored number, of which another writer changes the version before so many of our writes. */
function contested(others: number) {
  const store = { value: 1, version: 1, tries: 0 };
  const read = async () => ({ current: store.value, version: String(store.version) });
  const write = async (next: number, version: string | undefined) => {
    store.tries += 1;
    if (others-- > 0) {
      store.version += 1;
      store.value += 10;
    }
    if (version !== String(store.version)) throw new VersionConflict();
    store.value = next;
  };
  return { store, change: () => changeVersioned<number>(read, write, (current) => (current ?? 0) + 1) };
}

test('C9 a change is decided anew on what somebody else wrote in between', async () => {
  const { store, change } = contested(2);
  expect(await change()).toEqual({ before: 21, after: 22 });
  expect(store).toMatchObject({ value: 22, tries: 3 });
});

test('LOCAL a change that others overtake every time is given up', async () => {
  const { store, change } = contested(Number.POSITIVE_INFINITY);
  await expect(change()).rejects.toThrow(VersionConflict);
  expect(store.tries).toBe(20);
});

test('LOCAL a change whose write fails is not tried again', async () => {
  let tries = 0;
  const fail = async () => {
    tries += 1;
    throw new Error('The database did not answer.');
  };
  await expect(
    changeVersioned<number>(
      async () => undefined,
      fail,
      () => 1,
    ),
  ).rejects.toThrow('did not answer');
  expect(tries).toBe(1);
});
