import { describe, expect, test } from '@jest/globals';
import { runHistory } from './history.ts';
import { SCENARIOS } from './scenarios.ts';

const SEEDS = [1, 2, 3, 4, 5];

describe('B3, C2, C6, C9, D1, D2 a history', () => {
  test.each(Object.entries(SCENARIOS))('%s', async (_, history) => {
    for (const seed of SEEDS) {
      const { violations, faults } = await runHistory({ seed, ...history });
      expect(violations).toEqual([]);
      expect(faults).toBe(history.faults.length);
      expect((await runHistory({ seed, ...history, tight: true })).violations).toEqual([]);
    }
  });
});
