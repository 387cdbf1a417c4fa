import { SECOND } from '../clock.ts';
import type { OrganizationId, SecretName } from '../ids.ts';
import { LONGEST_INVOCATION } from '../longest-invocation.ts';
import type { Queues } from '../sync/message.ts';
import type { SecretVault } from './secret-vault.ts';

interface ForgettingWorld {
  readonly vault: Pick<SecretVault, 'erase'>;
  readonly queues: Pick<Queues, 'cleanUp'>;
}

/**
 * Erases the tokens of a link that ended: now, and once more when whoever was at work then has ended. A reconnect or a
 * refresh writes under the name that the head had when it began, and may come after the first erasure.
 */
export async function forgetTokens(
  { vault, queues }: ForgettingWorld,
  organizationId: OrganizationId,
  secrets: readonly SecretName[],
): Promise<void> {
  for (const secret of secrets) {
    await queues.cleanUp({ scope: 'secret', v: 1, organizationId, secret }, LONGEST_INVOCATION / SECOND);
    await vault.erase(secret);
  }
}
