import { randomUUID } from 'node:crypto';
import { type Activity, type ActivityLog, type AuditLog, activitySchema } from '../audit/activity.ts';
import { DAY, SECOND } from '../clock.ts';
import type { OpenContainer } from './cosmos-database.ts';
import { queryAll } from './cosmos-query.ts';

/** Retention of audit log entries, in milliseconds. */
const KEPT = 400 * DAY;

const RECENT = 'SELECT TOP @most * FROM c WHERE c.userId = @userId ORDER BY c.at DESC';

/** The audit log in Cosmos DB; one partition per organization. */
export function cosmosActivity(open: OpenContainer): ActivityLog & AuditLog {
  async function read(
    organizationId: Activity['organizationId'],
    query: string,
    values: Readonly<Record<string, string | number>>,
  ): Promise<readonly Activity[]> {
    const found = await queryAll(await open('activity'), query, values, organizationId);
    // While one release replaces another, the newer one may write kinds that this one has no words for.
    return found.flatMap((activity) => activitySchema.safeParse(activity).data ?? []);
  }

  return {
    async record(activity) {
      await (await open('activity')).items.create({ id: randomUUID(), ...activity, ttl: KEPT / SECOND });
    },
    recent: ({ organizationId, userId }, most) => read(organizationId, RECENT, { most, userId }),
    async before({ organizationId, person }, moment, most) {
      const theirs = person === undefined ? '' : '(c.userId = @userId OR c.address = @address) AND';
      const before = `SELECT TOP @most * FROM c WHERE ${theirs} c.at < @moment ORDER BY c.at DESC`;
      const lines = await read(organizationId, before, { most, moment, ...person });
      const last = lines.at(-1)?.at;
      if (last === undefined || lines.length < most) return lines;
      // The next page starts strictly before this time, so this page must contain all entries of that time.
      const at = `SELECT * FROM c WHERE ${theirs} c.at = @moment`;
      const whole = await read(organizationId, at, { moment: last, ...person });
      return [...lines.filter((line) => line.at !== last), ...whole];
    },
  };
}
