import { startCosmosEmulator } from '../../local/emulators/cosmos/emulator.ts';
import { startKeyVaultEmulator } from '../../local/emulators/key-vault/emulator.ts';
import { startSansanEmulator } from '../../local/emulators/sansan/emulator.ts';
import { memoryStore } from '../../local/emulators/store.ts';
import { cardCountOf, cardsOf, type Population, peopleOf } from './population.ts';
import { storeWithLinks } from './store-with-links.ts';

// Database, vault and card system in a process of their own: what they cost is not counted as ours.

/** What the parent needs to know. */
export interface Addresses {
  readonly cosmos: string;
  readonly cosmosKey: string;
  readonly keyVault: string;
  readonly sansan: string;
}

const population: Population = JSON.parse(process.argv[2] ?? '');
const people = peopleOf(population);

const cosmos = await startCosmosEmulator({
  store: population.headsOnly === 0 ? memoryStore() : storeWithLinks(population.headsOnly),
});
const keyVault = await startKeyVaultEmulator({ store: memoryStore() });
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
  keyVault: keyVault.origin,
  sansan: sansan.origin,
};
process.on('disconnect', () => process.exit());
process.send?.(addresses);
