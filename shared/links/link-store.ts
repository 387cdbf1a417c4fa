import type { CardId, LinkKey, OrganizationId } from '../ids.ts';
import type { LedgerRow, LinkHead } from './link.ts';

/** A head as it was read. A write that gives an outdated version fails. */
export interface VersionedHead {
  readonly head: LinkHead;
  readonly version: string;
}

/** Rows to write and rows to forget, together with their head. */
export interface LedgerChange {
  readonly put: readonly LedgerRow[];
  readonly drop: readonly CardId[];
}

/** Somebody else wrote the head since it was read. Read it again and decide anew. */
export class StaleHead extends Error {
  override readonly name = 'StaleHead';
}

/** Largest number of rows in one commit: a transactional batch holds 100 operations, one is the head. */
export const LARGEST_COMMIT = 99;

/** Heads and ledgers. One link is one partition, so its rows and its head change together or not at all. */
export interface LinkStore {
  /** One request unit. */
  read(key: LinkKey): Promise<VersionedHead | undefined>;
  /** Fails with `StaleHead` when there is one already. */
  create(head: LinkHead): Promise<VersionedHead>;
  /** Fails with `StaleHead` when `version` is not the newest. */
  replace(head: LinkHead, version: string): Promise<VersionedHead>;
  /** Rows and head in one transaction, at most `LARGEST_COMMIT` rows. Fails with `StaleHead`, and then wrote nothing. */
  commit(head: LinkHead, version: string, change: LedgerChange): Promise<VersionedHead>;
  /** The rows of these cards, as far as there are any. */
  rowsOf(key: LinkKey, cardIds: readonly CardId[]): Promise<ReadonlyMap<CardId, LedgerRow>>;
  /** The rows of at most so many cards that Outlook refused. */
  parked(key: LinkKey, most: number): Promise<readonly LedgerRow[]>;
  /** Every row of the link, page by page. */
  rows(key: LinkKey): AsyncIterable<readonly LedgerRow[]>;
  /** Links that are served in this minute of the half hour, page by page. */
  due(slot: number): AsyncIterable<readonly DueLink[]>;
  /** All heads of an organization, page by page. */
  ofOrganization(organizationId: OrganizationId): AsyncIterable<readonly LinkHead[]>;
}

export interface DueLink extends LinkKey {
  readonly generation: number;
}
