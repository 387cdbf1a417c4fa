import { randomUUID } from 'node:crypto';
import type { SecretClient } from '@azure/keyvault-secrets';
import * as z from 'zod';
import { ANYBODY, overHttp } from '../over-http.ts';
import type { SecretVault } from '../secrets.ts';

/** Secrets in Azure Key Vault. */
export function keyVault(url: string): SecretVault & { forgetsBy(): Promise<Date | undefined> } {
  let client: Promise<SecretClient> | undefined;
  const open = () => {
    client ??= secretClient(url);
    return client;
  };
  return {
    async read(name) {
      try {
        const { value, properties } = await (await open()).getSecret(name);
        return value === undefined ? undefined : { value, writtenAt: properties.createdOn ?? new Date(0) };
      } catch (failure) {
        if (hasStatus(failure, 404)) return undefined;
        throw failure;
      }
    },
    async write(name, value) {
      await (await open()).setSecret(name, value);
    },
    async erase(name) {
      const vault = await open();
      try {
        await (await vault.beginDeleteSecret(name)).pollUntilDone();
      } catch (failure) {
        // The secret does not exist or was already deleted by an earlier try; only the purge remains.
        if (!hasStatus(failure, 404, 409)) throw failure;
      }
      try {
        await vault.purgeDeletedSecret(name);
      } catch (failure) {
        // With purge protection, the vault purges the secret itself after the retention period.
        if (!hasStatus(failure, 403, 404, 409)) throw failure;
      }
    },
    // Determined by deleting a dummy secret: the retention period is the same for all secrets of a vault.
    async forgetsBy() {
      const vault = await open();
      const name = `probe-${randomUUID()}`;
      await vault.setSecret(name, 'nothing');
      const { properties } = await (await vault.beginDeleteSecret(name)).pollUntilDone();
      try {
        await vault.purgeDeletedSecret(name);
        return undefined;
      } catch (failure) {
        if (!hasStatus(failure, 403)) throw failure;
        return properties.scheduledPurgeDate;
      }
    },
  };
}

/** A client of the vault, authenticated with the identity of the process; an emulator on plain http needs none. */
export async function secretClient(url: string): Promise<SecretClient> {
  const { SecretClient } = await import('@azure/keyvault-secrets');
  if (url.startsWith('http:')) {
    return new SecretClient(url.replace('http:', 'https:'), ANYBODY, {
      disableChallengeResourceVerification: true,
      additionalPolicies: [{ position: 'perRetry', policy: overHttp }],
    });
  }
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new SecretClient(url, new DefaultAzureCredential());
}

const restError = z.object({ statusCode: z.number() });

function hasStatus(failure: unknown, ...statuses: readonly number[]): boolean {
  const parsed = restError.safeParse(failure);
  return parsed.success && statuses.includes(parsed.data.statusCode);
}
