import { MINUTE } from '../clock.ts';
import { forEachConcurrently } from '../concurrency.ts';
import { type Instant, instant } from '../ids.ts';
import type { DueLink, LinkStore } from '../links/link-store.ts';
import { SYNC_INTERVAL, slotAt } from '../links/slot.ts';
import { syncMessage } from '../queues.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

/** Remembers the last minute whose slot was served. */
export interface ScheduleStore {
  lastServed(): Promise<Instant | undefined>;
  served(minute: Instant): Promise<void>;
}

/** Messages that are on their way to the queue at the same time. */
const IN_FLIGHT = 32;

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
  const from = Math.max(last === undefined ? now : Date.parse(last) + MINUTE, now - SYNC_INTERVAL + MINUTE);
  if (from > now) return;

  const tick = instant(now);
  let links = 0;
  await forEachConcurrently(IN_FLIGHT, dueLinks(deps.links, from, now), async (link) => {
    await deps.queues.sync(syncMessage(link, link.generation, 'timer', tick));
    links += 1;
  });
  await schedule.served(tick);
  deps.log.record('slots-served', { from: instant(from), to: tick, links });
}

/** The links of these minutes' slots. */
async function* dueLinks(store: Pick<LinkStore, 'due'>, from: number, to: number): AsyncGenerator<DueLink> {
  for (let minute = from; minute <= to; minute += MINUTE) {
    for await (const page of store.due(slotAt(minute))) yield* page;
  }
}
