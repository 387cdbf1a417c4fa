import { SECOND } from '../clock.ts';
import { FUNCTION_TIMEOUT } from '../function-timeout.ts';
import type { LinkKey, SecretName } from '../ids.ts';
import type { LinkStore } from '../links/link-store.ts';
import { type CleanUpMessage, type Queues, secretCleanUp } from '../queues.ts';
import type { SecretVault } from '../secrets.ts';

interface TokenDeletionDependencies {
  readonly vault: Pick<SecretVault, 'erase'>;
  readonly queues: Pick<Queues, 'cleanUp'>;
}

/**
 * Erases the tokens of a link that ended: now, and once more after every function that is running now has ended. A
 * reconnect or a token refresh that began earlier writes under the secret name it read from the link then, and may do
 * so after the first erasure.
 */
export async function deleteTokens(
  deps: TokenDeletionDependencies,
  key: LinkKey,
  secrets: readonly SecretName[],
): Promise<void> {
  await deleteTokensLater(deps, key, secrets);
  for (const secret of secrets) await deps.vault.erase(secret);
}

/**
 * Has tokens erased after the longest run of a function, unless the link still names them then. Called before their
 * name is removed from the link: should that write fail, the tokens are kept.
 */
export async function deleteTokensLater(
  { queues }: Pick<TokenDeletionDependencies, 'queues'>,
  key: LinkKey,
  secrets: readonly SecretName[],
): Promise<void> {
  for (const secret of secrets) {
    await queues.cleanUp(secretCleanUp(key, secret), FUNCTION_TIMEOUT / SECOND);
  }
}

/** Erases the secret, unless the link names it: then the link has not ended, or its clean-up is in progress. */
export async function eraseUnnamed(
  { links, vault }: { readonly links: Pick<LinkStore, 'read'>; readonly vault: Pick<SecretVault, 'erase'> },
  message: Extract<CleanUpMessage, { scope: 'secret' }>,
): Promise<void> {
  const state = (await links.read(message))?.link.state;
  if (state !== undefined && 'tokens' in state && state.tokens === message.secret) return;
  await vault.erase(message.secret);
}
