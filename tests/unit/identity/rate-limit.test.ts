import { describe, expect, test } from '@jest/globals';
import { memoryCounters } from '../../../shared/identity/memory-counters.ts';
import { RATE_LIMITS, tooOften } from '../../../shared/identity/rate-limit.ts';
import { NOON } from '../fixtures/links.ts';

describe('SECURITY the sign-ins that begin at one network address', () => {
  test('are enough for 5,000 people with three tabs each within five minutes, and have an end', async () => {
    const counters = memoryCounters({ now: () => NOON });
    const begin = (address: string) => tooOften(counters, 'sign-in', address, NOON);
    for (let n = 0; n < 5000 * 3; n += 1) expect(await begin('203.0.113.7')).toBeUndefined();
    expect(await begin('203.0.113.7')).toBeLessThanOrEqual(RATE_LIMITS['sign-in'].within / 1000);
    expect(await begin('203.0.113.8')).toBeUndefined();
  });
});
