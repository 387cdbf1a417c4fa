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
 * Erases the tokens of a link that ended: now, and once more when whoever was at work then has ended. A reconnect or a
 * refresh writes under the name that the link had when it began, and may come after the first erasure.
 */
export async function deleteTokens(
  deps: TokenDeletionDependencies,
  key: LinkKey,
  secrets: readonly SecretName[],
): Promise<void> {
  await deleteTokensLater(deps, key, secrets);
  for (const secret of secrets) await deps.vault.erase(secret);
}

/** Has tokens erased that by then no link names; whoever is about to take their name out of one may not get so far. */
export async function deleteTokensLater(
  { queues }: Pick<TokenDeletionDependencies, 'queues'>,
  key: LinkKey,
  secrets: readonly SecretName[],
): Promise<void> {
  for (const secret of secrets) {
    await queues.cleanUp(secretCleanUp(key, secret), FUNCTION_TIMEOUT / SECOND);
  }
}

/** Erases the secret, unless the link names it: then its link has not ended, or is being tidied up. */
export async function eraseUnnamed(
  { links, vault }: { readonly links: Pick<LinkStore, 'read'>; readonly vault: Pick<SecretVault, 'erase'> },
  message: Extract<CleanUpMessage, { scope: 'secret' }>,
): Promise<void> {
  const state = (await links.read(message))?.link.state;
  if (state !== undefined && 'tokens' in state && state.tokens === message.secret) return;
  await vault.erase(message.secret);
}
