import { MINUTE } from '../clock.ts';
import { type Instant, instant } from '../ids.ts';
import type { DueLink } from '../links/link-store.ts';
import { syncMessage } from '../queues.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

/** Remembers the last minute whose slot was served. */
export interface ScheduleStore {
  lastServed(): Promise<Instant | undefined>;
  served(minute: Instant): Promise<void>;
}

/** Messages that are on their way to the queue at the same time. */
const IN_FLIGHT = 32;
const SLOTS = 30;

/** The next minute at which the timer comes by for links of this slot. */
export function nextServed(slot: number, now: Date): Instant {
  const minute = Math.floor(now.getTime() / MINUTE) + 1;
  return instant((minute + ((slot - (minute % SLOTS) + SLOTS) % SLOTS)) * MINUTE);
}

/**
 * The timer's work: asks for a run of every link whose slot has come since the last time, each link at most once,
 * however long the gap was. Safe to run twice or late: a message only says "look at this link".
 */
export async function scheduleSyncs(
  deps: Pick<SyncDependencies, 'clock' | 'links' | 'queues' | 'log'>,
  schedule: ScheduleStore,
): Promise<void> {
  const now = Math.floor(deps.clock.now().getTime() / MINUTE) * MINUTE;
  const last = await schedule.lastServed();
  const from = Math.max(last === undefined ? now : Date.parse(last) + MINUTE, now - (SLOTS - 1) * MINUTE);
  if (from > now) return;

  const tick = instant(now);
  let links = 0;
  const sending = new Set<Promise<unknown>>();
  const ask = async (link: DueLink) => {
    await deps.queues.sync(syncMessage(link, link.generation, 'timer', tick));
    links += 1;
  };
  for (let minute = from; minute <= now; minute += MINUTE) {
    for await (const page of deps.links.due((minute / MINUTE) % SLOTS)) {
      for (const link of page) {
        const sent: Promise<unknown> = ask(link).then(() => sending.delete(sent));
        // What failed stays, and is noticed below; until then it must not count as unhandled.
        sent.catch(() => undefined);
        sending.add(sent);
        if (sending.size >= IN_FLIGHT) await Promise.race(sending);
      }
    }
  }
  await Promise.all(sending);
  await schedule.served(tick);
  deps.log.record('slots-served', { from: instant(from), to: tick, links });
}
