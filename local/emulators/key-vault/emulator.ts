import { type Emulator, type ListenOptions, listen } from '../emulator.ts';
import type { Store } from '../store.ts';
import { keyVaultRoutes } from './routes.ts';
import { type Behaviour, behaviourSchema, openVault } from './vault.ts';

interface KeyVaultEmulatorOptions extends ListenOptions {
  store: Store;
  /**
   * Whether the caller's role allows an operation, by its name in the request log. By default everything is allowed.
   */
  permits?: ((operation: string) => boolean) | undefined;
}

export interface KeyVaultControls {
  /** Also `POST /_emulator/behaviour`. What is left out is as usual again. */
  behave(behaviour: Partial<Behaviour>): void;
}

/**
 * Serves the secrets of a key vault over http. Since @azure/keyvault-common 2.1 the SDK accepts https only, so a
 * client names the vault `https://127.0.0.1:port` and sends its requests over http with a pipeline policy.
 */
export async function startKeyVaultEmulator({
  store,
  permits = () => true,
  ...where
}: KeyVaultEmulatorOptions): Promise<Emulator & KeyVaultControls> {
  const vault = openVault(store);
  const emulator = await listen(
    {
      name: 'key-vault',
      routes: keyVaultRoutes(vault, permits),
      state: () => vault.state(),
      reset: () => vault.reset(),
    },
    where,
  );
  return { ...emulator, behave: (behaviour) => vault.behave(behaviourSchema.parse(behaviour)) };
}
