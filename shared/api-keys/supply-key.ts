import type { Activity, ActivityLog } from '../audit/activity.ts';
import type { CardOwner } from '../cards/card.ts';
import { type CardSource, CardSourceFailure } from '../cards/card-source.ts';
import type { Clock } from '../clock.ts';
import { type Instant, instant, type LinkKey, type OrganizationId, type SecretName } from '../ids.ts';
import type { CardKey } from '../links/link.ts';
import { type LinkStore, StaleHead } from '../links/link-store.ts';
import { moveTo, newHead } from '../links/link-transitions.ts';
import type { UserList } from '../links/user-list.ts';
import type { Queues } from '../queues.ts';
import { freshSecretName, type SecretVault } from '../secrets.ts';

/** A key that waits for its person, as its administrator sees it. */
export interface WaitingKey {
  readonly email: string;
  readonly suppliedAt: Instant;
}

/** Keys that an administrator supplied for people whom we have not seen yet, by address. */
export interface SuppliedKeyStore {
  /** Those of one organization, in the order of their addresses, behind one of them. */
  waiting(organizationId: OrganizationId, after: string, most: number): Promise<readonly WaitingKey[]>;
  read(organizationId: OrganizationId, email: string): Promise<CardKey | undefined>;
  /** @returns the key whose place it took */
  save(organizationId: OrganizationId, email: string, key: CardKey): Promise<CardKey | undefined>;
  /** Only if it still waits: a newer one that was supplied meanwhile stays. @returns whether it waited */
  remove(organizationId: OrganizationId, email: string, key: CardKey): Promise<boolean>;
}

export interface CardKeysWorld {
  readonly clock: Clock;
  readonly links: LinkStore;
  readonly users: Pick<UserList, 'withEmail'>;
  readonly supplied: SuppliedKeyStore;
  readonly vault: SecretVault;
  /** Opens the card system with a key that is not kept yet. */
  readonly tryKey: (apiKey: string) => CardSource;
  readonly queues: Queues;
  readonly activity: ActivityLog;
}

/** What became of a key that was entered (PRODUCT A7). */
export type KeyOutcome = 'accepted' | 'invalid-email' | 'malformed' | 'unavailable' | KeyRefusal;

/** Why a key that looked like one was not taken: the card system does not know it, or it opens somebody else's cards. */
export type KeyRefusal = 'refused' | 'other-person' | 'other-owner';

export interface KeyEntry {
  readonly organizationId: OrganizationId;
  readonly email: string;
  readonly apiKey: string;
  readonly by: 'user' | 'administrator';
  readonly actor: string;
  /** Known when the user enters the key. */
  readonly userId: LinkKey['userId'] | undefined;
}

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** RFC 5321; and what is longer would take the expression long to read. */
const LONGEST_ADDRESS = 254;
const KEY = /^[0-9A-Za-z]{32}$/;

/**
 * Checks a key against the card system, keeps it in the vault and gives it to its person, now or when that person
 * appears. The key's own address must be the person's: a key on the wrong line must never pour one person's cards into
 * another's mailbox.
 */
export async function supplyKey(world: CardKeysWorld, entry: KeyEntry): Promise<KeyOutcome> {
  const { organizationId, by, actor } = entry;
  const email = entry.email.trim().toLowerCase();
  const apiKey = entry.apiKey.trim();
  if (email.length > LONGEST_ADDRESS || !ADDRESS.test(email)) return 'invalid-email';
  if (!KEY.test(apiKey)) return 'malformed';

  const userId = entry.userId ?? (await world.users.withEmail(organizationId, email))?.userId;
  const key = userId === undefined ? undefined : { organizationId, userId };
  const current = key === undefined ? undefined : (await world.links.read(key))?.head.cardKey;
  const note = (kind: Activity['kind'], detail: string) =>
    world.activity.record({
      at: instant(world.clock.now()),
      organizationId,
      userId: userId ?? null,
      ...(userId === undefined ? { address: email } : {}),
      actor,
      kind,
      detail,
    });
  const owner = await checkOwner(world.tryKey(apiKey), email, current);
  if (owner === 'unavailable') return owner;
  if (typeof owner === 'string') {
    await note('key-refused', owner);
    return owner;
  }

  const secret = freshSecretName('card-key', organizationId, userId ?? email);
  await world.vault.write(secret, apiKey);
  const at = instant(world.clock.now());
  const cardKey: CardKey = { secret, ownerId: owner.id, suppliedAt: at, suppliedBy: by };
  // An address may have passed to somebody else since its person was last here. So an administrator's key goes straight
  // only to somebody who has one of the same owner; anybody else gets it at a visit, with the address verified anew.
  const known = key !== undefined && (by === 'user' || current != null);
  try {
    if (known) await handOver(world, key, email, cardKey);
    else await keepForLater(world, organizationId, email, cardKey);
  } catch (failure) {
    const inUse = known
      ? (await world.links.read(key))?.head.cardKey?.secret
      : (await world.supplied.read(organizationId, email))?.secret;
    // What failed may have been only the answer: a key that is in use stays.
    if (inUse !== secret) await world.vault.erase(secret);
    throw failure;
  }
  await note('key-supplied', by);
  return 'accepted';
}

/**
 * Gives a person who is here with a verified address the key that the administrator supplied for it. The key is checked
 * once more, for the address may have been somebody else's when it was supplied; one that is not this person's is erased.
 */
export async function claimSuppliedKey(world: CardKeysWorld, key: LinkKey, email: string): Promise<void> {
  if (email === '') return;
  const supplied = await world.supplied.read(key.organizationId, email);
  if (supplied !== undefined) await claim(world, key, email, supplied);
}

async function claim(world: CardKeysWorld, key: LinkKey, email: string, supplied: CardKey): Promise<void> {
  const secret = await world.vault.read(supplied.secret);
  const current = (await world.links.read(key))?.head.cardKey;
  const owner = secret === undefined ? 'refused' : await checkOwner(world.tryKey(secret.value), email, current);
  if (owner === 'unavailable') return;
  const theirs = typeof owner !== 'string';
  if (theirs) await handOver(world, key, email, supplied);
  const waited = await world.supplied.remove(key.organizationId, email, supplied);
  if (!theirs) {
    await world.vault.erase(supplied.secret);
    if (waited) await noteRefused(world, key, owner);
  }
  if (waited) return;
  // A newer one took its place meanwhile, and its secret is gone.
  const newer = await world.supplied.read(key.organizationId, email);
  if (newer !== undefined) return claim(world, key, email, newer);
  // It was taken back meanwhile. Whoever did that erased it before or after it was handed over, and looks as well.
  if (theirs && (await world.vault.read(supplied.secret)) === undefined) {
    await takeFromPerson(world.links, key, supplied.secret);
  }
}

/** Nobody is there who could be told, so the administrators find it in the audit log. */
async function noteRefused(world: CardKeysWorld, key: LinkKey, refusal: KeyRefusal): Promise<void> {
  const at = instant(world.clock.now());
  await world.activity.record({ at, ...key, actor: null, kind: 'key-refused', detail: refusal });
}

/** A key that was taken back is nobody's; one that has taken its place stays. */
export async function takeFromPerson(links: LinkStore, key: LinkKey, secret: SecretName): Promise<void> {
  for (;;) {
    const read = await links.read(key);
    if (read?.head.cardKey?.secret !== secret) return;
    try {
      await links.replace({ ...read.head, cardKey: null }, read.version);
      return;
    } catch (failure) {
      if (!(failure instanceof StaleHead)) throw failure;
    }
  }
}

/** Whose cards a key opens, if they are those of the person with this address, who may have a key already. */
async function checkOwner(
  source: CardSource,
  email: string,
  current: CardKey | null | undefined,
): Promise<CardOwner | KeyRefusal | 'unavailable'> {
  try {
    const owner = await source.owner();
    if (owner.email.trim().toLowerCase() !== email) return 'other-person';
    return current != null && current.ownerId !== owner.id ? 'other-owner' : owner;
  } catch (failure) {
    if (!(failure instanceof CardSourceFailure)) throw failure;
    return failure.code === 'key-refused' ? 'refused' : 'unavailable';
  }
}

async function keepForLater(world: CardKeysWorld, organizationId: OrganizationId, email: string, key: CardKey) {
  const former = await world.supplied.save(organizationId, email, key);
  if (former !== undefined) await world.vault.erase(former.secret);
}

/** The new key takes the old one's place; a link that stopped for its key goes on, and looks at all cards. */
async function handOver(world: CardKeysWorld, key: LinkKey, email: string, cardKey: CardKey): Promise<void> {
  for (;;) {
    const read = await world.links.read(key);
    const head = read?.head ?? newHead(key, { email, language: 'ja' });
    const keyed = { ...head, email, cardKey, sync: { ...head.sync, rebuildAsked: instant(world.clock.now()) } };
    const { state } = head;
    const next =
      state.name === 'reconnect-needed' && state.reason === 'key-refused'
        ? moveTo({ ...keyed, sync: { ...keyed.sync, lastFailure: null } }, { ...withoutReason(state), name: 'linked' })
        : keyed;
    try {
      if (read === undefined) await world.links.create(next);
      else await world.links.replace(next, read.version);
    } catch (failure) {
      if (!(failure instanceof StaleHead)) throw failure;
      continue;
    }
    if (head.cardKey !== null && head.cardKey.secret !== cardKey.secret) await world.vault.erase(head.cardKey.secret);
    if (next.state.name === 'linked') {
      const { generation } = next.state;
      await world.queues.sync({ v: 1, ...key, generation, reason: 'key-changed', tick: null });
    }
    return;
  }
}

function withoutReason<T extends { reason: unknown; stoppedAt: unknown }>(state: T): Omit<T, 'reason' | 'stoppedAt'> {
  const { reason: _, stoppedAt: __, ...bound } = state;
  return bound;
}
