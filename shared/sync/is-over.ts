import { DAY } from '../clock.ts';
import { hasEnded } from '../consent/active-connection.ts';
import type { Link } from '../links/link.ts';
import type { Organization } from '../organizations/organization.ts';

/** How long a stopped link waits for its user (PRODUCT C11). */
const RECONNECT_TIMEOUT = 30 * DAY;

/** How long a linking that broke off may be taken up by the next sign-in; its token is not kept longer. */
const LINKING_TIMEOUT = DAY;

/** Whether all that is left to do for a link is to tidy up after it. */
export function isOver({ state }: Pick<Link, 'state'>, organization: Organization | undefined, now: Date): boolean {
  if (state.name === 'not-linked') return false;
  if (state.name === 'unlinking' || hasEnded(organization, state.generation)) return true;
  if (state.name === 'linking') return now.getTime() - Date.parse(state.since) > LINKING_TIMEOUT;
  return state.name === 'reconnect-needed' && now.getTime() - Date.parse(state.stoppedAt) > RECONNECT_TIMEOUT;
}
