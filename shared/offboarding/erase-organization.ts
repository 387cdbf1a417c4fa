import * as z from 'zod';
import { type Clock, DAY, MINUTE, SECOND } from '../clock.ts';
import { forEachConcurrently } from '../concurrency.ts';
import { FUNCTION_TIMEOUT } from '../function-timeout.ts';
import type { Session } from '../identity/session.ts';
import { instant, instantSchema, type OrganizationId, organizationIdSchema, type SecretName } from '../ids.ts';
import type { LinkStore } from '../links/link-store.ts';
import { type Connection, type Erased, erasedSchema, type Organization } from '../organizations/organization.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import { bareText } from '../plain-text.ts';
import { type CleanUpMessage, erasureMessage, type Queues } from '../queues.ts';
import { forget, forgetLater, freshSecretName, type SecretVault } from '../secrets.ts';
import type { EventLog } from '../telemetry/log.ts';
import { deleteAndPurge } from './forget-secret.ts';

/** An item in the partition of a link, with the secret whose name it holds. */
export interface LinkItem {
  readonly id: string;
  readonly userId: string;
  readonly secret: SecretName | undefined;
}

/** Everything that is stored about an organization, except the organization's own document. */
export interface OrganizationData {
  count(organizationId: OrganizationId): Promise<Erased>;
  /** The items of users, their ledgers, and API keys that wait for their user, page by page. */
  ofLinks(organizationId: OrganizationId): AsyncIterable<readonly LinkItem[]>;
  /** Succeeds also when the item does not exist. */
  deleteOfLink(organizationId: OrganizationId, item: LinkItem): Promise<void>;
  /** The audit log, sessions, attempts and sent forms. */
  deleteRest(organizationId: OrganizationId): Promise<void>;
  deleteOrganization(organizationId: OrganizationId): Promise<void>;
}

/** The receipt that the organization gets at the end, and the only thing that is kept. It names no person. */
export const receiptSchema = z.object({
  organizationId: organizationIdSchema,
  organizationName: z.string(),
  askedAt: instantSchema,
  finishedAt: instantSchema,
  deleted: erasedSchema,
  /** When the vault, which may not be told to purge, has forgotten the deleted secrets; `null` when it has already. */
  vaultForgetsBy: z.union([instantSchema, z.literal('unknown')]).nullable(),
  /** When the receipt itself is deleted. */
  expiresAt: instantSchema,
});
export type Receipt = z.infer<typeof receiptSchema>;

export interface ReceiptStore {
  read(organizationId: OrganizationId): Promise<Receipt | undefined>;
  save(receipt: Receipt): Promise<void>;
}

export interface ErasureDependencies {
  readonly clock: Clock;
  readonly organizations: OrganizationStore;
  readonly links: LinkStore;
  readonly data: OrganizationData;
  readonly receipts: ReceiptStore;
  readonly vault: SecretVault;
  readonly queues: Queues;
  readonly log: EventLog;
}

type ErasureMessage = Extract<CleanUpMessage, { scope: 'erasure' }>;

const RECEIPT_TTL = 90 * DAY;
const TIME_BOX = 4 * MINUTE;
/** Seconds before the next check whether all links are cleaned up. */
const LOOK_AGAIN = 60;
/** Rounds for which a vault that is slow to forget is waited for; then the rest is left to the clean-up queue. */
const PATIENCE = 30;
/** Most items that are deleted at the same time. */
const IN_FLIGHT = 16;

/** When every function that was running at the request for the erasure has ended, so that nothing more is written. */
export function quietFrom(erasure: NonNullable<Organization['erasure']>): Date {
  return new Date(Date.parse(erasure.askedAt) + FUNCTION_TIMEOUT);
}

/**
 * Begins to delete everything of an organization (PRODUCT D3), in the background. The administrator has to type the
 * organization's name, so that nobody does this by mistake. A repeated request continues the erasure.
 */
export async function askToErase(
  deps: Pick<ErasureDependencies, 'clock' | 'organizations' | 'queues'>,
  session: Session,
  typed: string,
): Promise<'asked' | 'name-differs' | 'connected'> {
  const { organizationId } = session.person;
  const organization = (await deps.organizations.read(organizationId))?.organization;
  if (organization === undefined) return 'name-differs';
  if (organization.erasure === null && plain(typed) !== plain(organization.name)) return 'name-differs';
  const changed = await deps.organizations.change(organizationId, (current): Organization | undefined => {
    if (current === undefined) return undefined;
    if (current.erasure !== null)
      return { ...current, erasure: { ...current.erasure, turn: current.erasure.turn + 1 } };
    if (current.contacts.state === 'connected' || current.mail.state === 'connected') return undefined;
    const erasure = { askedAt: instant(deps.clock.now()), turn: 1, found: null };
    return { ...current, contacts: over(current.contacts), mail: over(current.mail), erasure };
  });
  const erasure = changed?.after.erasure ?? null;
  if (erasure === null) return 'connected';
  const { turn } = erasure;
  const wait = quietFrom(erasure).getTime() - deps.clock.now().getTime();
  await deps.queues.cleanUp(erasureMessage(organizationId, turn), Math.max(0, Math.ceil(wait / SECOND)));
  return 'asked';
}

/** Ends the wait for a consent. A callback that arrives for it later has an old generation and is ignored. */
function over({ state, generation }: Connection): Connection {
  return { state: 'off', generation: state === 'off' ? generation : generation + 1 };
}

function plain(name: string): string {
  return bareText(name).replace(/\s+/g, ' ');
}

/**
 * Deletes everything of an organization whose administrator asked for it: first the secrets, then the items that name
 * them, once the vault has forgotten the secrets or said that it will not, last the organization. Safe to run any number
 * of times; after a while it ends and sends a message to continue.
 */
export async function eraseOrganization(deps: ErasureDependencies, message: ErasureMessage): Promise<void> {
  const { clock, organizations, data, queues } = deps;
  const { organizationId, turn } = message;
  const organization = (await organizations.read(organizationId))?.organization;
  if (organization === undefined || organization.erasure === null || organization.erasure.turn !== turn) return;
  const { erasure } = organization;
  const begun = clock.now();
  const early = quietFrom(erasure).getTime() - begun.getTime();
  if (early > 0) return queues.cleanUp(message, Math.ceil(early / SECOND));
  // The disconnect has started the clean-up of the links, and the timer restarts it where its message was lost.
  if (await hasLinks(deps, organizationId)) return queues.cleanUp(message, LOOK_AGAIN);

  const found = erasure.found ?? (await data.count(organizationId));
  // Counted once, before anything is deleted: after an interrupted run, a count would be too low.
  await organizations.change(organizationId, (current) =>
    current?.erasure?.found === null ? { ...current, erasure: { ...current.erasure, found } } : undefined,
  );
  let leaving = false;
  for await (const items of data.ofLinks(organizationId)) {
    await forEachConcurrently(IN_FLIGHT, items, async (item) => {
      const leaves = item.secret !== undefined && (await isLeaving(deps, message, item.secret));
      leaving ||= leaves;
      if (!leaves || message.rounds >= PATIENCE) await data.deleteOfLink(organizationId, item);
    });
    if (clock.now().getTime() > begun.getTime() + TIME_BOX) return queues.cleanUp(message);
  }
  const { webhook } = organization.notices;
  if (webhook !== null && (await isLeaving(deps, message, webhook.secret))) leaving = true;
  const lastSecret = message.lastSecret ?? (await deleteLastSecret(deps, organizationId));
  const last = await deps.vault.purge(lastSecret);
  leaving ||= last.kind === 'leaving';
  if (leaving && message.rounds < PATIENCE) {
    return queues.cleanUp({ ...message, rounds: message.rounds + 1, lastSecret }, LOOK_AGAIN);
  }
  await data.deleteRest(organizationId);

  const now = clock.now();
  const until = last.kind === 'kept' ? last.until : undefined;
  await deps.receipts.save({
    organizationId,
    organizationName: organization.name,
    askedAt: erasure.askedAt,
    finishedAt: instant(now),
    deleted: found,
    vaultForgetsBy: !leaving && last.kind === 'gone' ? null : until === undefined ? 'unknown' : instant(until),
    expiresAt: instant(now.getTime() + RECEIPT_TTL),
  });
  await data.deleteOrganization(organizationId);
  deps.log.record('organization-erased', { organizationId });
}

/**
 * Deletes a secret and has the vault forget it. When that takes too long, it is left to the clean-up queue.
 *
 * @returns whether the vault has not forgotten it, although it may
 */
async function isLeaving(
  deps: ErasureDependencies,
  { organizationId, rounds }: ErasureMessage,
  secret: SecretName,
): Promise<boolean> {
  const { kind } = await deleteAndPurge(deps.vault, secret);
  if (kind !== 'leaving') return false;
  if (rounds >= PATIENCE) await forgetLater(deps, { organizationId, userId: null }, [secret]);
  return true;
}

/**
 * Deletes a secret that says nothing. A vault keeps all deleted secrets equally long, so whatever of the organization was
 * deleted before has left when this one has.
 */
async function deleteLastSecret(deps: ErasureDependencies, organizationId: OrganizationId): Promise<SecretName> {
  const name = freshSecretName('last', organizationId, 'organization');
  await deps.vault.write(name, 'nothing');
  await forget(deps, { organizationId, userId: null }, [name]);
  return name;
}

async function hasLinks({ links }: ErasureDependencies, organizationId: OrganizationId): Promise<boolean> {
  for await (const page of links.ofOrganization(organizationId)) {
    if (page.some(({ state }) => state.name !== 'not-linked')) return true;
  }
  return false;
}
