import type { CardId, LinkKey, OrganizationId } from '../ids.ts';
import { type Change, changeVersioned, type Decision } from '../optimistic-concurrency.ts';
import type { LedgerRow, Link } from './link.ts';

/** A link as it was read. A write that gives an outdated version fails. */
export interface VersionedLink {
  readonly link: Link;
  readonly version: string;
}

/** Rows to write and rows to forget, together with their link. */
export interface LedgerChange {
  readonly put: readonly LedgerRow[];
  readonly drop: readonly CardId[];
}

/** Largest number of rows in one commit: a transactional batch holds 100 operations, one is the link itself. */
export const MAX_COMMIT = 99;

/** Links and ledgers. One link is one partition, so its rows and its document change together or not at all. */
export interface LinkStore {
  /** One request unit. */
  read(key: LinkKey): Promise<VersionedLink | undefined>;
  /**
   * Reads, decides and writes; again from the start when somebody else wrote in between. `decide` gets `undefined` for a
   * person of whom nothing is kept. Answers `undefined` when nothing was to be changed; see `changeVersioned`.
   */
  change(key: LinkKey, decide: Decision<Link>): Promise<Change<Link> | undefined>;
  /** Fails with `VersionConflict` when there is one already. */
  create(link: Link): Promise<VersionedLink>;
  /** Fails with `VersionConflict` when `version` is not the newest. */
  replace(link: Link, version: string): Promise<VersionedLink>;
  /** Rows and link in one transaction, at most `MAX_COMMIT` rows. Fails with `VersionConflict`, and then wrote nothing. */
  commit(link: Link, version: string, change: LedgerChange): Promise<VersionedLink>;
  /** The rows of these cards, as far as there are any. */
  rowsOf(key: LinkKey, cardIds: readonly CardId[]): Promise<ReadonlyMap<CardId, LedgerRow>>;
  /** The rows of at most so many cards that Outlook refused. */
  parked(key: LinkKey, most: number): Promise<readonly LedgerRow[]>;
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

/** The store with `change`, which is made of its other methods. */
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
