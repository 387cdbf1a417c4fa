import { createHash } from 'node:crypto';
import type { DesiredContact } from '../contacts/desired-contact.ts';
import type { CardId, ContactId, FolderId } from '../ids.ts';
import type { LedgerRow, SyncState } from '../links/link.ts';
import type { ListedFolder } from './folder-view.ts';

/**
 * A sum of hashes modulo 2^128, as 32 hex digits: the same in any order, and kept up with each change by adding one
 * hash and subtracting another (a multiset hash of the kind AdHash). Two sets with the same digest are the same, but for
 * a chance of 2^-128; nobody gains by a collision, so no more than that is needed.
 */
export type Digest = string;

/** What a ledger adds up to: as cards that a listing is compared with, and as contacts that the folder is. */
export interface LedgerDigest {
  readonly cards: Digest;
  readonly contacts: Digest;
}

const NOTHING: Digest = '0'.repeat(32);
export const EMPTY_LEDGER: LedgerDigest = { cards: NOTHING, contacts: NOTHING };

/** What a settled row and the contact that its card should have are compared by. */
type CardContent = Pick<DesiredContact, 'cardId' | 'hash' | 'notesHash'>;

/** The digest of listed cards, by what their contacts should hold. */
export function digestOfCards(contents: Iterable<CardContent>): Digest {
  let sum = 0n;
  for (const content of contents) sum += hashOfCard(content);
  return inHex(sum);
}

/** The digest of the contacts in a folder that carry the link's stamp. */
export function digestOfFolder({ byCard }: Pick<ListedFolder, 'byCard'>): Digest {
  let sum = 0n;
  for (const [cardId, contacts] of byCard) for (const { id, hash } of contacts) sum += hashOfContact(id, cardId, hash);
  return inHex(sum);
}

/** The digest of a ledger, from all of its rows. */
export function digestOfRows(rows: Iterable<LedgerRow>, folderId: FolderId): LedgerDigest {
  return digestAfter(EMPTY_LEDGER, folderId, { added: rows, removed: [] });
}

/** The digest after rows were replaced, added or deleted. `removed` are the rows as they were before. */
export function digestAfter<Before extends LedgerDigest>(
  digest: Before,
  folderId: FolderId,
  { added, removed }: { readonly added: Iterable<LedgerRow>; readonly removed: Iterable<LedgerRow> },
): Before {
  let cards = BigInt(`0x${digest.cards}`);
  let contacts = BigInt(`0x${digest.contacts}`);
  const count = (row: LedgerRow, sign: 1n | -1n) => {
    if (row.contactId === null || row.folderId !== folderId) return;
    contacts += sign * hashOfContact(row.contactId, row.cardId, row.hash);
    // A parked card is tried again although it is unchanged, and the card of a kept contact is not listed.
    if (row.parked === null && !row.kept) cards += sign * hashOfCard(row);
  };
  for (const row of added) count(row, 1n);
  for (const row of removed) count(row, -1n);
  return { ...digest, cards: inHex(cards), contacts: inHex(contacts) };
}

/**
 * The digest of the ledger that the link stores; `null` when there is none that counts. A release that does not know
 * digests takes the lease and changes rows without changing the digest, so that it only counts under the lease for
 * which it was written.
 *
 * @param epoch that of the link's last lease
 */
export function knownDigest({ ledgerDigest }: SyncState, epoch: number): SyncState['ledgerDigest'] {
  return ledgerDigest?.epoch === epoch ? ledgerDigest : null;
}

export function isSameLedger(one: LedgerDigest, other: LedgerDigest): boolean {
  return one.cards === other.cards && one.contacts === other.contacts;
}

function hashOfCard({ cardId, hash, notesHash }: CardContent): bigint {
  return hashOf(cardId, hash, notesHash);
}

function hashOfContact(contactId: ContactId, cardId: CardId, hash: string): bigint {
  return hashOf(contactId, cardId, hash);
}

/** Lengths keep apart what would be the same text when joined. */
function hashOf(...parts: readonly string[]): bigint {
  const text = parts.map((part) => `${part.length}:${part}`).join('');
  return BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 32)}`);
}

function inHex(sum: bigint): Digest {
  return BigInt.asUintN(128, sum).toString(16).padStart(32, '0');
}
