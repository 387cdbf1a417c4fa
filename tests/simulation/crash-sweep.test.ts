import { describe, expect, test } from '@jest/globals';
import { STORIES, sweepCrashes, sweepPairs } from './crash-sweep.ts';
import { describeHistory } from './history.ts';

const stories = Object.entries(STORIES);

describe('C9 a story that is broken off', () => {
  test.each(stories)('%s: a crash at any call is made good', async (_, steps) => {
    const { crashes, histories, violated } = await sweepCrashes(steps, 1);
    expect(violated.map(({ history, violations }) => `${violations.join('\n')}\n${describeHistory(history)}`)).toEqual(
      [],
    );
    expect(crashes).toBe(histories);
    expect(crashes).toBeGreaterThan(100);
  });

  test.each(stories)('%s: two crashes are made good', async (_, steps) => {
    const { crashes, violated } = await sweepPairs(steps, 1, 211);
    expect(violated.map(({ history, violations }) => `${violations.join('\n')}\n${describeHistory(history)}`)).toEqual(
      [],
    );
    expect(crashes).toBeGreaterThan(50);
  });
});
