import { beforeEach, describe, expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../../../shared/clock.ts';
import { type Instant, instant } from '../../../shared/ids.ts';
import type { LinkStore } from '../../../shared/links/link-store.ts';
import type { SyncMessage } from '../../../shared/queues.ts';
import { type ScheduleStore, scheduleSyncs } from '../../../shared/sync/schedule.ts';
import { linkIn, linkKey, NOON } from '../fixtures/links.ts';
import { memoryLinks } from '../fixtures/memory-links.ts';
import { recordedQueues } from '../fixtures/recorded-queues.ts';

let links: LinkStore;
let queues: ReturnType<typeof recordedQueues>;
let lastServed: Instant | undefined;
const schedule: ScheduleStore = {
  lastServed: async () => lastServed,
  served: async (minute) => {
    lastServed = minute;
  },
};

beforeEach(() => {
  links = memoryLinks();
  queues = recordedQueues();
  lastServed = undefined;
});

/** The timer at so many milliseconds past noon; answers whom it asked for. */
async function timer(past: number, sync: typeof queues.sync = queues.sync): Promise<string[]> {
  queues.sent.sync.length = 0;
  const clock = { now: () => new Date(NOON.getTime() + past) };
  await scheduleSyncs({ clock, links, queues: { ...queues, sync }, log: { record: () => undefined } }, schedule);
  return queues.sent.sync.map((message) => message.userId).sort();
}

/** A link that is served at this minute of the half hour. */
async function linkAt(slot: number, userId = `at-${slot}`): Promise<string> {
  await links.create({ ...linkIn('linked', linkKey(userId)), slot });
  return userId;
}
const linkAtEach = () => Promise.all(Array.from({ length: 30 }, (_, slot) => linkAt(slot)));

describe('B2, C12 the timer', () => {
  test('asks for a run of the links of its minute, and of no others', async () => {
    await linkAtEach();
    await linkAt(1, 'at-1-too');
    await links.create(linkIn('unlinking', linkKey('leaving')));
    expect(await timer(MINUTE + 1)).toEqual(['at-1', 'at-1-too']);
    expect(queues.sent.sync[0]).toEqual({
      v: 1,
      ...linkKey('at-1'),
      generation: 1,
      reason: 'timer',
      tick: instant(NOON.getTime() + MINUTE),
    } satisfies SyncMessage);
  });

  test('serves every link once in each half hour', async () => {
    await linkAtEach();
    const served: string[] = [];
    for (let minute = 7; minute < 37; minute += 1) served.push(...(await timer(minute * MINUTE)));
    expect(served).toHaveLength(30);
    expect(new Set(served).size).toBe(30);
  });

  test('that runs twice in a minute asks once', async () => {
    await linkAt(3);
    expect(await timer(3 * MINUTE)).toEqual(['at-3']);
    expect(await timer(3 * MINUTE + 59_999)).toEqual([]);
  });

  test('that is behind another one does nothing', async () => {
    await linkAtEach();
    await timer(5 * MINUTE);
    expect(await timer(4 * MINUTE)).toEqual([]);
    expect(lastServed).toBe(instant(NOON.getTime() + 5 * MINUTE));
  });

  test('catches up on the minutes that it missed, over the turn of the half hour', async () => {
    await linkAtEach();
    await timer(28 * MINUTE);
    expect(await timer(31 * MINUTE)).toEqual(['at-0', 'at-1', 'at-29']);
    expect(new Set(queues.sent.sync.map((message) => message.tick))).toEqual(
      new Set([instant(NOON.getTime() + 31 * MINUTE)]),
    );
  });

  test.each([30 * MINUTE, 31 * MINUTE, 26 * HOUR])(
    'asks for each link at most once after a gap of %s ms',
    async (gap) => {
      await linkAtEach();
      await timer(0);
      const served = await timer(gap);
      expect(served).toHaveLength(30);
      expect(new Set(served).size).toBe(30);
    },
  );

  test('asks for many links of one minute, each once', async () => {
    const all = await Promise.all(Array.from({ length: 100 }, (_, number) => linkAt(4, `user-${number}`)));
    expect(await timer(4 * MINUTE)).toEqual(all.sort());
  });

  test('whose message could not be sent fails, and the next one asks again', async () => {
    await Promise.all(Array.from({ length: 5 }, (_, number) => linkAt(4, `user-${number}`)));
    await timer(3 * MINUTE);
    const refusing: typeof queues.sync = async (message) => {
      if (message.userId === 'user-0') throw new Error('The queue is unavailable.');
      await queues.sync(message);
    };
    await expect(timer(4 * MINUTE, refusing)).rejects.toThrow('The queue is unavailable.');
    expect(lastServed).toBe(instant(NOON.getTime() + 3 * MINUTE));
    expect(await timer(5 * MINUTE)).toContain('user-0');
  });
});
