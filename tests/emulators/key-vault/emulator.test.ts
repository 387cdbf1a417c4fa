import { SecretClient, type SecretClientOptions } from '@azure/keyvault-secrets';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { letTimePass } from '../../../local/clock.ts';
import { startKeyVaultEmulator } from '../../../local/emulators/key-vault/emulator.ts';
import { memoryStore } from '../../../local/emulators/store.ts';

/** The SDK accepts https addresses only; this sends what it has made of them over http. */
const overHttp: NonNullable<SecretClientOptions['additionalPolicies']>[number] = {
  position: 'perRetry',
  policy: {
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
  },
};

let emulator: Awaited<ReturnType<typeof startKeyVaultEmulator>>;
let vault: SecretClient;

beforeAll(async () => {
  emulator = await startKeyVaultEmulator({ store: memoryStore() });
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.reset();
  vault = new SecretClient(
    emulator.origin.replace('http:', 'https:'),
    { getToken: async () => ({ token: 'any', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    { disableChallengeResourceVerification: true, additionalPolicies: [overHttp], retryOptions: { maxRetries: 0 } },
  );
});

/** Deletes a secret, and lets the time pass that this takes. */
async function remove(name: string): Promise<void> {
  const poller = await vault.beginDeleteSecret(name, { intervalInMs: 1 });
  letTimePass(16_000);
  await poller.pollUntilDone();
}

async function names(entries: AsyncIterable<{ name: string }>): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of entries) found.push(name);
  return found;
}

describe('LOCAL the emulated Key Vault', () => {
  test('a request without a token is challenged, and the next comes with one', async () => {
    await vault.setSecret('a', 'value');
    await vault.getSecret('a');
    const log = emulator.requests.summary().log.map(({ operation, status }) => [operation, status]);
    expect(log).toEqual([
      ['PUT /secrets/:name', 401],
      ['PUT /secrets/:name', 200],
      ['GET /secrets/:name/', 200],
    ]);
  });
});

async function pages(maxPageSize: number): Promise<number[]> {
  const sizes: number[] = [];
  for await (const page of vault.listPropertiesOfSecrets().byPage({ maxPageSize })) sizes.push(page.length);
  return sizes;
}

describe('LOCAL secrets', () => {
  test('are read by their latest version or any other, whatever the case of the name', async () => {
    const first = await vault.setSecret('Token', 'one', { contentType: 'text/plain', tags: { kind: 'test' } });
    await vault.setSecret('token', 'two');
    expect((await vault.getSecret('TOKEN')).value).toBe('two');
    const { version } = first.properties;
    const old = await vault.getSecret('Token', version === undefined ? {} : { version });
    expect(old).toMatchObject({ value: 'one', properties: { contentType: 'text/plain', tags: { kind: 'test' } } });
  });

  test('are listed in pages without their values, and so are their versions', async () => {
    for (const name of ['c', 'a', 'b']) await vault.setSecret(name, name);
    await vault.setSecret('a', 'again');
    expect(await names(vault.listPropertiesOfSecrets())).toEqual(['a', 'b', 'c']);
    expect(await names(vault.listPropertiesOfSecretVersions('a'))).toEqual(['a', 'a']);
    expect(await pages(2)).toEqual([2, 1]);
    expect(await names(vault.listPropertiesOfSecretVersions('unknown'))).toEqual([]);
  });

  test('are listed in empty and short pages where that is asked for', async () => {
    for (const name of ['c', 'a', 'b']) await vault.setSecret(name, name);
    emulator.behave({ shortPages: true });
    expect(await pages(2)).toEqual([0, 1, 1, 1]);
    expect(await names(vault.listPropertiesOfSecrets())).toEqual(['a', 'b', 'c']);
  });

  test('an interface that the vault does not know is refused', async () => {
    const headers = { authorization: 'Bearer any' };
    const status = async (version: string) =>
      (await fetch(`${emulator.origin}/secrets?api-version=${version}`, { headers })).status;
    expect([await status('7.6'), await status('2025-07-01'), await status('7.99')]).toEqual([200, 200, 400]);
  });

  test('that are disabled cannot be read until they are enabled again', async () => {
    const { properties } = await vault.setSecret('a', 'value');
    const version = properties.version ?? '';
    await vault.updateSecretProperties('a', version, { enabled: false });
    await expect(vault.getSecret('a')).rejects.toMatchObject({ statusCode: 403, code: 'Forbidden' });
    await vault.updateSecretProperties('a', version, { enabled: true });
    expect((await vault.getSecret('a')).value).toBe('value');
  });

  test('keep their value and dates when other properties change', async () => {
    const expiresOn = new Date('2030-01-01T00:00:00Z');
    const { properties } = await vault.setSecret('a', 'value', { expiresOn });
    await vault.updateSecretProperties('a', properties.version ?? '', { tags: { n: '1' } });
    expect(await vault.getSecret('a')).toMatchObject({ value: 'value', properties: { expiresOn, tags: { n: '1' } } });
  });
});

describe('LOCAL deleted secrets', () => {
  beforeEach(async () => {
    await vault.setSecret('a', 'value');
    await remove('a');
  });

  test('are gone, but their name stays taken', async () => {
    await expect(vault.getSecret('a')).rejects.toMatchObject({ statusCode: 404, code: 'SecretNotFound' });
    const taken = { statusCode: 409, code: 'Conflict', message: expect.stringContaining('deleted but recoverable') };
    await expect(vault.setSecret('a', 'new')).rejects.toMatchObject(taken);
    expect(await names(vault.listDeletedSecrets())).toEqual(['a']);
    expect(await vault.getDeletedSecret('a')).toMatchObject({ name: 'a', value: undefined });
  });

  test('come back when they are recovered', async () => {
    await (await vault.beginRecoverDeletedSecret('a', { intervalInMs: 1 })).pollUntilDone();
    expect((await vault.getSecret('a')).value).toBe('value');
    expect(await names(vault.listDeletedSecrets())).toEqual([]);
  });

  test('are forgotten when they are purged, and their name is free half a minute later', async () => {
    await vault.purgeDeletedSecret('a');
    await expect(vault.getDeletedSecret('a')).rejects.toMatchObject({ statusCode: 404 });
    await expect(vault.setSecret('a', 'new')).rejects.toMatchObject({ statusCode: 409 });
    letTimePass(31_000);
    expect((await vault.setSecret('a', 'new')).value).toBe('new');
  });

  test('are forgotten by themselves after 90 days', async () => {
    letTimePass(90 * 86_400_000);
    await expect(vault.getDeletedSecret('a')).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe('LOCAL a deletion', () => {
  const begun = async () => {
    await vault.setSecret('a', 'value');
    await vault.beginDeleteSecret('a');
  };

  test('takes seconds, in which the secret can be neither read, seen, purged nor written', async () => {
    await begun();
    const underWay = { statusCode: 409, message: expect.stringContaining('being deleted') };
    await expect(vault.getSecret('a')).rejects.toMatchObject({ statusCode: 404 });
    await expect(vault.getDeletedSecret('a')).rejects.toMatchObject({ statusCode: 404 });
    await expect(vault.purgeDeletedSecret('a')).rejects.toMatchObject(underWay);
    await expect(vault.setSecret('a', 'new')).rejects.toMatchObject(underWay);
    expect(await names(vault.listDeletedSecrets())).toEqual([]);
    letTimePass(16_000);
    await vault.purgeDeletedSecret('a');
  });

  test('takes as long as is asked for', async () => {
    emulator.behave({ deletionTakes: 76 });
    await begun();
    letTimePass(70_000);
    await expect(vault.purgeDeletedSecret('a')).rejects.toMatchObject({ statusCode: 409 });
    letTimePass(7_000);
    await vault.purgeDeletedSecret('a');
  });

  test('of a disabled secret does not make it readable', async () => {
    const { properties } = await vault.setSecret('a', 'value');
    await vault.updateSecretProperties('a', properties.version ?? '', { enabled: false });
    await vault.beginDeleteSecret('a');
    await expect(vault.getSecret('a')).rejects.toMatchObject({ statusCode: 403 });
  });
});

describe('LOCAL limits', () => {
  const tags = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`t${index}`, 'x']));
  const refused: [string, () => Promise<unknown>][] = [
    ['a name with an underscore', () => vault.setSecret('a_b', 'value')],
    ['a name of 128 characters', () => vault.setSecret('a'.repeat(128), 'value')],
    ['a value over 25 KB', () => vault.setSecret('a', 'x'.repeat(25 * 1024 + 1))],
    ['16 tags', () => vault.setSecret('a', 'value', { tags })],
  ];
  test.each(refused)('%s is refused', async (_, work) => {
    await expect(work()).rejects.toMatchObject({ statusCode: 400, code: 'BadParameter' });
  });

  test('the 301st secret in 10 seconds is refused, reading goes on, and so does writing later', async () => {
    letTimePass(60_000);
    for (let index = 0; index < 300; index += 1) await vault.setSecret('a', String(index));
    await expect(vault.setSecret('a', 'more')).rejects.toMatchObject({ statusCode: 429, code: 'Throttled' });
    expect((await vault.getSecret('a')).value).toBe('299');
    letTimePass(10_000);
    expect((await vault.setSecret('a', 'later')).value).toBe('later');
  });
});
