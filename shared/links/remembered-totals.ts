import { type Clock, SECOND } from '../clock.ts';
import type { UserStatus } from './link-status.ts';
import type { UserList } from './user-list.ts';

/** Users from which on the totals of an organization are remembered: a query for each status costs by their number. */
const LARGE = 1_000;
/** Milliseconds for which they are remembered. */
const REMEMBERED = 5 * SECOND;

type Totals = Readonly<Record<UserStatus, number>>;

/**
 * Remembers the totals of large organizations for some seconds, in this instance (PRODUCT E1). Whoever asks while they
 * are counted gets the same answer, whatever the size.
 */
export function rememberTotals(users: UserList, clock: Clock): UserList {
  const known = new Map<string, { readonly until: number; readonly totals: Promise<Totals> }>();

  async function count(name: string, asked: Promise<Totals>): Promise<Totals> {
    let isLarge = false;
    try {
      const totals = await asked;
      isLarge = Object.values(totals).reduce((sum, people) => sum + people, 0) >= LARGE;
      return totals;
    } finally {
      if (!isLarge) known.delete(name);
    }
  }

  return {
    ...users,
    totals(organizationId, generation) {
      const name = `${organizationId}\n${generation}`;
      const now = clock.now().getTime();
      for (const [old, { until }] of known) if (until <= now) known.delete(old);
      const remembered = known.get(name);
      if (remembered !== undefined) return remembered.totals;
      const totals = count(name, users.totals(organizationId, generation));
      known.set(name, { until: now + REMEMBERED, totals });
      return totals;
    },
  };
}
