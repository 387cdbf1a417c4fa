import type { SecretClient } from '@azure/keyvault-secrets';
import * as z from 'zod';
import { ANYBODY, overHttp } from '../over-http.ts';
import type { SecretVault } from '../secrets.ts';

/** Secrets in Azure Key Vault. */
export function keyVault(url: string): SecretVault {
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
    async delete(name) {
      try {
        await (await open()).beginDeleteSecret(name);
      } catch (failure) {
        // It does not exist, or an earlier request deleted it, also one of the SDK whose answer got lost.
        if (!hasStatus(failure, 404, 409)) throw failure;
      }
    },
    async purge(name) {
      const vault = await open();
      try {
        await vault.purgeDeletedSecret(name);
        return { kind: 'gone' };
      } catch (failure) {
        if (hasStatus(failure, 404)) return { kind: 'gone' };
        if (hasStatus(failure, 409)) return { kind: 'leaving' };
        if (!hasStatus(failure, 403)) throw failure;
      }
      try {
        const { properties } = await vault.getDeletedSecret(name);
        return { kind: 'kept', until: properties.scheduledPurgeDate };
      } catch (failure) {
        if (hasStatus(failure, 404)) return { kind: 'leaving' };
        if (!hasStatus(failure, 403)) throw failure;
        return { kind: 'kept', until: undefined };
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
