import { describe, expect, test } from '@jest/globals';
import { startCosmosEmulator } from '../../local/emulators/cosmos/emulator.ts';
import { startKeyVaultEmulator } from '../../local/emulators/key-vault/emulator.ts';
import { NEEDS, permitsOnly } from '../../local/emulators/permissions.ts';
import { memoryStore } from '../../local/emulators/store.ts';
import { secretClient } from '../../shared/storage/key-vault.ts';
import { openLinks, PAIR, row } from './fixtures/cosmos-links.ts';

describe('LOCAL the permissions of the app', () => {
  test('a database refuses what the role of the caller does not allow, and does nothing', async () => {
    const permits = (operation: string) => operation !== 'delete links';
    await using emulator = disposable(await startCosmosEmulator({ store: memoryStore(), permits }));
    const links = await openLinks(emulator);
    await links.items.create(row('a'));
    await expect(links.item('a', PAIR).delete()).rejects.toMatchObject({ code: 403 });
    expect((await links.item('a', PAIR).read()).statusCode).toBe(200);
  });

  test('a vault refuses what the role of the caller does not allow, and does nothing', async () => {
    const permits = (operation: string) => operation !== 'DELETE /secrets/:name';
    await using emulator = disposable(await startKeyVaultEmulator({ store: memoryStore(), permits }));
    const vault = await secretClient(emulator.origin);
    await vault.setSecret('name', 'value');
    await expect(vault.beginDeleteSecret('name')).rejects.toMatchObject({ statusCode: 403 });
    expect(await vault.getSecret('name')).toMatchObject({ value: 'value' });
  });

  test.each([
    ['read links', true],
    ['batch links', true],
    ['batch activity', false],
    ['patch sessions', true],
    ['DELETE /dbs/:db', false],
  ] as const)('the database of the local stack permits "%s": %s', (operation, permitted) => {
    expect(permitsOnly(NEEDS.cosmos)(operation)).toBe(permitted);
  });

  test.each([
    ['GET /secrets/:name/', true],
    ['DELETE /deletedsecrets/:name', true],
    ['GET /secrets', false],
    ['GET /secrets/:name/versions', false],
    ['POST /deletedsecrets/:name/recover', false],
  ] as const)('the vault of the local stack permits "%s": %s', (operation, permitted) => {
    expect(permitsOnly(NEEDS.keyVault)(operation)).toBe(permitted);
  });
});

function disposable<T extends { close(): Promise<void> }>(server: T): T & AsyncDisposable {
  return Object.assign(server, { [Symbol.asyncDispose]: () => server.close() });
}
