import { CosmosClient, type ItemDefinition } from '@azure/cosmos';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { instant } from '../../../shared/ids.ts';
import { CONTAINERS, DATABASE } from '../../../shared/storage/cosmos-database.ts';
import { startSyncedUser } from '../fixtures/synced-user.ts';

const CARDS = 60;
let user: Awaited<ReturnType<typeof startSyncedUser>>;
beforeAll(async () => {
  user = await startSyncedUser(CARDS);
});
afterAll(() => user.close());

const links = () => {
  const { origin: endpoint, key } = user.database.emulator;
  return new CosmosClient({ endpoint, key }).database(DATABASE).container('links');
};
const backup = async () => (await links().items.readAll<ItemDefinition>().fetchAll()).resources;

async function restore(items: readonly ItemDefinition[]): Promise<void> {
  const pathOf = (item: ItemDefinition) => CONTAINERS.links.partitionKey.map((path) => item[path.slice(1)]);
  for (const item of await backup())
    await links()
      .item(item.id ?? '', pathOf(item))
      .delete();
  for (const item of items) await links().items.create(item);
}

/** The stamps of our contacts, taken apart. */
const stamps = () =>
  user.tenant
    .seen()
    .flatMap(({ singleValueExtendedProperties }) =>
      singleValueExtendedProperties.map(({ value }) => /^1\|[^|]+\|(\d+)\|[^|]*\|(.+)$/.exec(value)),
    )
    .filter((stamp) => stamp !== null);
/** The cards that have contacts, each as often as it has one. */
const cardsInOutlook = () =>
  stamps()
    .flatMap(([, , card]) => card ?? [])
    .sort();
const attemptsInOutlook = () => stamps().map(([, attempt]) => Number(attempt));
const listedCards = () =>
  user.sansan
    .cards('owner-1')
    .listed.map(({ id }) => id)
    .sort();

describe('C9 a database that was put back', () => {
  test('after the database was put back to yesterday, every card has one contact again, as it is today', async () => {
    const synced = await user.startOver();
    await synced.run({ bulk: true });
    const yesterday = await backup();

    const [edited = user.firstCard(), removed = user.firstCard()] = user.sansan.cards('owner-1').listed;
    for (const firstName of ['一郎', '次郎', '三郎', '四郎', '五郎']) user.sansan.addCard('owner-1', { firstName });
    const shortly = user.sansan.addCard('owner-1', { firstName: '短期' });
    user.sansan.removeCard(removed.id);
    user.sansan.editCard(edited.id, { title: 'new' });
    await synced.lookAtAll();
    await synced.run({ bulk: true });
    expect(cardsInOutlook()).toEqual(listedCards());
    const attempts = attemptsInOutlook();

    user.sansan.removeCard(shortly.id);
    await restore(yesterday);
    Object.assign(synced.deps, { restoredAt: instant(Date.now()) });
    user.sansan.editCard(edited.id, { title: 'newest' });
    await synced.run({ bulk: true });
    expect(attempts).not.toContain((await synced.link()).link.lease.epoch);
    // The contact of a card that came and left since is known again, and leaves with the next look at all cards.
    await synced.lookAtAll();
    await synced.run({ bulk: true });
    expect(cardsInOutlook()).toEqual(listedCards());
    expect(user.tenant.seen().filter(({ jobTitle }) => jobTitle === 'newest')).toHaveLength(1);
    expect(await synced.run()).toBe('unchanged');
  });
});
