/**
 * The role actions that an operation needs, by its name in the emulators' request log; `null` for an operation of the
 * deployment, not of the app.
 */
export type Needs = readonly (readonly [operation: RegExp, actions: readonly string[] | null])[];

const items = 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items';
const secrets = 'Microsoft.KeyVault/vaults/secrets';

/**
 * All operations of the app, with the actions they need. The local stack refuses every other operation, as the
 * deployment's roles do. Sources: "Data plane actions reference" of Cosmos DB, "Azure permissions for Security" (Key
 * Vault).
 */
export const NEEDS = {
  cosmos: [
    [/^POST \/dbs(\/:db\/colls)?$/, null],
    [/^GET \//, ['Microsoft.DocumentDB/databaseAccounts/readMetadata']],
    [/^read /, [`${items}/read`]],
    [/^create /, [`${items}/create`]],
    [/^replace /, [`${items}/replace`]],
    // unverified: a patch has no action of its own; the closest one is replace.
    [/^patch /, [`${items}/replace`]],
    [/^upsert /, [`${items}/upsert`]],
    [/^delete /, [`${items}/delete`]],
    // A head and its rows, see cosmos-links.ts.
    [/^batch links$/, [`${items}/replace`, `${items}/upsert`, `${items}/delete`]],
    [/^(plan )?query /, ['Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/executeQuery']],
  ],
  keyVault: [
    [/^GET \/secrets\/:name\/$/, [`${secrets}/getSecret/action`]],
    [/^PUT \/secrets\/:name$/, [`${secrets}/setSecret/action`]],
    [/^DELETE \/secrets\/:name$/, [`${secrets}/delete`]],
    // unverified: that the properties of a deleted secret need the same as those of a secret.
    [/^GET \/deletedsecrets\/:name$/, [`${secrets}/readMetadata/action`]],
    [/^DELETE \/deletedsecrets\/:name$/, [`${secrets}/purge/action`]],
  ],
} as const satisfies Record<string, Needs>;

/** Whether an operation is one of these. */
export function permitsOnly(needs: Needs): (operation: string) => boolean {
  return (operation) => needs.some(([pattern]) => pattern.test(operation));
}
