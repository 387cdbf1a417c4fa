import { type Instant, instant, type LinkKey, type OrganizationId } from '../ids.ts';
import type { LinkHead } from '../links/link.ts';
import { type LinkStore, StaleHead } from '../links/link-store.ts';
import type { UserNoticeKind } from '../links/user-notifications.ts';
import type { Organization } from '../organizations/organization.ts';
import type { AdministratorNoticeKind } from '../organizations/organization-notifications.ts';
import type { NoticeMessage } from '../queues.ts';
import { userMail } from './compose-mail.ts';
import { deliverToAdministrators, note } from './deliver.ts';
import { dueForAdministrators, dueForUser, isHeldOpen } from './due.ts';
import type { NoticeWorld } from './notification-dependencies.ts';

/**
 * Tells a user or the administrators what is due (PRODUCT E3). The time is written down before anything is sent, so that
 * of any number of messages one tells. It is taken back only when nothing can have arrived; the timer then asks again.
 */
export async function sendNotice(world: NoticeWorld, { organizationId, userId }: NoticeMessage): Promise<void> {
  if (userId === null) await tellAdministrators(world, organizationId);
  else await tellUser(world, { organizationId, userId });
}

async function tellUser(world: NoticeWorld, key: LinkKey): Promise<void> {
  const at = instant(world.clock.now());
  let told: { head: LinkHead; kind: UserNoticeKind } | undefined;
  await changeHead(world.links, key, async (head) => {
    const organization = (await world.organizations.read(key.organizationId))?.organization;
    const kind = dueForUser(head, organization, new Date(at));
    told = kind && { head, kind };
    return kind && { ...head.notices.told, [kind]: at };
  });
  if (told === undefined) return;
  const { head, kind } = told;
  const mail = await userMail(head, kind, world.portal);
  if (mail === undefined || world.notifier === undefined) return;
  const delivery = await world.notifier.send(mail);
  note(world, key.organizationId, kind, 'mail', delivery);
  if (delivery.kind !== 'later') return;
  await changeHead(world.links, key, async ({ notices }) =>
    notices.told[kind] === at ? withTime(notices.told, kind, head.notices.told[kind]) : undefined,
  );
}

/** Writes what `change` answers, unless that is `undefined`; decides anew when somebody else wrote in between. */
async function changeHead(
  links: LinkStore,
  key: LinkKey,
  change: (head: LinkHead) => Promise<LinkHead['notices']['told'] | undefined>,
): Promise<void> {
  for (;;) {
    const read = await links.read(key);
    const told = read && (await change(read.head));
    if (read === undefined || told === undefined) return;
    try {
      await links.replace({ ...read.head, notices: { ...read.head.notices, told } }, read.version);
      return;
    } catch (failure) {
      if (!(failure instanceof StaleHead)) throw failure;
    }
  }
}

async function tellAdministrators(world: NoticeWorld, organizationId: OrganizationId): Promise<void> {
  const now = world.clock.now();
  const known = (await world.organizations.read(organizationId))?.organization;
  if (known === undefined || dueForAdministrators(known, now).length === 0) return;
  const counts = await affected(world.links, organizationId);
  const at = instant(now);
  let former: Organization | undefined;
  let kinds: readonly AdministratorNoticeKind[] = [];
  await world.organizations.change(organizationId, (organization) => {
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
    const deliveries = await deliverToAdministrators(world, former, kind, counts[kind], now);
    if (deliveries.length === 0 || deliveries.some((delivery) => delivery.kind !== 'later')) continue;
    await world.organizations.change(organizationId, (organization) =>
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
): Promise<Record<AdministratorNoticeKind, number>> {
  const counts = { 'consent-missing': 0, holds: 0, plan: 0 };
  for await (const heads of links.ofOrganization(organizationId)) {
    for (const { state, sync } of heads) {
      if (state.name === 'linked') counts.plan += 1;
      if (state.name === 'linked' && isHeldOpen(sync)) counts.holds += 1;
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
