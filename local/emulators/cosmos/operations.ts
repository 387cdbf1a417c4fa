import { readCharge, writeCharge } from './charges.ts';
import type { Partition } from './container.ts';
import { type Document, type Item, sizeOf, writtenItem } from './item.ts';
import { type PatchRequest, patched } from './patch.ts';
import { compileQuery } from './query.ts';
import { badRequest, conflict, notFound, preconditionFailed } from './refusal.ts';

/** Result of an operation on one item. */
export interface Outcome {
  status: 200 | 201 | 204 | 304;
  item?: Item;
  /** Request units. */
  charge: number;
}

interface Preconditions {
  ifMatch?: string | undefined;
  ifNoneMatch?: string | undefined;
}

/** @throws Refusal 400, 409 (the id exists), 413 */
export function create(partition: Partition, document: Document): Outcome {
  if (partition.get(document.id) !== undefined) throw conflict();
  return written(partition, document, undefined);
}

/**
 * @throws Refusal 400, 412, 413
 * unverified: If-Match is ignored for an item that does not exist; it is created.
 */
export function upsert(partition: Partition, document: Document, { ifMatch }: Preconditions): Outcome {
  const previous = partition.get(document.id);
  if (previous !== undefined) checkMatch(previous, ifMatch);
  return written(partition, document, previous);
}

/** @throws Refusal 404 */
export function read(partition: Partition, id: string, { ifNoneMatch }: Preconditions): Outcome {
  const item = existing(partition, id);
  const charge = readCharge(sizeOf(item));
  return item._etag === ifNoneMatch ? { status: 304, charge } : { status: 200, item, charge };
}

/** @throws Refusal 400, 404, 412, 413 */
export function replace(partition: Partition, id: string, document: Document, { ifMatch }: Preconditions): Outcome {
  const previous = existing(partition, id);
  checkMatch(previous, ifMatch);
  // unverified: the service may let a replace rename an item; refused here, so that no client relies on it.
  if (document.id !== id) throw badRequest('The id of the item does not match the id of the request.');
  return written(partition, document, previous);
}

/** @throws Refusal 404, 412 */
export function remove(partition: Partition, id: string, { ifMatch }: Preconditions): Outcome {
  const item = existing(partition, id);
  checkMatch(item, ifMatch);
  partition.remove(id);
  return { status: 204, charge: writeCharge(sizeOf(item), partition.definition, 'new') };
}

/** @throws Refusal 400, 404, 412 (etag or condition), 413 */
export function patch(partition: Partition, id: string, request: PatchRequest, { ifMatch }: Preconditions): Outcome {
  const previous = existing(partition, id);
  checkMatch(previous, ifMatch);
  if (request.condition !== undefined) {
    const condition = compileQuery(`SELECT * ${request.condition}`);
    if (condition.run([previous], {}).rows.length === 0) throw preconditionFailed();
  }
  return written(partition, patched(previous, request.operations), previous);
}

function written(partition: Partition, document: Document, previous: Item | undefined): Outcome {
  const item = writtenItem(document, partition, previous);
  partition.put(item);
  return {
    status: previous === undefined ? 201 : 200,
    item,
    charge: writeCharge(sizeOf(item), partition.definition, previous === undefined ? 'new' : 'over'),
  };
}

function existing(partition: Partition, id: string): Item {
  const item = partition.get(id);
  if (item === undefined) throw notFound();
  return item;
}

function checkMatch(item: Item, ifMatch: string | undefined): void {
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== item._etag) throw preconditionFailed();
}
