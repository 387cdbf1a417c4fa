import { foldAscii } from '../ascii-case.ts';
import { type ActivityLog, recordActivity } from '../audit/activity.ts';
import type { CardOwner } from '../cards/card.ts';
import { type CardSource, CardSourceFailure } from '../cards/card-source.ts';
import type { Clock } from '../clock.ts';
import { soleEmailAddress } from '../email-address.ts';
import { type Instant, instant, type LinkKey, type OrganizationId, type SecretName } from '../ids.ts';
import type { CardKey } from '../links/link.ts';
import type { LinkStore } from '../links/link-store.ts';
import { moveTo, newLink } from '../links/link-transitions.ts';
import type { UserList } from '../links/user-list.ts';
import { plainText } from '../plain-text.ts';
import { type Queues, syncMessage } from '../queues.ts';
import { forget, forgetLater, freshSecretName, type SecretVault } from '../secrets.ts';

/** A supplied key that waits for its person's first visit, as the administrator sees it. */
export interface WaitingKey {
  readonly email: string;
  readonly suppliedAt: Instant;
}

/** Keys that an administrator supplied for people who have not visited the portal yet, by address. */
export interface SuppliedKeyStore {
  /** At most `most` keys of one organization, ordered by address, from the one that follows the address `after`. */
  waiting(organizationId: OrganizationId, after: string, most: number): Promise<readonly WaitingKey[]>;
  read(organizationId: OrganizationId, email: string): Promise<CardKey | undefined>;
  /** @returns the key that was replaced */
  save(organizationId: OrganizationId, email: string, key: CardKey): Promise<CardKey | undefined>;
  /** Removes the key if it still waits; a newer one for the same address stays. @returns whether it was removed */
  remove(organizationId: OrganizationId, email: string, key: CardKey): Promise<boolean>;
}

export interface ApiKeyDependencies {
  readonly clock: Clock;
  readonly links: LinkStore;
  readonly users: Pick<UserList, 'withEmail'>;
  readonly supplied: SuppliedKeyStore;
  readonly vault: SecretVault;
  /** The cards that a key opens; for a key that is not stored yet. */
  readonly tryKey: (apiKey: string) => CardSource;
  readonly queues: Queues;
  readonly activity: ActivityLog;
}

/** The result of entering a key (PRODUCT A7). */
export type KeyOutcome = 'accepted' | 'invalid-email' | 'malformed' | 'unavailable' | KeyRefusal;

/** Why a well-formed key was not accepted: the card system refused it, or it opens somebody else's cards. */
export type KeyRefusal = 'refused' | 'other-person' | 'other-owner';

/** Why a key is no longer used or handed over: also because its address is now another person's. */
export type KeyLoss = KeyRefusal | 'address-moved';

export interface KeyEntry {
  readonly organizationId: OrganizationId;
  readonly email: string;
  /** Further verified addresses of the person who enters the key, which may belong to any of them. */
  readonly otherAddresses?: readonly string[] | undefined;
  readonly apiKey: string;
  readonly by: 'user' | 'administrator';
  readonly actor: string;
  /** `undefined` when an administrator supplies the key. */
  readonly userId: LinkKey['userId'] | undefined;
}

/** Characters of an address (RFC 5321). */
const MAX_ADDRESS_LENGTH = 254;
const KEYS = /(?<![0-9A-Za-z])[0-9A-Za-z]{32}(?![0-9A-Za-z])/g;

/** The address and the key in what was typed or pasted (PRODUCT F5), or what is wrong. */
export function readKeyEntry(typed: {
  readonly email: string;
  readonly apiKey: string;
}): { readonly email: string; readonly apiKey: string } | 'invalid-email' | 'malformed' {
  const email = soleEmailAddress(typed.email);
  if (email === undefined || email.length > MAX_ADDRESS_LENGTH) return 'invalid-email';
  const apiKey = readApiKey(typed.apiKey);
  return apiKey === undefined ? 'malformed' : { email: foldAscii(email), apiKey };
}

/** The one key in what was typed or pasted (PRODUCT F5); `undefined` when there is none, or more than one. */
export function readApiKey(typed: string): string | undefined {
  const [apiKey, ...others] = new Set(plainText(typed).match(KEYS));
  return others.length === 0 ? apiKey : undefined;
}

/**
 * Checks a key against the card system, stores it in the vault and assigns it to its person, now or at that person's
 * next visit (PRODUCT A7). The address of the key's owner must be the person's address: a key on the wrong line must
 * never bring one person's cards into another's mailbox.
 */
export async function supplyKey(deps: ApiKeyDependencies, entry: KeyEntry): Promise<KeyOutcome> {
  const { organizationId, by, actor } = entry;
  const read = readKeyEntry(entry);
  if (typeof read === 'string') return read;
  const { email, apiKey } = read;

  const userId = entry.userId ?? (await deps.users.withEmail(organizationId, email))?.userId;
  const key = userId === undefined ? undefined : { organizationId, userId };
  const current = key === undefined ? undefined : (await deps.links.read(key))?.link.cardKey;
  const about = key ?? { organizationId, address: email };
  const owner = await checkOwner(deps.tryKey(apiKey), [email, ...(entry.otherAddresses ?? [])], current);
  if (owner === 'unavailable') return owner;
  if (typeof owner === 'string') {
    await recordActivity(deps, about, 'key-refused', { actor, detail: owner });
    return owner;
  }

  const secret = freshSecretName('card-key', organizationId, userId ?? email);
  await deps.vault.write(secret, apiKey);
  const at = instant(deps.clock.now());
  const cardKey: CardKey = { secret, ownerId: owner.id, suppliedAt: at, suppliedBy: by };
  // An address may belong to somebody else since its person's last visit. So a key from an administrator is assigned at
  // once only to a person who has a key of the same owner. Others get it at a visit, when the address is verified
  // again.
  const known = key !== undefined && (by === 'user' || current != null);
  try {
    if (known) await handOver(deps, key, email, current, cardKey);
    else await keepForLater(deps, organizationId, email, cardKey);
  } catch (failure) {
    const inUse = known
      ? (await deps.links.read(key))?.link.cardKey?.secret
      : (await deps.supplied.read(organizationId, email))?.secret;
    // The write may have succeeded although its answer failed: do not erase a key that is in use.
    if (inUse !== secret) await forget(deps, { organizationId, userId: userId ?? null }, [secret]);
    throw failure;
  }
  await recordActivity(deps, about, 'key-supplied', { actor, detail: by });
  return 'accepted';
}

/**
 * Assigns the keys that an administrator supplied for the verified addresses of a person who visits, verified by a sign-in
 * that is newer than the key. A key is checked once more, since the address may have been somebody else's when the key
 * was supplied; a key that is not this person's is erased.
 *
 * @param addresses the person's verified addresses, the one to write to first
 * @returns whether a key waits for a newer sign-in
 */
export async function claimSuppliedKey(
  deps: ApiKeyDependencies,
  key: LinkKey,
  addresses: readonly string[],
  signedInAt: Instant,
): Promise<boolean> {
  let waits = false;
  for (const address of addresses) {
    const supplied = await deps.supplied.read(key.organizationId, address);
    if (supplied === undefined) continue;
    if (supplied.suppliedAt < signedInAt) await claim(deps, key, { addresses, suppliedFor: address }, supplied);
    waits ||= (await deps.supplied.read(key.organizationId, address)) !== undefined;
  }
  return waits;
}

interface Claim {
  readonly addresses: readonly string[];
  readonly suppliedFor: string;
}

async function claim(deps: ApiKeyDependencies, key: LinkKey, claimed: Claim, supplied: CardKey): Promise<void> {
  const { addresses, suppliedFor } = claimed;
  const [email = suppliedFor] = addresses;
  const secret = await deps.vault.read(supplied.secret);
  const current = (await deps.links.read(key))?.link.cardKey;
  const owner = secret === undefined ? 'refused' : await checkOwner(deps.tryKey(secret.value), addresses, current);
  if (owner === 'unavailable') return;
  const theirs = typeof owner !== 'string';
  if (theirs) await handOver(deps, key, email, current, supplied);
  const waited = await deps.supplied.remove(key.organizationId, suppliedFor, supplied);
  if (!theirs) {
    await forget(deps, key, [supplied.secret]);
    // No page can report this to the administrators, so it goes into the audit log.
    if (waited) await recordActivity(deps, key, 'key-refused', { detail: owner });
  }
  if (waited) return;
  // The key was withdrawn meanwhile, or replaced by one that waits for a newer sign-in, before or after it was assigned
  // to the person. `withdrawKey` checks for that as well.
  if (theirs && (await deps.vault.read(supplied.secret)) === undefined) {
    await takeFromPerson(deps.links, key, supplied.secret);
  }
}

/** Removes a withdrawn key from the person's link; a newer key that replaced it stays. */
export async function takeFromPerson(
  links: Pick<LinkStore, 'change'>,
  key: LinkKey,
  secret: SecretName,
): Promise<void> {
  await links.change(key, (link) => (link?.cardKey?.secret === secret ? { ...link, cardKey: null } : undefined));
}

/** The owner of the cards that a key opens, if that is the person with these addresses; otherwise why it is refused. */
export async function checkOwner(
  source: CardSource,
  addresses: readonly string[],
  current: CardKey | null | undefined,
): Promise<CardOwner | KeyRefusal | 'unavailable'> {
  try {
    const owner = await source.owner();
    if (!addresses.includes(foldAscii(owner.email.trim()))) return 'other-person';
    return current != null && current.ownerId !== owner.id ? 'other-owner' : owner;
  } catch (failure) {
    if (!(failure instanceof CardSourceFailure)) throw failure;
    return failure.code === 'key-refused' ? 'refused' : 'unavailable';
  }
}

async function keepForLater(deps: ApiKeyDependencies, organizationId: OrganizationId, email: string, key: CardKey) {
  const former = await deps.supplied.save(organizationId, email, key);
  if (former !== undefined) await forget(deps, { organizationId, userId: null }, [former.secret]);
}

/**
 * Replaces the person's key. A link that stopped because of its key resumes, and its next run lists all cards. That the
 * former key is to be forgotten is written down first, and its deletion comes last: an end in between loses neither that
 * nor the run.
 */
async function handOver(
  deps: ApiKeyDependencies,
  key: LinkKey,
  email: string,
  current: CardKey | null | undefined,
  cardKey: CardKey,
): Promise<void> {
  if (current != null && current.secret !== cardKey.secret) await forgetLater(deps, key, [current.secret]);
  const changed = await deps.links.change(key, (known) => {
    const link = known ?? newLink(key, { email, language: 'ja' });
    const keyed = { ...link, email, cardKey, sync: { ...link.sync, rebuildAsked: instant(deps.clock.now()) } };
    const { state } = link;
    return state.name === 'reconnect-needed' && state.reason === 'key-refused'
      ? moveTo({ ...keyed, sync: { ...keyed.sync, lastFailure: null } }, { ...withoutReason(state), name: 'linked' })
      : keyed;
  });
  if (changed?.after.state.name === 'linked') {
    await deps.queues.sync(syncMessage(key, changed.after.state.generation, 'key-changed'));
  }
  const former = changed?.before?.cardKey?.secret;
  if (former === undefined || former === cardKey.secret) return;
  if (former === current?.secret) await deps.vault.delete(former);
  else await forget(deps, key, [former]);
}

function withoutReason<T extends { reason: unknown; stoppedAt: unknown }>(state: T): Omit<T, 'reason' | 'stoppedAt'> {
  const { reason: _, stoppedAt: __, ...bound } = state;
  return bound;
}
