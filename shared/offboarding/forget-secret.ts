import { HOUR, SECOND } from '../clock.ts';
import type { SecretName } from '../ids.ts';
import type { LinkStore } from '../links/link-store.ts';
import type { CleanUpMessage, Queues } from '../queues.ts';
import type { PurgeAnswer, SecretVault } from '../secrets.ts';

interface ForgetDependencies {
  readonly links: Pick<LinkStore, 'read'>;
  readonly vault: Pick<SecretVault, 'delete' | 'purge'>;
  readonly queues: Pick<Queues, 'cleanUp'>;
}

/** Milliseconds until the vault is asked again, for the first time and at most; the wait doubles. */
const FIRST_WAIT = 30 * SECOND;
const LONGEST_WAIT = 6 * HOUR;
/** By then, a vault has forgotten by itself: it keeps a deleted secret for 90 days at most. */
const MOST_TRIES = 400;

/**
 * Deletes a secret that nothing names any more, and has the vault forget it; the message comes again until the vault
 * says that it has, or that it may not. A secret that the link names stays: the link has not ended, or its clean-up is in
 * progress.
 */
export async function forgetSecret(
  deps: ForgetDependencies,
  message: Extract<CleanUpMessage, { scope: 'secret' }>,
): Promise<void> {
  const { secret, tries } = message;
  const link = (await deps.links.read(message))?.link;
  const isNamed = link !== undefined && 'tokens' in link.state && link.state.tokens === secret;
  if (isNamed || link?.cardKey?.secret === secret) return;
  const answer = await deleteAndPurge(deps.vault, secret);
  switch (answer.kind) {
    case 'gone':
    case 'kept':
      return;
    case 'leaving':
      if (tries < MOST_TRIES) await deps.queues.cleanUp({ ...message, tries: tries + 1 }, waitAfter(tries));
  }
}

/** One step of forgetting. Safe to repeat, also after an earlier one that deleted and did not purge. */
export async function deleteAndPurge(
  vault: Pick<SecretVault, 'delete' | 'purge'>,
  secret: SecretName,
): Promise<PurgeAnswer> {
  await vault.delete(secret);
  return vault.purge(secret);
}

/** In seconds. */
function waitAfter(tries: number): number {
  return Math.min(FIRST_WAIT * 2 ** Math.min(tries, 20), LONGEST_WAIT) / SECOND;
}
