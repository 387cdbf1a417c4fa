import { randomUUID } from 'node:crypto';
import type { TokenCredential } from '@azure/identity';
import type { SecretClient, SecretClientOptions } from '@azure/keyvault-secrets';
import * as z from 'zod';
import { HOUR } from '../clock.ts';
import type { SecretVault } from '../secrets.ts';

type PipelinePolicy = NonNullable<SecretClientOptions['additionalPolicies']>[number]['policy'];

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
        // Not there, or deleted by an earlier try: what is left is to purge it.
        if (!hasStatus(failure, 404, 409)) throw failure;
      }
      try {
        await vault.purgeDeletedSecret(name);
      } catch (failure) {
        // Under purge protection the vault forgets by itself when the retention is over.
        if (!hasStatus(failure, 403, 404, 409)) throw failure;
      }
    },
    // Found out by erasing something that says nothing: every secret of a vault is kept for the same time.
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

/** A client of the vault, signed in as the identity of the process. Nobody signs in to an emulator on plain http. */
export async function secretClient(url: string): Promise<SecretClient> {
  const { SecretClient } = await import('@azure/keyvault-secrets');
  if (url.startsWith('http:')) {
    const anybody: TokenCredential = {
      getToken: async () => ({ token: 'local', expiresOnTimestamp: Date.now() + HOUR }),
    };
    return new SecretClient(url.replace('http:', 'https:'), anybody, {
      disableChallengeResourceVerification: true,
      additionalPolicies: [{ position: 'perRetry', policy: overHttp }],
    });
  }
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new SecretClient(url, new DefaultAzureCredential());
}

/** The SDK takes https addresses only, and the local stack has no certificates: sends what the SDK made over http. */
const overHttp: PipelinePolicy = {
  name: 'over-http',
  async sendRequest(request, next) {
    const { url } = request;
    request.url = url.replace('https:', 'http:');
    request.allowInsecureConnection = true;
    try {
      return await next(request);
    } finally {
      request.url = url;
    }
  },
};

const restError = z.object({ statusCode: z.number() });

function hasStatus(failure: unknown, ...statuses: readonly number[]): boolean {
  const parsed = restError.safeParse(failure);
  return parsed.success && statuses.includes(parsed.data.statusCode);
}
