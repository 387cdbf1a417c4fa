import { type Instant, instant, type LinkKey, type OrganizationId } from '../ids.ts';
import type { Link } from '../links/link.ts';
import { openHold } from '../links/link-status.ts';
import { type LinkStore, VersionConflict } from '../links/link-store.ts';
import type { UserNotificationKind } from '../links/user-notifications.ts';
import type { Organization } from '../organizations/organization.ts';
import type { AdministratorNotificationKind } from '../organizations/organization-notifications.ts';
import { type NotificationMessage, notificationMessageSchema } from '../queues.ts';
import type { EventLog } from '../telemetry/log.ts';
import { userMail } from './compose-mail.ts';
import { deliverToAdministrators, note } from './deliver.ts';
import { dueForAdministrators, dueForUser } from './due.ts';
import type { NotificationDependencies } from './notification-dependencies.ts';

/**
 * Tells a user or the administrators what is due (PRODUCT E3). The time is written down before anything is sent, so that
 * of any number of messages one tells. It is taken back only when nothing can have arrived; the timer then asks again.
 */
export async function sendNotification(
  deps: NotificationDependencies,
  { organizationId, userId }: NotificationMessage,
): Promise<void> {
  if (userId === null) await tellAdministrators(deps, organizationId);
  else await tellUser(deps, { organizationId, userId });
}

/** A notice that was given up (PRODUCT E2): an event that raises an alarm. The timer asks for it again. */
export function reportPoisonNotification(log: EventLog, queue: string, message: unknown): void {
  const parsed = notificationMessageSchema.safeParse(message);
  if (parsed.success) log.record('message-poisoned', { queue, organizationId: parsed.data.organizationId });
  else log.record('message-unreadable', { queue });
}

async function tellUser(deps: NotificationDependencies, key: LinkKey): Promise<void> {
  const at = instant(deps.clock.now());
  let told: { link: Link; kind: UserNotificationKind } | undefined;
  await changeLink(deps.links, key, async (link) => {
    const organization = (await deps.organizations.read(key.organizationId))?.organization;
    const kind = dueForUser(link, organization, new Date(at));
    told = kind && { link, kind };
    return kind && { ...link.notices.told, [kind]: at };
  });
  if (told === undefined) return;
  const { link, kind } = told;
  const mail = await userMail(link, kind, deps.portal);
  if (mail === undefined || deps.notifier === undefined) return;
  const delivery = await deps.notifier.send(mail);
  note(deps, key.organizationId, kind, 'mail', delivery);
  if (delivery.kind !== 'later') return;
  await changeLink(deps.links, key, async ({ notices }) =>
    notices.told[kind] === at ? withTime(notices.told, kind, link.notices.told[kind]) : undefined,
  );
}

/** Writes what `change` answers, unless that is `undefined`; decides anew when somebody else wrote in between. */
async function changeLink(
  links: LinkStore,
  key: LinkKey,
  change: (link: Link) => Promise<Link['notices']['told'] | undefined>,
): Promise<void> {
  for (;;) {
    const read = await links.read(key);
    const told = read && (await change(read.link));
    if (read === undefined || told === undefined) return;
    try {
      await links.replace({ ...read.link, notices: { ...read.link.notices, told } }, read.version);
      return;
    } catch (failure) {
      if (!(failure instanceof VersionConflict)) throw failure;
    }
  }
}

async function tellAdministrators(deps: NotificationDependencies, organizationId: OrganizationId): Promise<void> {
  const now = deps.clock.now();
  const known = (await deps.organizations.read(organizationId))?.organization;
  if (known === undefined || dueForAdministrators(known, now).length === 0) return;
  const counts = await affected(deps.links, organizationId);
  const at = instant(now);
  let former: Organization | undefined;
  let kinds: readonly AdministratorNotificationKind[] = [];
  await deps.organizations.change(organizationId, (organization) => {
    former = organization;
    kinds = organization === undefined ? [] : dueForAdministrators(organization, now);
    kinds = kinds.filter((kind) => kind !== 'holds' || counts.holds > 0);
    if (organization === undefined || kinds.length === 0) return undefined;
    const told = Object.fromEntries(kinds.map((kind) => [kind, at]));
    return withTold(organization, { ...organization.notices.told, ...told });
  });
  if (former === undefined) return;
  for (const kind of kinds) {
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

/** How many users each kind is about. */
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

function withTold(organization: Organization, told: Organization['notices']['told']): Organization {
  return { ...organization, notices: { ...organization.notices, told } };
}

function withTime<Kind extends string>(
  told: Partial<Record<Kind, Instant>>,
  kind: Kind,
  at: Instant | undefined,
): Partial<Record<Kind, Instant>> {
  const { [kind]: _, ...others } = told;
  return (at === undefined ? others : { ...others, [kind]: at }) as Partial<Record<Kind, Instant>>;
}
