import type { Link } from '../links/link.ts';
import { openHold } from '../links/link-status.ts';
import type { Organization } from '../organizations/organization.ts';
import { notificationMessage, type Queues } from '../queues.ts';
import type { EventLog } from '../telemetry/log.ts';
import { dueForAdministrators, dueForUser } from './due.ts';

/**
 * Queues the notices that are due, judged by one link. Called in every run, which the timer starts every 30 minutes: a
 * notice whose message was lost is queued again, unless its reason is over by then. Never fails, so that a notice
 * cannot make a run fail.
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
