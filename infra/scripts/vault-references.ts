import type { TokenCredential } from '@azure/identity';

const VERSION = '2025-03-01';

export interface VaultReferencesOptions {
  /** Resource id of the app. */
  readonly appId: string;
  readonly credential: TokenCredential;
  /** Where Resource Manager is. */
  readonly origin?: string;
}

/**
 * Has the platform fetch again what an app's settings refer to in the vault, which also restarts the app. A restart alone
 * fetches nothing, and neither does a deployment of templates that did not change.
 */
export async function refreshVaultReferences(options: VaultReferencesOptions): Promise<void> {
  const { appId, credential, origin = 'https://management.azure.com' } = options;
  const token = await credential.getToken('https://management.azure.com/.default');
  const answer = await fetch(`${origin}${appId}/config/configreferences/appsettings/refresh?api-version=${VERSION}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token?.token}` },
  });
  // What is in the body, where a setting is named, is not needed.
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`Resource Manager answered ${answer.status}.`);
}
