import * as z from 'zod';
import { instantSchema } from '../ids.ts';
import type { ScheduleStore } from '../sync/schedule.ts';
import type { OpenContainer } from './cosmos-database.ts';

/** Beside the organizations, whose item ids all begin with `organization-`. */
const ITEM = 'schedule';
const scheduleSchema = z.object({ lastServed: instantSchema });

/** The timer's memory in Cosmos DB. */
export function cosmosSchedule(open: OpenContainer): ScheduleStore {
  return {
    async lastServed() {
      const { resource } = await (await open('organizations')).item(ITEM, ITEM).read();
      return resource === undefined ? undefined : scheduleSchema.parse(resource).lastServed;
    },
    async served(lastServed) {
      await (await open('organizations')).items.upsert({ id: ITEM, lastServed });
    },
  };
}
