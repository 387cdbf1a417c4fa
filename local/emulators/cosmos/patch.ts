import * as z from 'zod';
import type { Document } from './item.ts';
import { badRequest } from './refusal.ts';

const MAX_OPERATIONS = 10;
const SYSTEM_PROPERTIES = new Set(['id', '_rid', '_self', '_etag', '_attachments', '_ts']);

const path = z.string().regex(/^(\/[^/]+)+$/);

const operation = z.discriminatedUnion('op', [
  z.object({ op: z.enum(['add', 'set', 'replace']), path, value: z.unknown() }),
  z.object({ op: z.literal('remove'), path }),
  z.object({ op: z.literal('incr'), path, value: z.number() }),
]);

const operations = z.array(operation).min(1).max(MAX_OPERATIONS);

const patchRequest = z.union([
  operations.transform((list) => ({ operations: list, condition: undefined })),
  z.object({ operations, condition: z.string().optional() }),
]);

type PatchOperation = z.infer<typeof operation>;
export type PatchRequest = z.infer<typeof patchRequest>;

/** @throws Refusal 400 for a body that is no patch, or one of more than 10 operations. */
export function parsePatch(body: unknown): PatchRequest {
  const parsed = patchRequest.safeParse(body);
  if (!parsed.success) throw badRequest(`The patch request is invalid: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/**
 * Applies the operations in order and returns a new document. Source: "Partial document update in Azure Cosmos DB";
 * its `move` is not emulated, since the SDK has no type for it.
 *
 * @throws Refusal 400 for a path that does not exist where it must, or a property that cannot be patched.
 */
export function patched(document: Document, list: readonly PatchOperation[]): Document {
  const draft = structuredClone(document);
  for (const step of list) apply(draft, step);
  return draft;
}

function apply(draft: Document, step: PatchOperation): void {
  const place = placeAt(draft, step.path);
  switch (step.op) {
    case 'add':
      place.insert(step.value);
      break;
    case 'replace':
      place.get();
      place.set(step.value);
      break;
    case 'set':
      place.set(step.value);
      break;
    case 'remove':
      place.remove();
      break;
    case 'incr': {
      const value = place.has() ? place.get() : 0;
      if (typeof value !== 'number') throw badRequest(`The value at ${step.path} is not a number.`);
      place.set(value + step.value);
      break;
    }
  }
}

/** A position in the document: a property of an object or an index of an array, present or not. */
interface Place {
  has(): boolean;
  get(): unknown;
  set(value: unknown): void;
  /** In an array, shifts the following elements. */
  insert(value: unknown): void;
  remove(): void;
}

function placeAt(draft: Document, pointer: string): Place {
  const names = pointer
    .slice(1)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = names.pop() ?? '';
  if (SYSTEM_PROPERTIES.has(names[0] ?? last)) throw badRequest(`The property at ${pointer} cannot be patched.`);
  let owner: unknown = draft;
  for (const name of names)
    owner = isObject(owner) && Object.hasOwn(owner, name) ? Reflect.get(owner, name) : undefined;
  const missing = () => badRequest(`For Operation(s), the specified path '${pointer}' does not exist.`);

  if (Array.isArray(owner)) {
    const array: unknown[] = owner;
    const index = last === '-' ? array.length : Number(last);
    if (!Number.isInteger(index) || index < 0 || index > array.length) throw missing();
    const has = () => index < array.length;
    return {
      has,
      get: () => {
        if (!has()) throw missing();
        return array[index];
      },
      set: (value) => {
        array[index] = value;
      },
      insert: (value) => void array.splice(index, 0, value),
      remove: () => {
        if (!has()) throw missing();
        array.splice(index, 1);
      },
    };
  }

  // Only the last segment may be missing: its parent must exist.
  if (!isObject(owner)) throw missing();
  const object = owner;
  const has = () => Object.hasOwn(object, last);
  const set = (value: unknown) => void Reflect.set(object, last, value);
  return {
    has,
    get: () => {
      if (!has()) throw missing();
      return Reflect.get(object, last);
    },
    set,
    insert: set,
    remove: () => {
      if (!has()) throw missing();
      Reflect.deleteProperty(object, last);
    },
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
