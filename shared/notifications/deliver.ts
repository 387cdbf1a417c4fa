import { instant, type OrganizationId } from '../ids.ts';
import type { UserNoticeKind } from '../links/user-notifications.ts';
import type { Organization } from '../organizations/organization.ts';
import type { AdministratorMessageKind, LastDelivery } from '../organizations/organization-notifications.ts';
import type { SecretVault } from '../secrets.ts';
import type { Delivery, WebhookEvent } from './channels.ts';
import { administratorMail, administratorScreen } from './compose-mail.ts';
import type { NoticeWorld } from './notification-dependencies.ts';

/**
 * Tells those whom an organization entered, and its own program. What became of it is kept for the administrator to see,
 * for nobody else would notice a webhook that is refused. @param count users that it is about
 */
export async function deliverToAdministrators(
  world: NoticeWorld,
  { id: organizationId, notices }: Organization,
  kind: AdministratorMessageKind,
  count: number,
  at: Date,
): Promise<readonly Delivery[]> {
  const mails: Delivery[] = [];
  for (const to of world.notifier === undefined ? [] : notices.to) {
    const mail = await administratorMail(to, notices.language, kind, count, world.portal);
    const delivery = await world.notifier?.send(mail);
    if (delivery !== undefined) mails.push(note(world, organizationId, kind, 'mail', delivery));
  }
  const posts: Delivery[] = [];
  if (notices.webhook !== null) {
    const event = { kind, at, organizationId, count, url: administratorScreen(world.portal, kind) };
    const delivery = await postSigned(world, notices.webhook, event);
    posts.push(note(world, organizationId, kind, 'webhook', delivery));
  }
  const last: LastDelivery = { at: instant(at), mail: outcomeOf(mails), webhook: outcomeOf(posts) };
  await world.organizations.change(organizationId, (organization) =>
    organization === undefined ? undefined : { ...organization, notices: { ...organization.notices, last } },
  );
  return [...mails, ...posts];
}

/** A vault that does not answer is a way that is closed for now: what went out by mail is not to be sent again for it. */
async function postSigned(
  { vault, webhook }: Pick<NoticeWorld, 'vault' | 'webhook'>,
  { url, secret: name }: NonNullable<Organization['notices']['webhook']>,
  event: WebhookEvent,
): Promise<Delivery> {
  let secret: Awaited<ReturnType<SecretVault['read']>>;
  try {
    secret = await vault.read(name);
  } catch {
    return { kind: 'later', code: 'vault' };
  }
  if (secret === undefined) return { kind: 'failed', code: 'secret-missing' };
  return webhook.post(url, secret.value, event);
}

/** `null` when nothing was sent, and otherwise the first that failed. */
function outcomeOf(deliveries: readonly Delivery[]): LastDelivery['mail'] {
  if (deliveries.length === 0) return null;
  const failed = deliveries.find((delivery) => delivery.kind !== 'sent');
  return failed === undefined ? { sent: true } : { sent: false, code: failed.code };
}

/** Leaves what became of a notice in the log. */
export function note(
  { log }: Pick<NoticeWorld, 'log'>,
  organizationId: OrganizationId,
  kind: UserNoticeKind | AdministratorMessageKind,
  channel: 'mail' | 'webhook',
  delivery: Delivery,
): Delivery {
  if (delivery.kind === 'sent') log.record('notice-sent', { organizationId, kind, channel });
  else log.record('notice-failed', { organizationId, kind, channel, code: delivery.code });
  return delivery;
}
