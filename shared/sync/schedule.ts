import { MINUTE } from '../clock.ts';
import { forEachConcurrently } from '../concurrency.ts';
import { type Instant, instant } from '../ids.ts';
import type { DueLink, LinkStore } from '../links/link-store.ts';
import { SYNC_INTERVAL, slotAt } from '../links/slot.ts';
import { syncMessage } from '../queues.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

/** Stores the last minute whose slot was served. */
export interface ScheduleStore {
  lastServed(): Promise<Instant | undefined>;
  served(minute: Instant): Promise<void>;
}

/** Most messages that are sent to the queue at the same time. */
const IN_FLIGHT = 32;

/**
 * The timer's work: sends a sync message for every link whose slot has come since the last call, at most one for each
 * link, however long ago the last call was. Safe to call twice or late: a repeated message does no harm.
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

/** The links whose slots are served in the minutes `from` to `to`, both included; milliseconds since 1970. */
async function* dueLinks(store: Pick<LinkStore, 'due'>, from: number, to: number): AsyncGenerator<DueLink> {
  for (let minute = from; minute <= to; minute += MINUTE) {
    for await (const page of store.due(slotAt(minute))) yield* page;
  }
}
