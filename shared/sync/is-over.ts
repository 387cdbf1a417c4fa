import { DAY } from '../clock.ts';
import type { LinkHead } from '../links/link-head.ts';
import { hasEnded, type Organization } from '../organizations/organization.ts';

/** How long a stopped link waits for its user (PRODUCT C11). */
const STOPPED_FOR = 30 * DAY;

/** Whether all that is left to do for a link is to tidy up after it. */
export function isOver({ state }: Pick<LinkHead, 'state'>, organization: Organization | undefined, now: Date): boolean {
  if (state.name === 'not-linked') return false;
  if (state.name === 'unlinking' || hasEnded(organization, state.generation)) return true;
  return state.name === 'reconnect-needed' && now.getTime() - Date.parse(state.stoppedAt) > STOPPED_FOR;
}
