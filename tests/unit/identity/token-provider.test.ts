import { describe, expect, test } from '@jest/globals';
import { DAY } from '../../../shared/clock.ts';
import { tokenProvider } from '../../../shared/identity/token-provider.ts';
import { secretNameSchema, tenantIdSchema } from '../../../shared/ids.ts';
import type { SecretVault } from '../../../shared/secrets.ts';
import { NOON } from '../fixtures/links.ts';

const name = secretNameSchema.parse('tokens-0123456789abcdef01234567-0123456789abcdef');
const tenant = tenantIdSchema.parse('5a1e0c3b-0f1d-4d5e-9b51-3a6f2d7c9001');

/** What the vault holds after a refresh during which something happens. */
async function heldAfter(age: number, during: (vault: SecretVault) => Promise<void>): Promise<string | undefined> {
  const secrets = new Map([[name, { value: 'old', writtenAt: new Date(NOON.getTime() - age) }]]);
  const vault: SecretVault = {
    read: async (which) => secrets.get(which),
    write: async (which, value) => void secrets.set(which, { value, writtenAt: NOON }),
    delete: async (which) => void secrets.delete(which),
    purge: async () => ({ kind: 'gone' }),
  };
  const refresh = async () => {
    await during(vault);
    return { accessToken: 'access', cache: 'new' };
  };
  await tokenProvider(vault, { refresh }, { now: () => NOON }).accessToken(name, tenant);
  return secrets.get(name)?.value;
}

describe('C11, D1 the tokens of a link', () => {
  test.each<[string, number, (vault: SecretVault) => Promise<void>, string | undefined]>([
    ['a token that is a week old makes way for the newer one', 8 * DAY, async () => {}, 'new'],
    ['a younger one stays', 6 * DAY, async () => {}, 'old'],
    ['one that was deleted meanwhile does not come back', 8 * DAY, (vault) => vault.delete(name), undefined],
  ])('%s', async (_, age, during, held) => {
    expect(await heldAfter(age, during)).toBe(held);
  });
});
