import { type Instant, instant, type LinkKey, type OrganizationId } from '../ids.ts';
import { openHold } from '../links/link-status.ts';
import type { LinkStore } from '../links/link-store.ts';
import type { Organization } from '../organizations/organization.ts';
import type { AdministratorNotificationKind } from '../organizations/organization-notifications.ts';
import { type NotificationMessage, notificationMessageSchema } from '../queues.ts';
import type { EventLog } from '../telemetry/log.ts';
import { userMail } from './compose-mail.ts';
import type { NotificationDependencies } from './deliver.ts';
import { deliverToAdministrators, note } from './deliver.ts';
import { dueForAdministrators, dueForUser } from './due.ts';

/**
 * Sends the notice that is due to a user or the administrators (PRODUCT E3). The time of sending is stored first, so
 * that only one of any number of messages sends it. That time is removed again only when certainly nothing arrived; the
 * timer then queues the notice again.
 */
export async function sendNotification(
  deps: NotificationDependencies,
  { organizationId, userId }: NotificationMessage,
): Promise<void> {
  if (userId === null) await tellAdministrators(deps, organizationId);
  else await tellUser(deps, { organizationId, userId });
}

async function tellUser(deps: NotificationDependencies, key: LinkKey): Promise<void> {
  const now = deps.clock.now();
  const at = instant(now);
  const organization = (await deps.organizations.read(key.organizationId))?.organization;
  const told = await deps.links.change(key, (current) => {
    if (current === undefined) return undefined;
    const kind = dueForUser(current, organization, now);
    return kind && withTold(current, { ...current.notices.told, [kind]: at });
  });
  if (told?.before === undefined) return;
  const link = told.before;
  const kind = dueForUser(link, organization, now);
  if (kind === undefined) return;
  const mail = await userMail(link, kind, deps.portal);
  if (mail === undefined || deps.notifier === undefined) return;
  const delivery = await deps.notifier.send(mail);
  note(deps, key.organizationId, kind, 'mail', delivery);
  if (delivery.kind !== 'later') return;
  await deps.links.change(key, (current) =>
    current?.notices.told[kind] === at
      ? withTold(current, withTime(current.notices.told, kind, link.notices.told[kind]))
      : undefined,
  );
}

async function tellAdministrators(deps: NotificationDependencies, organizationId: OrganizationId): Promise<void> {
  const now = deps.clock.now();
  const known = (await deps.organizations.read(organizationId))?.organization;
  if (known === undefined || dueForAdministrators(known, now).length === 0) return;
  const counts = await affected(deps.links, organizationId);
  const at = instant(now);
  const due = (organization: Organization) =>
    dueForAdministrators(organization, now).filter((kind) => kind !== 'holds' || counts.holds > 0);
  const told = await deps.organizations.change(organizationId, (organization) => {
    const kinds = organization === undefined ? [] : due(organization);
    if (organization === undefined || kinds.length === 0) return undefined;
    return withTold(organization, {
      ...organization.notices.told,
      ...Object.fromEntries(kinds.map((kind) => [kind, at])),
    });
  });
  const former = told?.before;
  if (former === undefined) return;
  for (const kind of due(former)) {
    const before = former.notices.told[kind];
    const deliveries = await deliverToAdministrators(deps, former, kind, counts[kind], now);
    if (deliveries.length === 0 || deliveries.some((delivery) => delivery.kind !== 'later')) continue;
    await deps.organizations.change(organizationId, (organization) =>
      organization?.notices.told[kind] === at
        ? withTold(organization, withTime(organization.notices.told, kind, before))
        : undefined,
    );
  }
}

/**
 * Logs a notice whose message failed for good, which raises an alarm (PRODUCT E2). The timer queues the notice again.
 */
export function reportPoisonNotification(log: EventLog, queue: string, message: unknown): void {
  const parsed = notificationMessageSchema.safeParse(message);
  if (parsed.success) log.record('message-poisoned', { queue, organizationId: parsed.data.organizationId });
  else log.record('message-unreadable', { queue });
}

/** Number of users concerned, for each kind. */
async function affected(
  links: LinkStore,
  organizationId: OrganizationId,
): Promise<Record<AdministratorNotificationKind, number>> {
  const counts = { 'consent-missing': 0, holds: 0, plan: 0 };
  for await (const page of links.ofOrganization(organizationId)) {
    for (const { state, sync } of page) {
      if (state.name === 'linked') counts.plan += 1;
      if (state.name === 'linked' && openHold(sync) !== undefined) counts.holds += 1;
      if (sync.lastFailure?.code === 'consent-missing') counts['consent-missing'] += 1;
    }
  }
  return counts;
}

function withTold<Told extends { readonly notices: { readonly told: object } }>(
  document: Told,
  told: Told['notices']['told'],
): Told {
  return { ...document, notices: { ...document.notices, told } };
}

function withTime<Kind extends string>(
  told: Partial<Record<Kind, Instant>>,
  kind: Kind,
  at: Instant | undefined,
): Partial<Record<Kind, Instant>> {
  const { [kind]: _, ...others } = told;
  return (at === undefined ? others : { ...others, [kind]: at }) as Partial<Record<Kind, Instant>>;
}
