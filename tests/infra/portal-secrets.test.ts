import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CLIENT_SECRET, putPortalSecrets, SESSION_KEY } from '../../infra/scripts/portal-secrets.ts';
import { vaultClient } from '../../infra/scripts/vault-client.ts';
import type { Emulator } from '../../local/emulators/emulator.ts';
import { startKeyVaultEmulator } from '../../local/emulators/key-vault/emulator.ts';
import { memoryStore } from '../../local/emulators/store.ts';
import { secretClient } from '../../shared/storage/key-vault.ts';

let emulator: Emulator;
/** Of the last run. */
let refreshes: number;
let reached: boolean;
beforeAll(async () => {
  emulator = await startKeyVaultEmulator({ store: memoryStore() });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

/** The script's own client. The SDK takes https addresses only, and the emulator has no certificate. */
function ofTheScript() {
  const anybody = { getToken: async () => ({ token: 'local', expiresOnTimestamp: Date.now() + 3_600_000 }) };
  return vaultClient(emulator.origin.replace('http:', 'https:'), anybody, {
    disableChallengeResourceVerification: true,
    additionalPolicies: [
      {
        position: 'perRetry',
        policy: {
          name: 'over-http',
          async sendRequest(request, next) {
            const { url } = request;
            request.url = url.replace('https:', 'http:');
            request.allowInsecureConnection = true;
            const answer = await next(request);
            // The SDK looks at it again.
            request.url = url;
            return answer;
          },
        },
      },
    ],
  });
}

/** Runs the script against the vault. Answers what it said. */
async function run(
  options: { needsClientSecret?: boolean; clientSecret?: string; dryRun?: boolean; pause?: () => Promise<void> } = {},
) {
  const said: string[] = [];
  refreshes = 0;
  reached = await putPortalSecrets({
    vault: ofTheScript(),
    needsClientSecret: options.needsClientSecret ?? true,
    clientSecret: options.clientSecret,
    dryRun: options.dryRun ?? false,
    say: (line) => said.push(line),
    pause: options.pause ?? (async () => undefined),
    async refresh() {
      // By then everything is in the vault.
      expect(said.at(-1)).toMatch(/written|is there|is missing/);
      refreshes += 1;
    },
  });
  return said;
}
const stored = async (name: string) => (await (await secretClient(emulator.origin)).getSecret(name)).value;
const writes = () => emulator.requests.count('PUT /secrets/:name');

describe("SECURITY the script for the portal's secrets", () => {
  test('makes the session key and says that the client secret is missing', async () => {
    const said = await run();
    const key = await stored(SESSION_KEY);
    expect(Buffer.from(key ?? '', 'base64')).toHaveLength(32);
    expect(said).toEqual([`${SESSION_KEY}: written`, expect.stringMatching(/^portal-oidc-client-secret: is missing/)]);
  });

  test("asks for no client secret where the company's own tenant signs people in", async () => {
    expect(await run({ needsClientSecret: false })).toEqual([`${SESSION_KEY}: written`]);
  });

  test('leaves what is there, and makes no two keys alike', async () => {
    await run({ clientSecret: 'given' });
    const first = await stored(SESSION_KEY);
    expect(await run()).toEqual([`${SESSION_KEY}: is there, stays`, `${CLIENT_SECRET}: is there, stays`]);
    expect([await stored(SESSION_KEY), await stored(CLIENT_SECRET), writes()]).toEqual([first, 'given', 2]);
    emulator.reset();
    await run();
    expect(await stored(SESSION_KEY)).not.toBe(first);
  });

  test('replaces the client secret when one is given, and nothing else', async () => {
    await run({ clientSecret: 'old' });
    const key = await stored(SESSION_KEY);
    await run({ clientSecret: 'new' });
    expect([await stored(SESSION_KEY), await stored(CLIENT_SECRET)]).toEqual([key, 'new']);
  });

  test('writes nothing in a dry run', async () => {
    expect(await run({ clientSecret: 'given', dryRun: true })).toEqual([
      `${SESSION_KEY}: would be written`,
      `${CLIENT_SECRET}: would be written`,
    ]);
    expect(writes()).toBe(0);
  });

  test('never says a secret, and reads none', async () => {
    const said = [...(await run({ clientSecret: 'given' })), ...(await run({ clientSecret: 'given' }))].join('\n');
    expect(emulator.requests.count('GET /secrets/:name/')).toBe(0);
    expect(said).not.toContain('given');
    expect(said).not.toContain(await stored(SESSION_KEY));
  });

  test('waits until the vault knows the role that was just assigned', async () => {
    let pauses = 0;
    const body = { error: { code: 'Forbidden', message: 'Asked for by a test.' } };
    emulator.faults.add({ match: '/versions', times: 3, effect: { kind: 'refuse', status: 403, body } });
    const said = await run({
      pause: async () => {
        pauses += 1;
      },
    });
    expect(pauses).toBe(3);
    expect(said).toHaveLength(3);
    expect(await stored(SESSION_KEY)).toBeDefined();
  });

  test('has the app fetch what was written, and only then', async () => {
    await run();
    expect(refreshes).toBe(1);
    await run({ clientSecret: 'given' });
    expect(refreshes).toBe(1);
    await run();
    expect(refreshes).toBe(0);
    await run({ clientSecret: 'other', dryRun: true });
    expect(refreshes).toBe(0);
  });

  const allowed = 'Caller is not authorized to perform action on resource.';
  test.each([
    ['ForbiddenByConnection', 'Public network access is disabled and request is not from a trusted service.'],
    ['ForbiddenByFirewall', 'Client address is not authorized and caller is not a trusted service.'],
    ['ForbiddenByConnection', 'Asked for by a test.'],
    [undefined, 'Client address is not authorized and caller is not a trusted service.'],
  ])('does not wait for a network that does not let it in: %s, "%s"', async (code, message) => {
    const innererror = code === undefined ? {} : { innererror: { code } };
    const body = { error: { code: 'Forbidden', message, ...innererror } };
    emulator.faults.add({ match: '/versions', times: 1000, effect: { kind: 'refuse', status: 403, body } });
    const said = await run({ clientSecret: 'given', pause: () => Promise.reject(new Error('It waited.')) });
    expect(said).toEqual([
      expect.stringMatching(/PRIVATE_ENDPOINTS/),
      expect.stringMatching(/from a machine in that network/),
    ]);
    expect([reached, refreshes, writes()]).toEqual([false, 0, 0]);
  });

  test('takes no other failure for a closed network', async () => {
    const body = { error: { code: 'BadParameter', message: 'Client address is not authorized.' } };
    emulator.faults.add({ match: '/versions', times: 1, effect: { kind: 'refuse', status: 400, body } });
    await expect(run()).rejects.toMatchObject({ statusCode: 400 });
  });

  test('waits for a role also where the vault says so by its code', async () => {
    const body = { error: { code: 'Forbidden', message: allowed, innererror: { code: 'ForbiddenByRbac' } } };
    emulator.faults.add({ match: '/versions', times: 2, effect: { kind: 'refuse', status: 403, body } });
    await run();
    expect([reached, refreshes]).toEqual([true, 1]);
  });

  test('gives up when it is never allowed', async () => {
    const body = { error: { code: 'Forbidden', message: 'Asked for by a test.' } };
    emulator.faults.add({ match: '/versions', times: 1000, effect: { kind: 'refuse', status: 403, body } });
    await expect(run()).rejects.toMatchObject({ statusCode: 403 });
    expect(writes()).toBe(0);
  });
});
