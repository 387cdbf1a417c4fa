import { randomUUID } from 'node:crypto';
import { DAY, SECOND } from '../clock.ts';
import { type ActivityLog, activitySchema } from '../telemetry/activity.ts';
import type { OpenContainer } from './cosmos-database.ts';

/** How long the audit log remembers. */
const KEPT = 400 * DAY;

/** The audit log in Cosmos DB, one partition per organization. */
export function cosmosActivity(open: OpenContainer): ActivityLog {
  return {
    async record(activity) {
      await (await open('activity')).items.create({ id: randomUUID(), ...activity, ttl: KEPT / SECOND });
    },
    async recent(organizationId, userId, most) {
      const ofUser = userId === null ? '' : 'WHERE c.userId = @userId ';
      const { resources } = await (await open('activity')).items
        .query<unknown>(
          {
            query: `SELECT TOP @most * FROM c ${ofUser}ORDER BY c.at DESC`,
            parameters: [
              { name: '@most', value: most },
              ...(userId === null ? [] : [{ name: '@userId', value: userId }]),
            ],
          },
          { partitionKey: organizationId },
        )
        .fetchAll();
      return resources.map((activity) => activitySchema.parse(activity));
    },
  };
}
