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

/** What telling people touches outside itself. */
export interface NotificationDependencies {
  readonly clock: Clock;
  readonly links: LinkStore;
  readonly organizations: OrganizationStore;
  readonly vault: SecretVault;
  readonly log: EventLog;
  /** `undefined` where mail is not set up. */
  readonly notifier: Notifier | undefined;
  readonly webhook: Webhook;
  /** Where people reach the portal, without a path. */
  readonly portal: string;
}

/**
 * Tells those whom an organization entered, and its own program. What became of it is kept for the administrator to see,
 * for nobody else would notice a webhook that is refused. @param count users that it is about
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

/** Sends a notice that says it is a trial, on every way that the organization entered (PRODUCT E3). */
export async function sendTrial(
  deps: NotificationDependencies & { readonly activity: ActivityLog },
  { person: { organizationId, name } }: Session,
): Promise<void> {
  const organization = (await deps.organizations.read(organizationId))?.organization;
  if (organization === undefined) return;
  await deliverToAdministrators(deps, organization, 'trial', 0, deps.clock.now());
  await recordActivity(deps, { organizationId }, 'notices-tried', { actor: name });
}

/** A vault that does not answer is a way that is closed for now: what went out by mail is not to be sent again for it. */
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

/** `null` when nothing was sent, and otherwise the first that failed. */
function outcomeOf(deliveries: readonly Delivery[]): LastDelivery['mail'] {
  if (deliveries.length === 0) return null;
  const failed = deliveries.find((delivery) => delivery.kind !== 'sent');
  return failed === undefined ? { sent: true } : { sent: false, code: failed.code };
}

/** Leaves what became of a notice in the log. */
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
