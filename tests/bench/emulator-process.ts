import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { startCosmosEmulator } from '../../local/emulators/cosmos/emulator.ts';
import { startGraphEmulator } from '../../local/emulators/graph/emulator.ts';
import { startKeyVaultEmulator } from '../../local/emulators/key-vault/emulator.ts';
import { startSansanEmulator } from '../../local/emulators/sansan/emulator.ts';
import { memoryStore } from '../../local/emulators/store.ts';
import { cardCountOf, cardsOf, type Person, type Population, peopleOf, TENANT } from './population.ts';
import { storeWithLinks } from './store-with-links.ts';

// The services that the app talks to, in a process of their own: what they cost is not counted as ours.

/** What the parent needs to know. */
export interface Addresses {
  readonly cosmos: string;
  readonly cosmosKey: string;
  readonly graph: string;
  readonly keyVault: string;
  readonly sansan: string;
  /** Access tokens by the object ids of their people. */
  readonly accessTokens: Readonly<Record<string, string>>;
}

const population: Population = JSON.parse(process.argv[2] ?? '');
const people = peopleOf(population);
const issuer = (tenantId: string) => `https://sts.windows.net/${tenantId}/`;
const { publicKey, privateKey } = await generateKeyPair('RS256');

function accessToken({ objectId }: Person): Promise<string> {
  return new SignJWT({ tid: TENANT, oid: objectId, appid: 'contacts-app', scp: 'openid Contacts.ReadWrite' })
    .setProtectedHeader({ alg: 'RS256' })
    .setAudience('https://graph.microsoft.com')
    .setIssuer(issuer(TENANT))
    .setExpirationTime('2h')
    .sign(privateKey);
}

const cosmos = await startCosmosEmulator({
  store: population.headsOnly === 0 ? memoryStore() : storeWithLinks(population.headsOnly),
});
const keyVault = await startKeyVaultEmulator({ store: memoryStore() });
const graph = await startGraphEmulator({
  store: memoryStore(),
  keys: createLocalJWKSet({ keys: [await exportJWK(publicKey)] }),
  issuer,
  mailboxes: people.map(({ objectId, userId }) => ({
    tenantId: TENANT,
    objectId,
    address: `${userId}@mihon.example.com`,
    displayName: userId,
  })),
});
const sansan = await startSansanEmulator({
  store: memoryStore(),
  owners: people.map((person) => ({
    id: person.userId,
    name: '見本 花子',
    email: `${person.userId}@mihon.example.com`,
    apiKey: person.apiKey,
    cards: cardsOf(person, cardCountOf(population, person)),
  })),
});

const addresses: Addresses = {
  cosmos: cosmos.origin,
  cosmosKey: cosmos.key,
  graph: graph.origin,
  keyVault: keyVault.origin,
  sansan: sansan.origin,
  accessTokens: Object.fromEntries(
    await Promise.all(people.map(async (person) => [person.objectId, await accessToken(person)])),
  ),
};
process.on('disconnect', () => process.exit());
process.send?.(addresses);
