import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** A named set of JSON values. Values from `get` are live objects; a change is saved only by `set`. */
interface Collection<V> {
  get(key: string): V | undefined;
  has(key: string): boolean;
  set(key: string, value: V): void;
  delete(key: string): boolean;
  clear(): void;
  keys(): Iterable<string>;
  values(): Iterable<V>;
  entries(): Iterable<[string, V]>;
  readonly size: number;
}

/** Storage of an emulator's state: in memory, or in a file that is kept between starts. */
export interface Store {
  collection<V>(name: string): Collection<V>;
  close(): void;
}

/** State in memory. */
export function memoryStore(): Store {
  return { collection: <V>() => new Map<string, V>(), close: () => undefined };
}

/**
 * State in a SQLite file. A change is passed to the operating system before `set` or `delete` returns, so it survives
 * a killed process, but maybe not a power failure.
 */
export function fileStore(path: string): Store {
  mkdirSync(dirname(path), { recursive: true });
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF');
  database.exec(
    'CREATE TABLE IF NOT EXISTS entries (collection TEXT, key TEXT, value TEXT, PRIMARY KEY (collection, key)) WITHOUT ROWID',
  );
  const put = database.prepare('INSERT OR REPLACE INTO entries VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM entries WHERE collection = ? AND key = ?');
  const removeAll = database.prepare('DELETE FROM entries WHERE collection = ?');
  const load = database.prepare('SELECT key, value FROM entries WHERE collection = ?');

  function collection<V>(name: string): Collection<V> {
    const map = new Map<string, V>();
    for (const row of load.all(name)) {
      map.set(String(row['key']), JSON.parse(String(row['value'])) as V);
    }
    return {
      get: (key) => map.get(key),
      has: (key) => map.has(key),
      set: (key, value) => {
        map.set(key, value);
        put.run(name, key, JSON.stringify(value));
      },
      delete: (key) => {
        remove.run(name, key);
        return map.delete(key);
      },
      clear: () => {
        removeAll.run(name);
        map.clear();
      },
      keys: () => map.keys(),
      values: () => map.values(),
      entries: () => map.entries(),
      get size() {
        return map.size;
      },
    };
  }
  return { collection, close: () => database.close() };
}
