import { createHash } from 'node:crypto';
import type { DesiredContact } from '../contacts/desired-contact.ts';
import type { FolderId } from '../ids.ts';
import type { LedgerRow, SyncState } from '../links/link.ts';

/**
 * A sum of hashes modulo 2^128, as 32 hex digits: the same in any order, and kept up with each change by adding one
 * hash and subtracting another (a multiset hash of the kind AdHash). Two ledgers with the same digest are the same, but
 * for a chance of 2^-128; nobody gains by a collision, so no more than that is needed.
 */
export type Digest = string;

export const EMPTY_DIGEST: Digest = '0'.repeat(32);

/** What a settled row and the contact that its card should have are compared by. */
type CardContent = Pick<DesiredContact, 'cardId' | 'hash' | 'notesHash'>;

/** The digest of a listing, from the hashes of what its cards' contacts should hold. */
export function digestOf(hashes: Iterable<bigint>): Digest {
  let sum = 0n;
  for (const hash of hashes) sum += hash;
  return inHex(sum);
}

/** The digest of all rows of a ledger. */
export function digestOfRows(rows: Iterable<LedgerRow>, folderId: FolderId): Digest {
  return digestAfter(EMPTY_DIGEST, folderId, { added: rows, removed: [] });
}

/** The digest after rows were replaced, added or deleted. `removed` are the rows as they were before. */
export function digestAfter(
  digest: Digest,
  folderId: FolderId,
  { added, removed }: { readonly added: Iterable<LedgerRow>; readonly removed: Iterable<LedgerRow> },
): Digest {
  let sum = BigInt(`0x${digest}`);
  for (const row of added) if (isSettled(row, folderId)) sum += hashOfContent(row);
  for (const row of removed) if (isSettled(row, folderId)) sum -= hashOfContent(row);
  return inHex(sum);
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

/**
 * Whether a row asks for nothing as long as its card is listed unchanged. The row of a parked card does not, since that
 * card is tried again; nor does that of a kept contact, whose card is not listed.
 */
function isSettled({ contactId, folderId, parked, kept }: LedgerRow, current: FolderId): boolean {
  return contactId !== null && folderId === current && parked === null && !kept;
}

/** The hash that stands for one card in a digest. Lengths keep apart what would be the same text when joined. */
export function hashOfContent({ cardId, hash, notesHash }: CardContent): bigint {
  const text = [cardId, hash, notesHash].map((part) => `${part.length}:${part}`).join('');
  return BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 32)}`);
}

function inHex(sum: bigint): Digest {
  return BigInt.asUintN(128, sum).toString(16).padStart(32, '0');
}
