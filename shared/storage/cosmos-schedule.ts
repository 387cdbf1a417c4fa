import * as z from 'zod';
import { instantSchema } from '../ids.ts';
import type { ScheduleStore } from '../sync/schedule.ts';
import type { OpenContainer } from './cosmos-database.ts';

/** Item id in the container of the organizations, whose own item ids all begin with `organization-`. */
const ITEM = 'schedule';
const scheduleSchema = z.object({ lastServed: instantSchema });

/** The state of the scheduling timer in Cosmos DB. */
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
