import { describe, expect, test } from '@jest/globals';
import { describeHistory } from './history.ts';
import { proveHistories } from './prove-histories.ts';

describe('C2, C6, C9 any history', () => {
  // Fixed seeds, so that a green build stays green; `npm run prove -- --seed N` goes further.
  test.each([1, 2, 3, 4])('a hundred histories of seed %i break no invariant', async (seed) => {
    const { counterexample, faults, crashes } = await proveHistories(seed, 100);
    const alone = `This alone: npm run prove -- --seed ${seed} --histories 100`;
    expect(
      counterexample && [...counterexample.violations, describeHistory(counterexample.history), alone].join('\n'),
    ).toBe(undefined);
    expect(faults).toBeGreaterThan(50);
    expect(crashes).toBeGreaterThan(20);
  });
});
