import { describe, expect, test } from '@jest/globals';
import { forEachConcurrently } from '../../shared/concurrency.ts';

async function* fetched(items: readonly number[]): AsyncGenerator<number> {
  for (const item of items) {
    await Promise.resolve();
    yield item;
  }
}
const NUMBERS = Array.from({ length: 10 }, (_, index) => index);

describe.each([
  ['that are there', (): Iterable<number> => NUMBERS],
  ['that are fetched', () => fetched(NUMBERS)],
])('LOCAL items %s', (_, items) => {
  test('are begun in their order, so many at a time', async () => {
    const begun: number[] = [];
    let inFlight = 0;
    let most = 0;
    await forEachConcurrently(3, items(), async (item) => {
      begun.push(item);
      inFlight += 1;
      most = Math.max(most, inFlight);
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      inFlight -= 1;
    });
    expect([begun, most, inFlight]).toEqual([NUMBERS, 3, 0]);
  });

  test('are not begun once one has failed', async () => {
    const begun: number[] = [];
    const failing = forEachConcurrently(1, items(), async (item) => {
      begun.push(item);
      if (item === 2) throw new Error('the third');
    });
    await expect(failing).rejects.toThrow('the third');
    expect(begun).toEqual([0, 1, 2]);
  });

  test('that are under way when one fails are waited for, and the first failure is told', async () => {
    const ended: number[] = [];
    const failing = forEachConcurrently(4, items(), async (item) => {
      for (let turn = 0; turn < 20 * item; turn += 1) await Promise.resolve();
      ended.push(item);
      if (item === 1 || item === 2) throw new Error(`item ${item}`);
    });
    await expect(failing).rejects.toThrow('item 1');
    expect(ended.slice(0, 4)).toEqual([0, 1, 2, 3]);
    const then = [...ended];
    await new Promise((resolve) => setImmediate(resolve));
    expect(ended).toEqual(then);
  });
});

test('LOCAL fails when the items can be fetched no further', async () => {
  async function* broken(): AsyncGenerator<number> {
    yield 1;
    throw new Error('no more');
  }
  await expect(forEachConcurrently(4, broken(), async () => undefined)).rejects.toThrow('no more');
});
