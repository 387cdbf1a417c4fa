import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { checkKeyAgain, takeOverAddresses } from '../../../shared/api-keys/moved-address.ts';
import type { ApiKeyDependencies } from '../../../shared/api-keys/supply-key.ts';
import { CardSourceFailure } from '../../../shared/cards/card-source.ts';
import { type SecretName, secretNameSchema } from '../../../shared/ids.ts';
import { newLink } from '../../../shared/links/link-transitions.ts';
import { cosmosActivity } from '../../../shared/storage/cosmos-activity.ts';
import { cosmosLinks } from '../../../shared/storage/cosmos-links.ts';
import { cosmosSuppliedKeys } from '../../../shared/storage/cosmos-supplied-keys.ts';
import { cosmosUsers } from '../../../shared/storage/cosmos-users.ts';
import { CARD_KEY, linkKey, NOON } from '../../unit/fixtures/links.ts';
import { recordedQueues } from '../../unit/fixtures/recorded-queues.ts';
import { startDatabase } from '../fixtures/database.ts';

const FORMER = linkKey('former');
const NEXT = linkKey('next');
const ADDRESS = 'info@mihon.example.com';
const WAITING = { ...CARD_KEY, secret: secretNameSchema.parse('waiting') };

let database: Awaited<ReturnType<typeof startDatabase>>;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.close());

let deps: ApiKeyDependencies;
let vault: Map<SecretName, string>;
/** The address of whose cards every key opens; `undefined` while the card system does not answer. */
let ownersAddress: string | undefined;
beforeEach(async () => {
  const open = await database.empty();
  vault = new Map([CARD_KEY, WAITING].map(({ secret }) => [secret, 'key']));
  ownersAddress = ADDRESS;
  deps = {
    clock: { now: () => NOON },
    links: cosmosLinks(open),
    users: cosmosUsers(open),
    supplied: cosmosSuppliedKeys(open),
    vault: {
      read: async (name) => {
        const value = vault.get(name);
        return value === undefined ? undefined : { value, writtenAt: NOON };
      },
      write: async (name, value) => void vault.set(name, value),
      delete: async (name) => void vault.delete(name),
      purge: async () => ({ kind: 'gone' }),
    },
    tryKey: () => ({
      owner: async () => {
        if (ownersAddress === undefined) throw new CardSourceFailure('unavailable', 'No answer.');
        return { id: CARD_KEY.ownerId, email: ownersAddress, name: '' };
      },
      updatedIn: () => {
        throw new Error('No card is asked for.');
      },
    }),
    queues: recordedQueues(),
    activity: cosmosActivity(open),
  };
  await deps.links.create({ ...newLink(FORMER, { email: ADDRESS, language: 'ja' }), cardKey: CARD_KEY });
});

const linkOf = async (key: typeof FORMER) => (await deps.links.read(key))?.link;
const refusals = async () => (await deps.activity.recent(FORMER, 10)).map(({ kind, detail }) => [kind, detail]);

describe('SECURITY, A7 an address with which somebody else signs in', () => {
  test("takes the former holder's key out of use, and that one's mail", async () => {
    await takeOverAddresses(deps, NEXT, [ADDRESS]);
    expect(await linkOf(FORMER)).toMatchObject({ email: '', cardKey: null });
    expect(vault.has(CARD_KEY.secret)).toBe(false);
    expect(await refusals()).toEqual([['key-refused', 'address-moved']]);
  });

  test('hands a key that waits for it on to nobody', async () => {
    await deps.supplied.save(NEXT.organizationId, ADDRESS, WAITING);
    await takeOverAddresses(deps, NEXT, [ADDRESS]);
    expect(await deps.supplied.read(NEXT.organizationId, ADDRESS)).toBeUndefined();
    expect([...vault.keys()]).toEqual([]);
  });

  test.each([
    ['the holder signs in again', FORMER, [ADDRESS]],
    ["the new address was nobody's", NEXT, ['new@mihon.example.com']],
    ['no address is verified', NEXT, []],
    ['the address is that of another organization', linkKey('next', 'hokuto'), [ADDRESS]],
  ])('changes nothing when %s', async (_, who, addresses) => {
    await deps.supplied.save(FORMER.organizationId, ADDRESS, WAITING);
    const before = await linkOf(FORMER);
    await takeOverAddresses(deps, who, addresses);
    expect(await linkOf(FORMER)).toEqual(before);
    expect(await deps.supplied.read(FORMER.organizationId, ADDRESS)).toEqual(WAITING);
    expect(vault.size).toBe(2);
  });
});

describe('SECURITY, A7 the key of somebody whose address has changed', () => {
  const MARRIED = 'suzuki@mihon.example.com';

  test('is used no longer when its owner has another address', async () => {
    expect(await checkKeyAgain(deps, FORMER, [MARRIED])).toBe(true);
    expect(await linkOf(FORMER)).toMatchObject({ cardKey: null });
    expect(vault.has(CARD_KEY.secret)).toBe(false);
    expect(await refusals()).toEqual([['key-refused', 'other-person']]);
  });

  test.each([
    ['its owner has the new address too', [MARRIED], MARRIED, true],
    ['the card system does not answer, and is asked again', [MARRIED], undefined, false],
    ['the address is the same, without asking', [ADDRESS], undefined, true],
    ['no address is verified, without asking', [], undefined, true],
  ])('stays when %s', async (_, addresses, answers, mayBeTaken) => {
    ownersAddress = answers;
    expect(await checkKeyAgain(deps, FORMER, addresses)).toBe(mayBeTaken);
    expect(await linkOf(FORMER)).toMatchObject({ cardKey: CARD_KEY });
    expect(vault.has(CARD_KEY.secret)).toBe(true);
  });
});
