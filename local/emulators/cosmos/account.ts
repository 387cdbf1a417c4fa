import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Store } from '../store.ts';
import { type Container, openContainer } from './container.ts';
import { type ContainerDefinition, checkId, parseContainerDefinition } from './definitions.ts';
import { badRequest, conflict, Refusal } from './refusal.ts';

const OWNER_NOT_FOUND = 1003;

interface Database {
  id: string;
  _rid: string;
}

/** The databases and containers of an account. */
export interface Account {
  /** The answer of `GET /`; the SDK uses the endpoints in it. */
  description(origin: string): object;
  /** @throws Refusal 404 */
  database(id: string): Database;
  /** @throws Refusal 400, 409 */
  createDatabase(body: unknown): Database;
  /** @throws Refusal 404 */
  container(database: string, id: string): Container;
  /** @throws Refusal 400, 404, 409 */
  createContainer(database: string, body: unknown): ContainerDefinition;
  state(): unknown;
  reset(): void;
}

/** Opens the account with what the store holds of it. */
export function openAccount(store: Store): Account {
  const databases = store.collection<Database>('cosmos databases');
  const definitions = store.collection<ContainerDefinition>('cosmos containers');
  const containers = new Map<string, Container>();
  for (const [name, definition] of definitions.entries()) containers.set(name, openContainer(definition, store));

  const nameOf = (database: string, id: string) => `${database}/${id}`;

  function database(id: string): Database {
    const found = databases.get(id);
    if (found === undefined) throw ownerNotFound();
    return found;
  }

  return {
    description: (origin) => {
      const locations = [{ name: 'Local', databaseAccountEndpoint: `${origin}/` }];
      return {
        id: 'local',
        _rid: 'local',
        writableLocations: locations,
        readableLocations: locations,
        enableMultipleWriteLocations: false,
        userConsistencyPolicy: { defaultConsistencyLevel: 'Session' },
        queryEngineConfiguration: '{}',
      };
    },
    database,
    createDatabase: (body) => {
      const parsed = z.object({ id: z.string() }).safeParse(body);
      if (!parsed.success) throw badRequest('A database needs an id.');
      const { id } = parsed.data;
      checkId(id);
      if (databases.has(id)) throw conflict();
      const created = { id, _rid: newRid() };
      databases.set(id, created);
      return created;
    },
    container: (databaseId, id) => {
      const found = containers.get(nameOf(databaseId, id));
      if (found === undefined) throw ownerNotFound();
      return found;
    },
    createContainer: (databaseId, body) => {
      database(databaseId);
      const definition = { ...parseContainerDefinition(body), database: databaseId, _rid: newRid() };
      const name = nameOf(databaseId, definition.id);
      if (containers.has(name)) throw conflict();
      definitions.set(name, definition);
      containers.set(name, openContainer(definition, store));
      return definition;
    },
    state: () => ({
      databases: [...databases.keys()],
      containers: [...containers.values()].map(({ definition, items }) => ({
        definition,
        items: [...items({ kind: 'many', prefix: '' })],
      })),
    }),
    reset: () => {
      for (const container of containers.values()) container.clear();
      containers.clear();
      definitions.clear();
      databases.clear();
    },
  };
}

function newRid(): string {
  return randomBytes(6).toString('base64url');
}

function ownerNotFound(): Refusal {
  return new Refusal(404, 'Owner resource does not exist', OWNER_NOT_FOUND);
}
