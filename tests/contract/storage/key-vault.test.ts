import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { letTimePass } from '../../../local/clock.ts';
import type { Emulator } from '../../../local/emulators/emulator.ts';
import { startKeyVaultEmulator } from '../../../local/emulators/key-vault/emulator.ts';
import { memoryStore } from '../../../local/emulators/store.ts';
import { DAY } from '../../../shared/clock.ts';
import { freshSecretName, type SecretVault } from '../../../shared/secrets.ts';
import { keyVault } from '../../../shared/storage/key-vault.ts';
import { linkKey } from '../../unit/fixtures/links.ts';

let emulator: Emulator;
let vault: SecretVault;
beforeAll(async () => {
  emulator = await startKeyVaultEmulator({ store: memoryStore() });
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.reset();
  vault = keyVault(emulator.origin);
});

/** The vault refuses the next such request. */
function refuse(match: string, status: number): void {
  const body = { error: { code: 'Forbidden', message: 'Asked for by a test.' } };
  emulator.faults.add({ match, effect: { kind: 'refuse', status, body } });
}

const name = freshSecretName('tokens', linkKey().organizationId, 'hanako');

describe('WIRE secrets in Key Vault', () => {
  test('a secret is read as it was written last, with the time of that', async () => {
    expect(await vault.read(name)).toBeUndefined();
    await vault.write(name, 'one');
    letTimePass(8 * DAY);
    await vault.write(name, '{"秘密":2}');
    const read = await vault.read(name);
    expect(read?.value).toBe('{"秘密":2}');
    expect(Math.abs((read?.writtenAt.getTime() ?? 0) - Date.now())).toBeLessThan(5000);
  });

  test('a secret that is erased is gone for good, and can be erased again', async () => {
    await vault.write(name, 'value');
    await vault.erase(name);
    expect(await vault.read(name)).toBeUndefined();
    expect(emulator.state()).toEqual({ secrets: [], deleted: [] });
    await vault.erase(name);
  });

  test('erasing goes on where it broke off: deleted, but not purged', async () => {
    await vault.write(name, 'value');
    refuse('^DELETE /deletedsecrets/', 400);
    await expect(vault.erase(name)).rejects.toMatchObject({ statusCode: 400 });
    expect(emulator.state()).toMatchObject({ secrets: [], deleted: [{ name }] });
    await vault.erase(name);
    expect(emulator.state()).toEqual({ secrets: [], deleted: [] });
  });

  test('a vault with purge protection forgets by itself, and erasing succeeds', async () => {
    await vault.write(name, 'value');
    refuse('^DELETE /deletedsecrets/', 403);
    await vault.erase(name);
    expect(await vault.read(name)).toBeUndefined();
  });

  test('a secret that is not there can be erased', async () => {
    await vault.erase(name);
  });

  test('a failure of the vault is not a missing secret', async () => {
    refuse('^GET ', 403);
    await expect(vault.read(name)).rejects.toMatchObject({ statusCode: 403 });
  });

  test('a name says nothing of the person, and is never used twice', () => {
    const again = freshSecretName('tokens', linkKey().organizationId, 'hanako');
    expect(again).not.toBe(name);
    expect(again).not.toContain('hanako');
    expect(again.split('-').slice(0, 2)).toEqual(name.split('-').slice(0, 2));
  });
});
