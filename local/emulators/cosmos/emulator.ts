import { type Emulator, type ListenOptions, listen } from '../emulator.ts';
import { createRequestLog } from '../request-log.ts';
import type { Store } from '../store.ts';
import { openAccount } from './account.ts';
import { DEFAULT_KEY } from './account-key.ts';
import { cosmosRoutes } from './routes.ts';

export interface CosmosEmulatorOptions extends ListenOptions {
  store: Store;
  /** Account key, base64. */
  key?: string | undefined;
  /**
   * Whether the caller's role allows an operation, by its name in the request log. By default everything is allowed.
   */
  permits?: ((operation: string) => boolean) | undefined;
}

/**
 * Serves an Azure Cosmos DB account (API for NoSQL) with one physical partition, for `new CosmosClient({ endpoint, key })`.
 * In the request log, operations on items are named as such (`query links`, `batch links`, `read organizations`) with
 * their request units; the rest, and item requests that never got to their operation, keep method and route.
 */
export async function startCosmosEmulator({
  store,
  key = DEFAULT_KEY,
  permits = () => true,
  ...where
}: CosmosEmulatorOptions): Promise<Emulator & { readonly key: string }> {
  const account = openAccount(store);
  const log = createRequestLog();
  const emulator = await listen(
    {
      name: 'cosmos',
      routes: cosmosRoutes({ account, key, requests: log, permits }),
      state: () => account.state(),
      reset: () => account.reset(),
      // Item operations with a charge were already recorded by their routes, so they are skipped here.
      requests: {
        ...log,
        record: (request) => {
          const isItemOperation = request.charge !== undefined && request.operation.includes('/docs');
          if (!isItemOperation) log.record(request);
        },
      },
    },
    where,
  );
  return { ...emulator, key };
}
