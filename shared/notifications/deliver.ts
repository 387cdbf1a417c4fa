import { type ActivityLog, recordActivity } from '../audit/activity.ts';
import type { Clock } from '../clock.ts';
import type { Session } from '../identity/session.ts';
import { instant, type OrganizationId } from '../ids.ts';
import type { UserNotificationKind } from '../links/link.ts';
import type { LinkStore } from '../links/link-store.ts';
import type { Organization } from '../organizations/organization.ts';
import type { AdministratorMessageKind, LastDelivery } from '../organizations/organization-notifications.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { SecretVault } from '../secrets.ts';
import type { EventLog } from '../telemetry/log.ts';
import type { Delivery, Notifier, Webhook, WebhookEvent } from './channels.ts';
import { administratorMail, administratorScreen } from './compose-mail.ts';

/** The ports that are needed to send notices. */
export interface NotificationDependencies {
  readonly clock: Clock;
  readonly links: LinkStore;
  readonly organizations: OrganizationStore;
  readonly vault: SecretVault;
  readonly log: EventLog;
  /** `undefined` when mail is not configured. */
  readonly notifier: Notifier | undefined;
  readonly webhook: Webhook;
  /** The public origin of the portal, without a path. */
  readonly portal: string;
}

/**
 * Sends a notice to the addresses and the webhook that an organization entered. The result is stored for the
 * administrator to see, since nobody else would notice that a webhook is refused.
 *
 * @param count number of users concerned
 */
export async function deliverToAdministrators(
  deps: NotificationDependencies,
  { id: organizationId, notices }: Organization,
  kind: AdministratorMessageKind,
  count: number,
  at: Date,
): Promise<readonly Delivery[]> {
  const mails: Delivery[] = [];
  for (const to of deps.notifier === undefined ? [] : notices.to) {
    const mail = await administratorMail(to, notices.language, kind, count, deps.portal);
    const delivery = await deps.notifier?.send(mail);
    if (delivery !== undefined) mails.push(note(deps, organizationId, kind, 'mail', delivery));
  }
  const posts: Delivery[] = [];
  if (notices.webhook !== null) {
    const event = { kind, at, organizationId, count, url: administratorScreen(deps.portal, kind) };
    const delivery = await postSigned(deps, notices.webhook, event);
    posts.push(note(deps, organizationId, kind, 'webhook', delivery));
  }
  const last: LastDelivery = { at: instant(at), mail: outcomeOf(mails), webhook: outcomeOf(posts) };
  await deps.organizations.change(organizationId, (organization) =>
    organization === undefined ? undefined : { ...organization, notices: { ...organization.notices, last } },
  );
  return [...mails, ...posts];
}

/** Sends a notice marked as a trial to every address and the webhook of the organization (PRODUCT E3). */
export async function sendTrial(
  deps: NotificationDependencies & { readonly activity: ActivityLog },
  { person: { organizationId, name } }: Session,
): Promise<void> {
  const organization = (await deps.organizations.read(organizationId))?.organization;
  if (organization === undefined) return;
  await deliverToAdministrators(deps, organization, 'trial', 0, deps.clock.now());
  await recordActivity(deps, { organizationId }, 'notices-tried', { actor: name });
}

/**
 * Calls the webhook, signed. A failure of the vault is answered as `later` and not thrown, since a retry of the queue
 * message would send the mails again.
 */
async function postSigned(
  { vault, webhook }: Pick<NotificationDependencies, 'vault' | 'webhook'>,
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

/** The outcome of several deliveries: `null` when there was none, otherwise the first that failed, if any. */
function outcomeOf(deliveries: readonly Delivery[]): LastDelivery['mail'] {
  if (deliveries.length === 0) return null;
  const failed = deliveries.find((delivery) => delivery.kind !== 'sent');
  return failed === undefined ? { sent: true } : { sent: false, code: failed.code };
}

/** Logs the result of a notice. */
export function note(
  { log }: Pick<NotificationDependencies, 'log'>,
  organizationId: OrganizationId,
  kind: UserNotificationKind | AdministratorMessageKind,
  channel: 'mail' | 'webhook',
  delivery: Delivery,
): Delivery {
  if (delivery.kind === 'sent') log.record('notice-sent', { organizationId, kind, channel });
  else log.record('notice-failed', { organizationId, kind, channel, code: delivery.code });
  return delivery;
}
