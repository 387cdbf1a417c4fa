import type { LinkKey, OrganizationId, UserId } from '../ids.ts';
import type { Link } from './link.ts';
import { USER_STATUSES, type UserStatus, userStatus } from './link-status.ts';
import type { RunFailureCode } from './run-failure.ts';

/** Which users of an organization a list shows. */
export interface UserFilter {
  /** A part of the address; empty for all users. */
  readonly text: string;
  readonly standing?: UserStatus | undefined;
}

interface UserPage {
  readonly links: readonly Link[];
  /** The position at which the next page begins; `undefined` on the last page. */
  readonly next: string | undefined;
}

/**
 * The users of one organization, for its administrator. No method returns data of another organization, whatever its
 * other arguments are. `generation` is the connection's present generation.
 */
export interface UserList {
  /** One page, ordered by address, from the position at which an earlier page ended. */
  page(
    organizationId: OrganizationId,
    generation: number,
    filter: UserFilter,
    after: string | undefined,
    most: number,
  ): Promise<UserPage>;
  totals(organizationId: OrganizationId, generation: number): Promise<Readonly<Record<UserStatus, number>>>;
  /** Number of links that have ended and are not cleaned up yet. */
  ending(organizationId: OrganizationId, generation: number): Promise<number>;
  /** Number of users whose last sync failed with this code. */
  failing(organizationId: OrganizationId, code: RunFailureCode): Promise<number>;
  /** Whether anybody has an API key, also one that waits for its person, and whether anybody is linked. */
  begun(organizationId: OrganizationId): Promise<{ readonly keys: boolean; readonly links: boolean }>;
  /** A user with this address, which has to be in lower case; another one than `except`. */
  withEmail(organizationId: OrganizationId, email: string, except?: UserId): Promise<LinkKey | undefined>;
}

/** Number of users in each status, counted from a complete list of links. */
export function totalsOf(links: readonly Link[], generation: number): Record<UserStatus, number> {
  const found = Map.groupBy(links, (link) => userStatus(link, generation));
  const counts = USER_STATUSES.map((status) => [status, found.get(status)?.length ?? 0]);
  return Object.fromEntries(counts) as Record<UserStatus, number>;
}

/** Number of users whose links a disconnect ends. */
export function linkedUsers(totals: Readonly<Record<UserStatus, number>>): number {
  const { 'not-linked': _, ending: __, ...linked } = totals;
  return Object.values(linked).reduce((sum, count) => sum + count, 0);
}
