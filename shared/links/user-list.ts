import type { LinkKey, OrganizationId } from '../ids.ts';
import type { Link } from './link.ts';
import { USER_STATUSES, type UserStatus, userStatus } from './link-status.ts';
import type { RunFailureCode } from './run-failure.ts';

/** Which people of an organization a list shows. */
export interface UserFilter {
  /** A part of the address; empty for everybody. */
  readonly text: string;
  readonly standing?: UserStatus | undefined;
}

interface UserPage {
  readonly links: readonly Link[];
  /** Where the next page begins; `undefined` on the last. */
  readonly next: string | undefined;
}

/**
 * The people of one organization, for its administrator. Every method looks at this organization only, whatever else it
 * is given. `generation` is that of the connection as it is now.
 */
export interface UserList {
  /** In the order of the addresses, from where an earlier page ended. */
  page(
    organizationId: OrganizationId,
    generation: number,
    filter: UserFilter,
    after: string | undefined,
    most: number,
  ): Promise<UserPage>;
  totals(organizationId: OrganizationId, generation: number): Promise<Readonly<Record<UserStatus, number>>>;
  /** How many links have ended and are not tidied up yet. */
  ending(organizationId: OrganizationId, generation: number): Promise<number>;
  /** How many have a sync that last failed for this reason. */
  failing(organizationId: OrganizationId, code: RunFailureCode): Promise<number>;
  /** Somebody who has this address; in lower case. */
  withEmail(organizationId: OrganizationId, email: string): Promise<LinkKey | undefined>;
}

/** How many are in each state, of people who are all at hand. */
export function totalsOf(links: readonly Link[], generation: number): Record<UserStatus, number> {
  const found = Map.groupBy(links, (link) => userStatus(link, generation));
  const counts = USER_STATUSES.map((status) => [status, found.get(status)?.length ?? 0]);
  return Object.fromEntries(counts) as Record<UserStatus, number>;
}

/** Those whose links a disconnect ends. */
export function linkedUsers(totals: Readonly<Record<UserStatus, number>>): number {
  const { 'not-linked': _, ending: __, ...linked } = totals;
  return Object.values(linked).reduce((sum, count) => sum + count, 0);
}
