import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type ContainerDefinition, checkId } from './definitions.ts';
import { checkPartition } from './partition-key.ts';
import { badRequest, tooLarge } from './refusal.ts';

const MAX_ITEM_BYTES = 2 * 1024 * 1024;
const MAX_TTL = 2_147_483_647;

/** What a client stores. */
const documentSchema = z.looseObject({
  id: z.string({ error: "The input content is invalid because the required properties - 'id; ' - are missing" }),
});

export type Document = z.infer<typeof documentSchema>;

/** A stored document with the service's metadata. Immutable: a write stores a new object. */
export interface Item extends Document {
  _rid: string;
  _self: string;
  _etag: string;
  _attachments: string;
  /** Time of the last write, in seconds. */
  _ts: number;
}

/** The partition that an item is written to. */
interface Place {
  readonly definition: ContainerDefinition;
  readonly key: string;
  nextRid(): string;
}

/** @throws Refusal 400 for a body that is no document. */
export function parseDocument(body: unknown): Document {
  const parsed = documentSchema.safeParse(body);
  if (!parsed.success) throw badRequest(parsed.error.issues[0]?.message ?? 'The request payload is invalid.');
  return parsed.data;
}

/**
 * The item that a write stores, with a new ETag and time.
 *
 * @param previous the item that it replaces, whose resource id it keeps
 * @throws Refusal 400 (id, partition key, ttl) or 413 (more than 2 MB)
 */
export function writtenItem(document: Document, partition: Place, previous: Item | undefined): Item {
  const { definition } = partition;
  checkId(document.id);
  checkPartition(document, definition.partitionKey, partition.key);
  checkTtl(document['ttl']);
  const _rid = previous?._rid ?? partition.nextRid();
  const item = {
    ...document,
    _rid,
    _self: `dbs/${definition.database}/colls/${definition._rid}/docs/${_rid}/`,
    _etag: `"${randomUUID()}"`,
    _attachments: 'attachments/',
    _ts: Math.floor(Date.now() / 1000),
  };
  if (sizeOf(item) > MAX_ITEM_BYTES) throw tooLarge();
  return item;
}

/** Bytes of the item as JSON. */
export function sizeOf(item: Item): number {
  return Buffer.byteLength(JSON.stringify(item));
}

/**
 * Whether the item's time to live has passed. Without the container's `defaultTtl` nothing expires; with -1 only items
 * with their own `ttl` do. Source: "Time to live in Azure Cosmos DB".
 */
export function isExpired(item: Item, defaultTtl: number | undefined, now: number): boolean {
  if (defaultTtl === undefined) return false;
  const ttl = typeof item['ttl'] === 'number' ? item['ttl'] : defaultTtl;
  return ttl !== -1 && (item._ts + ttl) * 1000 <= now;
}

function checkTtl(ttl: unknown): void {
  if (ttl === undefined || ttl === -1) return;
  if (typeof ttl === 'number' && Number.isInteger(ttl) && ttl > 0 && ttl <= MAX_TTL) return;
  throw badRequest(
    `The input ttl '${JSON.stringify(ttl)}' is invalid. Ensure to provide a nonzero positive integer less than or equal to ${MAX_TTL}, or -1 which means never expire.`,
  );
}
