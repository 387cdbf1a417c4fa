import { openAccount } from '../../local/emulators/cosmos/account.ts';
import { create } from '../../local/emulators/cosmos/operations.ts';
import type { Store } from '../../local/emulators/store.ts';
import { CONTAINERS, DATABASE } from '../../shared/storage/cosmos-database.ts';
import { linkIn, linkKey } from '../unit/fixtures/links.ts';

/** Organizations that the heads are spread over. */
const ORGANIZATIONS = 50;

/** A store of the Cosmos DB emulator that holds the heads of so many linked people; over http it would take minutes. */
export function storeWithLinks(count: number): Store {
  const store = sharedStore();
  const account = openAccount(store);
  account.createDatabase({ id: DATABASE });
  const { partitionKey } = CONTAINERS.links;
  account.createContainer(DATABASE, {
    id: 'links',
    partitionKey: { paths: partitionKey, kind: 'MultiHash', version: 2 },
  });
  const links = account.container(DATABASE, 'links');
  for (let index = 0; index < count; index += 1) {
    const link = linkIn('linked', linkKey(`user-${index}`, `organization-${index % ORGANIZATIONS}`));
    const partition = links.partition(JSON.stringify([link.organizationId, link.userId]));
    create(partition, { id: 'head', type: 'head', ...link });
  }
  return store;
}

/** A memory store that gives the same collection to everybody who asks for its name. */
function sharedStore(): Store {
  const collections = new Map<string, Map<string, unknown>>();
  return {
    collection: <V>(name: string) => {
      const known = collections.get(name) ?? new Map<string, unknown>();
      collections.set(name, known);
      return known as Map<string, V>;
    },
    close: () => undefined,
  };
}
