import { QueueClient } from '@azure/storage-queue';
import { type Clock, MINUTE, SECOND } from '../../shared/clock.ts';
import { type Instant, instant } from '../../shared/ids.ts';
import { SYNC_QUEUE, type SyncMessage } from '../../shared/queues.ts';
import { type ScheduleStore, scheduleSyncs } from '../../shared/sync/schedule.ts';
import { linkKey } from '../unit/fixtures/links.ts';
import { benchDependencies } from './bench-dependencies.ts';
import { collectedHeap } from './collected-heap.ts';
import { startEmulators } from './emulators.ts';
import type { FanOut } from './figures.ts';
import { median } from './median.ts';

const SLOTS = 30;
/** As many messages on their way to the queue as the timer has. */
const IN_FLIGHT = 32;
/** The bare sender sends one message for so many of the timer, to be done sooner; rates are compared. */
const BARE_PART = 4;
const NOON = Date.parse('2026-04-10T12:00:00Z');

/**
 * Measures the timer's work on so many links, half an hour of it, minute by minute; and between the minutes a bare
 * sender that puts messages of the same form into the same queue. They take turns, and the share is the median over the
 * pairs, so that whatever else the machine does hits both. Nothing is taken out of the queue: Azurite would stand still for minutes while it tidies up.
 */
export async function measureFanOut(links: number): Promise<FanOut> {
  const emulators = await startEmulators({ groups: [], headsOnly: links });
  try {
    const queue = new QueueClient(emulators.queues, SYNC_QUEUE);
    const plain = benchDependencies(emulators);
    const schedule = memorySchedule();
    let minute = NOON;
    const clock: Clock = { now: () => new Date(minute) };
    let sent = 0;
    const deps = {
      ...plain,
      clock,
      queues: {
        ...plain.queues,
        sync: async (message: SyncMessage) => {
          await plain.queues.sync(message);
          sent += 1;
        },
      },
    };

    // Both sides once before it counts: connections, and the compiler.
    await sendBare(queue, 1000);
    const heap: FanOut['heap'][number][] = [{ links: 0, bytes: collectedHeap() }];
    const pairs: { timer: number; bare: number }[] = [];
    for (let slot = 0; slot < SLOTS; slot += 1) {
      const before = sent;
      const timer = async () => {
        const ms = await timed(() => scheduleSyncs(deps, schedule));
        minute += MINUTE;
        return (sent - before) / ms;
      };
      const bare = async () => {
        const count = Math.round(links / SLOTS / BARE_PART);
        const ms = await timed(() => sendBare(queue, count));
        return count / ms;
      };
      // Each goes first every other time.
      if (slot % 2 === 0) pairs.push({ timer: await timer(), bare: await bare() });
      else pairs.push({ bare: await bare(), timer: await timer() });
      heap.push({ links: sent, bytes: collectedHeap() });
    }
    if (sent !== links) throw new Error(`${sent} messages for ${links} links.`);
    return {
      links,
      timerPerSecond: median(pairs.map(({ timer }) => timer * SECOND)),
      barePerSecond: median(pairs.map(({ bare }) => bare * SECOND)),
      share: median(pairs.map(({ timer, bare }) => timer / bare)),
      heap,
    };
  } finally {
    await emulators.stop();
  }
}

/** What anybody would write who only wants messages in a queue. */
async function sendBare(queue: QueueClient, count: number): Promise<void> {
  const tick = instant(NOON);
  const rest = Array.from({ length: count }, (_, index) => index).values();
  const sender = async () => {
    for (const index of rest) {
      const key = linkKey(`user-${index}`, `organization-${index % 50}`);
      const message: SyncMessage = { v: 1, ...key, generation: 1, reason: 'timer', tick };
      await queue.sendMessage(Buffer.from(JSON.stringify(message)).toString('base64'));
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, sender));
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function memorySchedule(): ScheduleStore {
  let last: Instant | undefined;
  return {
    lastServed: async () => last,
    served: async (minute) => {
      last = minute;
    },
  };
}
