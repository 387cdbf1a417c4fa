import { createHash, randomBytes } from 'node:crypto';
import { SECOND } from './clock.ts';
import { FUNCTION_TIMEOUT } from './function-timeout.ts';
import { type OrganizationId, type SecretName, secretNameSchema } from './ids.ts';
import { type Queues, type SecretOwner, secretCleanUp } from './queues.ts';

/**
 * Where tokens and keys are kept. Fails with the adapter's own errors; a missing secret is not one. Nothing here waits for
 * the vault: it takes up to minutes until a deleted secret can be purged, so that is asked for again later.
 */
export interface SecretVault {
  read(name: SecretName): Promise<{ value: string; writtenAt: Date } | undefined>;
  write(name: SecretName, value: string): Promise<void>;
  /** Makes a secret unreadable; until it is purged, it can be recovered. Deleting what is not there succeeds. */
  delete(name: SecretName): Promise<void>;
  /** Has the vault forget a deleted secret. */
  purge(name: SecretName): Promise<PurgeAnswer>;
}

/** `gone`: forgotten. `leaving`: its deletion is under way, ask again. `kept`: it may not be purged. */
export type PurgeAnswer =
  | { readonly kind: 'gone' | 'leaving' }
  /** @property until when the vault forgets it by itself; `undefined` when it does not say */
  | { readonly kind: 'kept'; readonly until: Date | undefined };

interface ForgettingDependencies {
  readonly vault: Pick<SecretVault, 'delete'>;
  readonly queues: Pick<Queues, 'cleanUp'>;
}

/** Deletes secrets that nothing names any more. The clean-up queue has the vault forget them. */
export async function forget(
  deps: ForgettingDependencies,
  owner: SecretOwner,
  secrets: readonly SecretName[],
): Promise<void> {
  await forgetLater(deps, owner, secrets);
  for (const secret of secrets) await deps.vault.delete(secret);
}

/**
 * Has secrets forgotten after the longest run of a function, unless the person's link names them then. Called before their
 * names are removed: should that write fail, they are kept. A reconnect or a token refresh that began earlier writes under
 * the name that it read then, and has ended by that time.
 */
export async function forgetLater(
  { queues }: Pick<ForgettingDependencies, 'queues'>,
  owner: SecretOwner,
  secrets: readonly SecretName[],
): Promise<void> {
  for (const secret of secrets) await queues.cleanUp(secretCleanUp(owner, secret), FUNCTION_TIMEOUT / SECOND);
}

/**
 * A name for a new secret: says nothing about the person, and is never used twice, since a deleted name stays taken
 * until the vault has forgotten it.
 */
export function freshSecretName(
  kind: 'tokens' | 'card-key' | 'webhook' | 'last',
  organizationId: OrganizationId,
  whose: string,
): SecretName {
  const person = createHash('sha256').update(`${organizationId}\n${whose}`).digest('hex').slice(0, 24);
  return secretNameSchema.parse(`${kind}-${person}-${randomBytes(8).toString('hex')}`);
}
