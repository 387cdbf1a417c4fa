import { type Emulator, type ListenOptions, listen } from '../emulator/emulator.ts';
import type { Store } from '../emulator/store.ts';
import { keyVaultRoutes } from './routes.ts';
import { openVault } from './vault.ts';

/**
 * Serves the secrets of a key vault over http. The SDK speaks https only, since @azure/keyvault-common 2.1: a client
 * names the vault `https://127.0.0.1:port` and sends its requests over http by a policy of its own.
 */
export async function startKeyVaultEmulator({ store, ...where }: ListenOptions & { store: Store }): Promise<Emulator> {
  const vault = openVault(store);
  return listen(
    { name: 'key-vault', routes: keyVaultRoutes(vault), state: () => vault.state(), reset: () => vault.reset() },
    where,
  );
}
