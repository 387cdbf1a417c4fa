import type { Link } from '../links/link.ts';
import { openHold } from '../links/link-status.ts';
import type { Organization } from '../organizations/organization.ts';
import { notificationMessage, type Queues } from '../queues.ts';
import type { EventLog } from '../telemetry/log.ts';
import { dueForAdministrators, dueForUser } from './due.ts';

/**
 * Asks for the notices that are due, as seen from one link. The timer comes by every 30 minutes, so that a notice that
 * got lost is asked for again, and what is over by then bothers nobody. Never fails: no run may suffer from a notice.
 */
export async function requestNotifications(
  { queues, log }: { readonly queues: Queues; readonly log: EventLog },
  link: Link,
  organization: Organization | undefined,
  now: Date,
): Promise<void> {
  const { organizationId, userId } = link;
  const forUser = dueForUser(link, organization, now) !== undefined;
  const kinds = organization === undefined ? [] : dueForAdministrators(organization, now);
  const forAdministrators = kinds.some((kind) => kind !== 'holds' || openHold(link.sync) !== undefined);
  const messages = [
    ...(forUser ? [notificationMessage(organizationId, userId)] : []),
    ...(forAdministrators ? [notificationMessage(organizationId, null)] : []),
  ];
  try {
    for (const message of messages) await queues.notification(message);
  } catch {
    log.record('notice-not-asked-for', { organizationId });
  }
}
