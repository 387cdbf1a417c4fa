import { type Clock, SECOND } from '../clock.ts';
import type { UserStatus } from './link-status.ts';
import type { UserList } from './user-list.ts';

/** Users from which on the totals of an organization are remembered: a query for each status costs by their number. */
const LARGE = 1_000;
/** Milliseconds for which they are remembered. */
const REMEMBERED = 5 * SECOND;

/** Remembers the totals of large organizations for some seconds, in this instance. */
export function rememberTotals(users: UserList, clock: Clock): UserList {
  const known = new Map<string, { readonly until: number; readonly totals: Readonly<Record<UserStatus, number>> }>();
  return {
    ...users,
    async totals(organizationId, generation) {
      const name = `${organizationId}\n${generation}`;
      const now = clock.now().getTime();
      for (const [old, { until }] of known) if (until <= now) known.delete(old);
      const remembered = known.get(name);
      if (remembered !== undefined) return remembered.totals;
      const totals = await users.totals(organizationId, generation);
      const people = Object.values(totals).reduce((sum, count) => sum + count, 0);
      if (people >= LARGE) known.set(name, { until: now + REMEMBERED, totals });
      return totals;
    },
  };
}
