import type { Container, OperationInput } from '@azure/cosmos';
import * as z from 'zod';
import { forEachConcurrently } from '../concurrency.ts';
import { type CardId, type LinkKey, organizationIdSchema, userIdSchema } from '../ids.ts';
import { inBatches } from '../in-batches.ts';
import { type LedgerRow, type Link, ledgerRowSchema, linkSchema } from '../links/link.ts';
import { storedUserStatus } from '../links/link-status.ts';
import { type LinkStore, type VersionedLink, withChange } from '../links/link-store.ts';
import { VersionConflict } from '../optimistic-concurrency.ts';
import { itemId, type OpenContainer, orConflict } from './cosmos-database.ts';
import { queryPages } from './cosmos-query.ts';

const HEAD = 'head';
/** Maximum number of rows that one query selects by id. */
const IDS_PER_QUERY = 100;
/** Queries by id that are sent at a time: those for a page of cards. */
const QUERIES_AT_ONCE = 3;

const dueSchema = z.object({
  organizationId: organizationIdSchema,
  userId: userIdSchema,
  generation: z.number().int(),
});

/**
 * Links and ledgers in Cosmos DB. Each link has its own hierarchical partition, so that a transactional batch can
 * contain the link and its ledger rows.
 */
export function cosmosLinks(open: OpenContainer): LinkStore {
  async function* pages<T>(
    query: string,
    values: Readonly<Record<string, string | number | string[]>>,
    partitionKey: string[] | undefined,
    parse: (item: unknown) => T,
  ): AsyncGenerator<T[]> {
    for await (const page of queryPages(await open('links'), query, values, partitionKey)) yield page.map(parse);
  }

  async function firstRows(key: LinkKey, query: string, most: number): Promise<LedgerRow[]> {
    const rows: LedgerRow[] = [];
    for await (const page of pages(query, {}, [key.organizationId, key.userId], (row) => ledgerRowSchema.parse(row))) {
      rows.push(...page);
      if (rows.length >= most) break;
    }
    return rows.slice(0, most);
  }

  return withChange({
    async read(key) {
      const { resource, etag } = await item(await open('links'), key).read();
      return resource === undefined ? undefined : { link: fromItem(resource), version: etag };
    },

    async create(link) {
      const container = await open('links');
      const { etag } = await orConflict(() => container.items.create(toItem(link)));
      return { link, version: etag };
    },

    async replace(link, version) {
      const container = await open('links');
      const accessCondition = { type: 'IfMatch', condition: version };
      const { etag } = await orConflict(() => item(container, link).replace(toItem(link), { accessCondition }));
      return { link, version: etag };
    },

    async commit(link, version, { put, drop }) {
      const operations: OperationInput[] = [
        { operationType: 'Replace', id: HEAD, resourceBody: toItem(link), ifMatch: version },
        ...put.map((row): OperationInput => ({ operationType: 'Upsert', resourceBody: toRowItem(link, row) })),
        ...drop.map((cardId): OperationInput => ({ operationType: 'Delete', id: rowId(cardId) })),
      ];
      const container = await open('links');
      const response = await orConflict(() => container.items.batch(operations, [link.organizationId, link.userId]));
      const results = response.result ?? [];
      if (results.some((result) => result.statusCode === 412)) throw new VersionConflict();
      const refused = results.find((result) => result.statusCode >= 400 && result.statusCode !== 424);
      if (refused !== undefined || results.length !== operations.length) {
        throw new Error(`Cosmos DB refused a transactional batch (${refused?.statusCode ?? response.code}).`);
      }
      return { link, version: results[0]?.eTag ?? '' } satisfies VersionedLink;
    },

    async rowsOf(key, cardIds) {
      const found = new Map<CardId, LedgerRow>();
      await forEachConcurrently(QUERIES_AT_ONCE, inBatches(cardIds.map(rowId), IDS_PER_QUERY), async (ids) => {
        const query = 'SELECT * FROM c WHERE ARRAY_CONTAINS(@ids, c.id)';
        for await (const rows of pages(query, { ids: [...ids] }, [key.organizationId, key.userId], (row) =>
          ledgerRowSchema.parse(row),
        )) {
          for (const row of rows) found.set(row.cardId, row);
        }
      });
      return found;
    },

    // Both are served from the index, so only matching rows are read.
    parked: (key, most) => firstRows(key, "SELECT * FROM c WHERE c.type = 'row' AND IS_STRING(c.parked)", most),

    incomplete: (key, most) => firstRows(key, "SELECT * FROM c WHERE c.type = 'row' AND IS_STRING(c.leftOut[0])", most),

    rows: (key) =>
      pages("SELECT * FROM c WHERE c.type = 'row'", {}, [key.organizationId, key.userId], (row) =>
        ledgerRowSchema.parse(row),
      ),

    due: (slot) =>
      pages(
        'SELECT c.organizationId, c.userId, c.state.generation AS generation FROM c WHERE c.slot = @slot',
        { slot },
        undefined,
        (due) => dueSchema.parse(due),
      ),

    // The prefix of the hierarchical key is part of the query's condition, because the service's behaviour with a
    // partial key is not documented.
    ofOrganization: (organizationId) =>
      pages(
        "SELECT * FROM c WHERE c.organizationId = @organizationId AND c.type = 'head'",
        { organizationId },
        undefined,
        fromItem,
      ),
  });
}

function item(container: Container, key: LinkKey) {
  return container.item(HEAD, [key.organizationId, key.userId]);
}

/** Adds the properties by which the lists of people are filtered and sorted (`cosmos-users.ts`). */
function toItem(link: Link) {
  const listed = `${link.email}\n${link.userId}`;
  return { id: HEAD, type: HEAD, ...link, standing: storedUserStatus(link), listed };
}

/** Removes what the database and `toItem` added. Properties unknown to this release are kept and written back. */
function fromItem(item: unknown): Link {
  const { id, type, standing, listed, _rid, _self, _etag, _attachments, _ts, ...link } = z.looseObject({}).parse(item);
  return linkSchema.parse(link);
}

function toRowItem({ organizationId, userId }: LinkKey, row: LedgerRow) {
  return { id: rowId(row.cardId), type: 'row', organizationId, userId, ...row };
}

function rowId(cardId: CardId): string {
  return itemId('card', cardId);
}
