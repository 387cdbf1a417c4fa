import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { letTimePass } from '../../../local/clock.ts';
import { startKeyVaultEmulator } from '../../../local/emulators/key-vault/emulator.ts';
import { memoryStore } from '../../../local/emulators/store.ts';
import { DAY, MINUTE, SECOND } from '../../../shared/clock.ts';
import { freshSecretName, type SecretVault } from '../../../shared/secrets.ts';
import { keyVault } from '../../../shared/storage/key-vault.ts';
import { linkKey } from '../../unit/fixtures/links.ts';

let emulator: Awaited<ReturnType<typeof startKeyVaultEmulator>>;
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

  test('a secret that is deleted is unreadable at once, and no request waits for the vault', async () => {
    await vault.write(name, 'value');
    emulator.requests.clear();
    await vault.delete(name);
    expect(await vault.read(name)).toBeUndefined();
    expect(await vault.purge(name)).toEqual({ kind: 'leaving' });
    expect(emulator.requests.summary().total).toBeLessThanOrEqual(4);
  });

  test('a deleted secret is forgotten once its deletion is done, and can be forgotten again', async () => {
    await vault.write(name, 'value');
    await vault.delete(name);
    letTimePass(16 * SECOND);
    expect(await vault.purge(name)).toEqual({ kind: 'gone' });
    expect(emulator.state()).toEqual({ secrets: [], deleted: [] });
    await vault.delete(name);
    expect(await vault.purge(name)).toEqual({ kind: 'gone' });
  });

  test('forgetting goes on where it broke off: deleted, but not purged', async () => {
    await vault.write(name, 'value');
    await vault.delete(name);
    letTimePass(16 * SECOND);
    refuse('^DELETE /deletedsecrets/', 400);
    await expect(vault.purge(name)).rejects.toMatchObject({ statusCode: 400 });
    await vault.delete(name);
    expect(await vault.purge(name)).toEqual({ kind: 'gone' });
    expect(emulator.state()).toEqual({ secrets: [], deleted: [] });
  });

  test('a deletion whose answer got lost, and which the SDK repeats, is a deletion', async () => {
    await vault.write(name, 'value');
    emulator.faults.add({ match: '^DELETE /secrets/', effect: { kind: 'lose-answer' } });
    await vault.delete(name);
    expect(await vault.purge(name)).toEqual({ kind: 'leaving' });
    letTimePass(16 * SECOND);
    expect(await vault.purge(name)).toEqual({ kind: 'gone' });
  });

  test('a vault that may not be told to purge says when it forgets by itself', async () => {
    emulator.behave({ purge: 'forbidden' });
    await vault.write(name, 'value');
    await vault.delete(name);
    letTimePass(16 * SECOND);
    const answer = await vault.purge(name);
    const until = answer.kind === 'kept' ? (answer.until?.getTime() ?? 0) : 0;
    expect(Math.abs(until - Date.now() - 90 * DAY)).toBeLessThan(MINUTE);
  });

  test('one that does not say when has not forgotten', async () => {
    emulator.behave({ purge: 'forbidden', namesPurgeDate: false });
    await vault.write(name, 'value');
    await vault.delete(name);
    letTimePass(16 * SECOND);
    expect(await vault.purge(name)).toEqual({ kind: 'kept', until: undefined });
  });

  test('one that does not let us see what is deleted has not forgotten', async () => {
    emulator.behave({ purge: 'forbidden' });
    await vault.write(name, 'value');
    await vault.delete(name);
    letTimePass(16 * SECOND);
    refuse('^GET /deletedsecrets/', 403);
    expect(await vault.purge(name)).toEqual({ kind: 'kept', until: undefined });
  });

  test('a secret that is not there can be deleted and forgotten', async () => {
    await vault.delete(name);
    expect(await vault.purge(name)).toEqual({ kind: 'gone' });
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
