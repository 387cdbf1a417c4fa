import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Told } from './fixtures/story-process.ts';

export type Service = keyof Told['operations'];

/** Which actions an operation needs; `null` for what the deployment does, and not the app. */
type Needs = readonly (readonly [operation: RegExp, actions: readonly string[] | null])[];

const items = 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items';
const messages = 'Microsoft.Storage/storageAccounts/queueServices/queues/messages';
const secrets = 'Microsoft.KeyVault/vaults/secrets';

/**
 * Sources: "Data plane RBAC" of Cosmos DB, "Permissions for Queue service operations" of Azure Storage, "Azure
 * permissions for Security" (Key Vault) and the permissions table of each operation of Microsoft Graph.
 */
export const NEEDS: Readonly<Record<Service, Needs>> = {
  cosmos: [
    [/^POST \/dbs(\/:db\/colls)?$/, null],
    [/^GET \//, ['Microsoft.DocumentDB/databaseAccounts/readMetadata']],
    [/^read /, [`${items}/read`]],
    [/^create /, [`${items}/create`]],
    [/^replace /, [`${items}/replace`]],
    // unverified: there is no action of its own for a patch; the nearest is to replace.
    [/^patch /, [`${items}/replace`]],
    [/^upsert /, [`${items}/upsert`]],
    [/^delete /, [`${items}/delete`]],
    // A head and its rows, see cosmos-links.ts.
    [/^batch links$/, [`${items}/replace`, `${items}/upsert`, `${items}/delete`]],
    [/^(plan )?query /, ['Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/executeQuery']],
  ],
  queues: [
    [/^PUT \/:queue$/, null],
    [/^POST \/:queue\/messages$/, [`${messages}/write`]],
    [/^GET \/:queue\/messages$/, [`${messages}/process/action`]],
    [/^DELETE \/:queue\/messages\/:id$/, [`${messages}/process/action`]],
  ],
  keyVault: [
    [/^GET \/secrets\/:name\/$/, [`${secrets}/getSecret/action`]],
    [/^PUT \/secrets\/:name$/, [`${secrets}/setSecret/action`]],
    [/^DELETE \/secrets\/:name$/, [`${secrets}/delete`]],
    // unverified: that the properties of a deleted secret need the same as those of a secret.
    [/^GET \/deletedsecrets\/:name$/, [`${secrets}/readMetadata/action`]],
    [/^DELETE \/deletedsecrets\/:name$/, [`${secrets}/purge/action`]],
  ],
  graph: [
    [/^POST \/\$batch$/, []],
    [/^(GET|POST|PATCH|DELETE) \/me\/contactFolders(\/|$)/, ['Contacts.ReadWrite']],
  ],
};

/** Tells the story of the demo in a process of its own, and answers what each service was asked for. */
export async function tellOperations(): Promise<Told> {
  const child = fork(new URL('./fixtures/story-process.ts', import.meta.url), { execArgv: [], stdio: 'ignore' });
  const [told] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`The story ended with ${code}.`))),
  ]);
  return told;
}

/** What the operations need by the table, and the operations that it does not know. */
export function needed(service: Service, operations: readonly string[]): { actions: string[]; unknown: string[] } {
  const actions = new Set<string>();
  const unknown = operations.filter((operation) => {
    const need = NEEDS[service].find(([pattern]) => pattern.test(operation));
    for (const action of need?.[1] ?? []) actions.add(action);
    return need === undefined;
  });
  return { actions: [...actions].sort(), unknown };
}
