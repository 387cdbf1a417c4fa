import type { CardId, LinkKey, OrganizationId } from '../ids.ts';
import { type Change, changeVersioned, type Decision } from '../optimistic-concurrency.ts';
import type { LedgerRow, Link } from './link.ts';

/** A link and the version under which it was read. A write with an outdated version fails. */
export interface VersionedLink {
  readonly link: Link;
  readonly version: string;
}

/** Ledger rows to write and to delete in one transaction with their link. */
export interface LedgerChange {
  readonly put: readonly LedgerRow[];
  readonly drop: readonly CardId[];
}

/** Largest number of rows in one commit: a transactional batch holds 100 operations, one is the link itself. */
export const MAX_COMMIT = 99;

/** Links and ledgers. A link is one partition, so that its rows and its document can be changed in one transaction. */
export interface LinkStore {
  /** A point read, which costs one request unit. `undefined`: there is no document for this user. */
  read(key: LinkKey): Promise<VersionedLink | undefined>;
  /**
   * Reads, decides and writes; repeats all of it when the document changed in between. `decide` gets `undefined` when
   * there is no document for this user. Answers `undefined` when there was nothing to change; see `changeVersioned`.
   */
  change(key: LinkKey, decide: Decision<Link>): Promise<Change<Link> | undefined>;
  /** Fails with `VersionConflict` when there is a document for this user already. */
  create(link: Link): Promise<VersionedLink>;
  /** Fails with `VersionConflict` when `version` is not the newest. */
  replace(link: Link, version: string): Promise<VersionedLink>;
  /**
   * Writes rows and link in one transaction, at most `MAX_COMMIT` rows. Fails with `VersionConflict` when `version` is
   * not the newest; then nothing is written.
   */
  commit(link: Link, version: string, change: LedgerChange): Promise<VersionedLink>;
  /** The rows of these cards; cards without a row are left out. */
  rowsOf(key: LinkKey, cardIds: readonly CardId[]): Promise<ReadonlyMap<CardId, LedgerRow>>;
  /** At most `most` rows of parked cards. */
  parked(key: LinkKey, most: number): Promise<readonly LedgerRow[]>;
  /** At most `most` rows of cards from whose contacts something was left out. */
  incomplete(key: LinkKey, most: number): Promise<readonly LedgerRow[]>;
  /** Every row of the link, page by page. */
  rows(key: LinkKey): AsyncIterable<readonly LedgerRow[]>;
  /** Links of this slot, page by page. */
  due(slot: number): AsyncIterable<readonly DueLink[]>;
  /** All links of an organization, page by page. */
  ofOrganization(organizationId: OrganizationId): AsyncIterable<readonly Link[]>;
}

export interface DueLink extends LinkKey {
  readonly generation: number;
}

/** Adds `change` to a store, implemented by its other methods. */
export function withChange(store: Omit<LinkStore, 'change'>): LinkStore {
  return {
    ...store,
    change: (key, decide) =>
      changeVersioned(
        async () => {
          const read = await store.read(key);
          return read && { current: read.link, version: read.version };
        },
        (link, version) => (version === undefined ? store.create(link) : store.replace(link, version)),
        decide,
      ),
  };
}
