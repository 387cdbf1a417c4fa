import type { Store } from '../store.ts';
import type { ContainerDefinition } from './definitions.ts';
import { type Item, isExpired } from './item.ts';
import type { Scope } from './partition-key.ts';

/** The items of one logical partition key. Expired items are treated as absent. */
export interface Partition {
  readonly definition: ContainerDefinition;
  readonly key: string;
  get(id: string): Item | undefined;
  put(item: Item): void;
  remove(id: string): void;
  nextRid(): string;
}

/** The items of one container, by logical partition. */
export interface Container {
  readonly definition: ContainerDefinition;
  partition(key: string): Partition;
  items(scope: Scope): Iterable<Item>;
  clear(): void;
}

/** Opens a container with its stored items. */
export function openContainer(definition: ContainerDefinition, store: Store): Container {
  const stored = store.collection<Item>(`cosmos items ${definition.database}/${definition.id}`);
  const partitions = new Map<string, Map<string, Item>>();
  let lastRid = 0;
  for (const [place, item] of stored.entries()) {
    itemsOf(place.slice(0, place.indexOf('\n'))).set(item.id, item);
    lastRid = Math.max(lastRid, Number.parseInt(item._rid.slice(definition._rid.length), 36));
  }

  function itemsOf(key: string): Map<string, Item> {
    let items = partitions.get(key);
    if (items === undefined) {
      items = new Map();
      partitions.set(key, items);
    }
    return items;
  }

  // The partition key is JSON and contains no line break, so the first line break separates it from the id.
  const placeOf = (key: string, id: string) => `${key}\n${id}`;

  function remove(key: string, id: string): void {
    const items = partitions.get(key);
    if (items?.delete(id) !== true) return;
    stored.delete(placeOf(key, id));
    if (items.size === 0) partitions.delete(key);
  }

  function isLive(item: Item, key: string, now: number): boolean {
    if (!isExpired(item, definition.defaultTtl, now)) return true;
    remove(key, item.id);
    return false;
  }

  function* within(scope: Scope): Iterable<[string, Map<string, Item>]> {
    if (scope.kind === 'one') {
      const items = partitions.get(scope.partition);
      if (items !== undefined) yield [scope.partition, items];
      return;
    }
    for (const entry of partitions) if (entry[0].startsWith(scope.prefix)) yield entry;
  }

  return {
    definition,
    partition: (key) => ({
      definition,
      key,
      get: (id) => {
        const item = partitions.get(key)?.get(id);
        return item !== undefined && isLive(item, key, Date.now()) ? item : undefined;
      },
      put: (item) => {
        itemsOf(key).set(item.id, item);
        stored.set(placeOf(key, item.id), item);
      },
      remove: (id) => remove(key, id),
      // Fixed width, so that alphabetical order is creation order, by which queries page.
      nextRid: () => {
        lastRid += 1;
        return definition._rid + lastRid.toString(36).padStart(9, '0');
      },
    }),
    *items(scope) {
      const now = Date.now();
      for (const [key, items] of within(scope)) {
        for (const item of items.values()) if (isLive(item, key, now)) yield item;
      }
    },
    clear: () => {
      partitions.clear();
      stored.clear();
    },
  };
}

/** A copy of the partition in which changes are visible at once; others see them after the commit. */
export function draftOf(partition: Partition): Partition & { commit(): void } {
  const changes = new Map<string, Item | undefined>();
  return {
    ...partition,
    get: (id) => (changes.has(id) ? changes.get(id) : partition.get(id)),
    put: (item) => void changes.set(item.id, item),
    remove: (id) => void changes.set(id, undefined),
    commit: () => {
      for (const [id, item] of changes) {
        if (item === undefined) partition.remove(id);
        else partition.put(item);
      }
    },
  };
}
