import { describe, expect, test } from '@jest/globals';
import { sweep } from './sweep.ts';

const SEED = Number(process.env['CRASH_SEED'] ?? 1);

describe('C9 a first sync', () => {
  test(`killed 20 times in a first sync of 1,000 cards (CRASH_SEED=${SEED}), each card ends with one contact`, async () => {
    const { kills, rest, lastTick } = await sweep(SEED, 1000, 20);
    expect(rest).toEqual({ contacts: 1000, rows: 1000, doubles: 0, violations: [] });
    expect(lastTick).toEqual({ mailbox: 0, ledger: 0 });
    // The kills were where they hurt: before there was anything, and with contacts that the ledger did not know.
    expect(kills).toHaveLength(20);
    expect(kills[0]).toMatchObject({ contacts: 0, rows: 0 });
    expect(kills.filter(({ contacts, rows }) => contacts > rows).length).toBeGreaterThanOrEqual(5);
    expect(kills.at(-1)?.contacts).toBeGreaterThan(200);
  }, 300_000);
});
