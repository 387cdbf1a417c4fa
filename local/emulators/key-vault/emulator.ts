import { type Emulator, type ListenOptions, listen } from '../emulator.ts';
import type { Store } from '../store.ts';
import { keyVaultRoutes } from './routes.ts';
import { openVault } from './vault.ts';

interface KeyVaultEmulatorOptions extends ListenOptions {
  store: Store;
  /** What the caller's role allows, by the names of the request log. Everything, unless told otherwise. */
  permits?: ((operation: string) => boolean) | undefined;
}

/**
 * Serves the secrets of a key vault over http. The SDK speaks https only, since @azure/keyvault-common 2.1: a client
 * names the vault `https://127.0.0.1:port` and sends its requests over http by a policy of its own.
 */
export async function startKeyVaultEmulator({
  store,
  permits = () => true,
  ...where
}: KeyVaultEmulatorOptions): Promise<Emulator> {
  const vault = openVault(store);
  return listen(
    {
      name: 'key-vault',
      routes: keyVaultRoutes(vault, permits),
      state: () => vault.state(),
      reset: () => vault.reset(),
    },
    where,
  );
}
