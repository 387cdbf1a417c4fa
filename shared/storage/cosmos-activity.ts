import { randomUUID } from 'node:crypto';
import type { SqlParameter } from '@azure/cosmos';
import { DAY, SECOND } from '../clock.ts';
import { type Activity, type ActivityLog, type AuditLog, activitySchema } from '../telemetry/activity.ts';
import type { OpenContainer } from './cosmos-database.ts';

/** How long the audit log remembers. */
const KEPT = 400 * DAY;

/** The audit log in Cosmos DB, one partition per organization. */
export function cosmosActivity(open: OpenContainer): ActivityLog & AuditLog {
  async function newest(
    organizationId: Activity['organizationId'],
    condition: string,
    parameters: SqlParameter[],
    most: number,
  ): Promise<readonly Activity[]> {
    const query = `SELECT TOP @most * FROM c ${condition} ORDER BY c.at DESC`;
    const { resources } = await (await open('activity')).items
      .query<unknown>(
        { query, parameters: [{ name: '@most', value: most }, ...parameters] },
        { partitionKey: organizationId },
      )
      .fetchAll();
    return resources.map((activity) => activitySchema.parse(activity));
  }

  return {
    async record(activity) {
      await (await open('activity')).items.create({ id: randomUUID(), ...activity, ttl: KEPT / SECOND });
    },
    recent: (organizationId, userId, most) =>
      userId === null
        ? newest(organizationId, '', [], most)
        : newest(organizationId, 'WHERE c.userId = @userId', [{ name: '@userId', value: userId }], most),
    before: (organizationId, moment, most) =>
      newest(organizationId, 'WHERE c.at < @moment', [{ name: '@moment', value: moment }], most),
  };
}
