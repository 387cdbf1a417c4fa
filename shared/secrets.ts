import { createHash, randomBytes } from 'node:crypto';
import { type OrganizationId, type SecretName, secretNameSchema } from './ids.ts';

/** Where tokens and keys are kept. Fails with the adapter's own errors; a missing secret is not one. */
export interface SecretVault {
  read(name: SecretName): Promise<{ value: string; writtenAt: Date } | undefined>;
  write(name: SecretName, value: string): Promise<void>;
  /** Deletes for good as far as the vault allows. Deleting what is not there succeeds. */
  erase(name: SecretName): Promise<void>;
}

/**
 * A name for a new secret: says nothing about the person, and is never used twice, since a deleted name stays taken
 * until the vault has forgotten it.
 */
export function freshSecretName(
  kind: 'tokens' | 'card-key' | 'webhook',
  organizationId: OrganizationId,
  whose: string,
): SecretName {
  const person = createHash('sha256').update(`${organizationId}\n${whose}`).digest('hex').slice(0, 24);
  return secretNameSchema.parse(`${kind}-${person}-${randomBytes(8).toString('hex')}`);
}
