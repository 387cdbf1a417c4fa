import type { SuppliedKeyStore } from '../api-keys/supply-key.ts';
import { type Clock, DAY, MINUTE, SECOND } from '../clock.ts';
import { instant, type OrganizationId } from '../ids.ts';
import type { LinkStore } from '../links/link-store.ts';
import type { UserList } from '../links/user-list.ts';
import type { Delivery, Notifier } from '../notifications/channels.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import { invitationsMessage, type Queues } from '../queues.ts';
import type { EventLog } from '../telemetry/log.ts';
import { type Invitation, type InvitationStore, isLinked } from './invitation.ts';
import { invitationMail } from './invitation-mail.ts';
import { hasKeyFor, personWith } from './invite.ts';

export interface SendingDependencies {
  readonly clock: Clock;
  readonly log: EventLog;
  readonly organizations: Pick<OrganizationStore, 'read'>;
  readonly invitations: InvitationStore;
  readonly supplied: Pick<SuppliedKeyStore, 'read'>;
  readonly users: Pick<UserList, 'withEmail'>;
  readonly links: Pick<LinkStore, 'read'>;
  readonly queues: Pick<Queues, 'notification'>;
  /** `undefined` when mail is not configured. */
  readonly notifier: Notifier | undefined;
  readonly portal: string;
}

const PAGE = 100;
/** Milliseconds after which the rest is left to another message. */
const TIME_BOX = 3 * MINUTE;
/** Milliseconds until the next try when the mail service, or the pace of the domain, says later. */
const PAUSE = { minute: MINUTE, otherwise: 15 * MINUTE };
/** Milliseconds after which an invitation that never went out is given up. */
const GIVE_UP = 2 * DAY;

/** Sends an organization's invitations that wait, one after the other; what is too much now is left to a later message. */
export async function sendInvitations(deps: SendingDependencies, organizationId: OrganizationId): Promise<void> {
  const begun = deps.clock.now().getTime();
  for await (const invitation of waiting(deps.invitations, organizationId)) {
    const organization = (await deps.organizations.read(organizationId))?.organization;
    if (organization === undefined || organization.erasure !== null || deps.notifier === undefined) return;
    if (deps.clock.now().getTime() - begun > TIME_BOX) return again(deps, organizationId, 0);
    const delivery = await send(deps, deps.notifier, invitation, organization.name);
    if (delivery?.kind === 'later') {
      return again(deps, organizationId, delivery.code === 'pace-minute' ? PAUSE.minute : PAUSE.otherwise);
    }
  }
}

function again({ queues }: SendingDependencies, organizationId: OrganizationId, delay: number): Promise<void> {
  return queues.notification(invitationsMessage(organizationId), delay / SECOND);
}

async function* waiting(invitations: InvitationStore, organizationId: OrganizationId): AsyncGenerator<Invitation> {
  for (let after = ''; ; ) {
    const page = await invitations.page(organizationId, after, PAGE);
    yield* page.filter(({ state }) => state === 'waiting');
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.email;
  }
}

/** Sends one invitation, unless another message has, or the person has linked. */
async function send(
  deps: SendingDependencies,
  notifier: Notifier,
  { organizationId, email }: Invitation,
  organizationName: string,
): Promise<Delivery | undefined> {
  const link = await personWith(deps, organizationId, email);
  const needed = link === undefined || !isLinked(link);
  const sentAt = instant(deps.clock.now());
  const taken = await deps.invitations.change(organizationId, email, (current) => {
    if (current?.state !== 'waiting') return undefined;
    return needed ? { ...current, state: 'sending', sentAt } : { ...current, state: 'unneeded' };
  });
  if (taken === undefined || !needed) return undefined;
  const hasKey = await hasKeyFor(deps, organizationId, email, link);
  const delivery = await notifier.send(
    await invitationMail(taken.after, { organizationName, hasKey, portal: deps.portal }),
  );
  if (delivery.kind === 'sent') deps.log.record('invitation-sent', { organizationId });
  else deps.log.record('invitation-failed', { organizationId, code: delivery.code });
  await deps.invitations.change(organizationId, email, (current) =>
    current?.state === 'sending' && current.sentAt === sentAt ? after(current, delivery, deps.clock.now()) : undefined,
  );
  return delivery;
}

function after(invitation: Invitation, delivery: Delivery, now: Date): Invitation {
  switch (delivery.kind) {
    case 'sent':
      return { ...invitation, state: 'sent', code: null };
    case 'failed':
      return { ...invitation, state: 'failed', code: delivery.code };
    case 'later': {
      const isLate = now.getTime() - Date.parse(invitation.askedAt) > GIVE_UP;
      return { ...invitation, state: isLate ? 'failed' : 'waiting', sentAt: null, code: delivery.code };
    }
  }
}
