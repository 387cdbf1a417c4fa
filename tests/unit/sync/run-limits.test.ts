import { describe, expect, test } from '@jest/globals';
import { nextBatchSize } from '../../../shared/sync/run-limits.ts';

describe('WIRE the size of a batch', () => {
  test.each([
    [20, true, 10],
    [10, true, 5],
    [5, true, 4],
    [4, true, 4],
    [4, false, 8],
    [16, false, 20],
    [20, false, 20],
  ])('after batches of %i, throttled: %s, the next have %i', (size, throttled, next) => {
    expect(nextBatchSize(size, throttled)).toBe(next);
  });
});
