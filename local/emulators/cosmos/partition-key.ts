import * as z from 'zod';
import type { PartitionKeyDefinition } from './definitions.ts';
import { badRequest } from './refusal.ts';

const MAX_KEY_BYTES = 2048;

/** An empty object means that the item has no such property. */
const component = z.union([z.string(), z.number(), z.boolean(), z.null(), z.strictObject({})]);
const components = z.array(component);

type Component = z.infer<typeof component>;

/** Substatus for a partition key that does not match the item or the container. */
const MISMATCH = 1001;

/**
 * Reads the full partition key of a request (header `x-ms-documentdb-partitionkey`; `partitionKey` in a batch) and
 * normalizes it to the name of its logical partition.
 *
 * @throws Refusal 400 for a key that is not JSON or does not have as many components as the container's.
 */
export function parsePartitionKey(header: string | undefined, definition: PartitionKeyDefinition): string {
  const parsed = components.safeParse(header === undefined ? [] : parseJson(header));
  if (!parsed.success) throw badRequest(`Partition key ${header} is invalid.`);
  const missing = definition.paths.length - parsed.data.length;
  if (missing !== 0) {
    throw badRequest(
      `The partition key supplied in x-ms-partitionkey header has ${missing > 0 ? 'fewer' : 'more'} components than defined in the the collection.`,
      MISMATCH,
    );
  }
  return spell(parsed.data);
}

/** @throws Refusal 400 for an item that lies in another partition than the request says. */
export function checkPartition(document: object, definition: PartitionKeyDefinition, partition: string): void {
  if (spell(definition.paths.map((path) => componentAt(document, path))) !== partition) {
    throw badRequest("PartitionKey extracted from document doesn't match the one specified in the header", MISMATCH);
  }
}

/**
 * The partitions that an operation covers: one, or all whose key starts with `prefix` (all of them when it is empty).
 */
export type Scope = { kind: 'one'; partition: string } | { kind: 'many'; prefix: string };

/** Which partitions can hold the items whose top-level properties have these values. */
export function partitionScope(values: ReadonlyMap<string, unknown>, definition: PartitionKeyDefinition): Scope {
  const known: Component[] = [];
  for (const path of definition.paths) {
    const value = component.safeParse(values.get(path.slice(1)));
    if (!value.success) break;
    known.push(value.data);
  }
  if (known.length === definition.paths.length) return { kind: 'one', partition: spell(known) };
  return { kind: 'many', prefix: known.length === 0 ? '' : `${spell(known).slice(0, -1)},` };
}

function componentAt(document: object, path: string): Component {
  let value: unknown = document;
  for (const property of path.slice(1).split('/')) {
    if (typeof value !== 'object' || value === null) return {};
    value = Reflect.get(value, property);
  }
  if (value === undefined) return {};
  const parsed = component.safeParse(value);
  if (!parsed.success) throw badRequest(`The value at ${path} cannot be a partition key.`);
  return parsed.data;
}

function spell(key: readonly Component[]): string {
  const spelled = JSON.stringify(key);
  if (Buffer.byteLength(spelled) > MAX_KEY_BYTES) throw badRequest('The partition key value is too long.');
  return spelled;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
