import { cardSourceCache } from '../../shared/cards/card-source-cache.ts';
import { sansanOpenApi } from '../../shared/cards/sansan-open-api.ts';
import { systemClock } from '../../shared/clock.ts';
import { graphMailbox } from '../../shared/contacts/graph-mailbox.ts';
import { graphTransport } from '../../shared/contacts/graph-transport.ts';
import { instant, type LinkKey, organizationIdSchema, tenantIdSchema, userIdSchema } from '../../shared/ids.ts';
import { newLink } from '../../shared/links/link-transitions.ts';
import { slotOf } from '../../shared/links/slot.ts';
import { newOrganization } from '../../shared/organizations/organization.ts';
import type { SyncMessage } from '../../shared/queues.ts';
import { freshSecretName } from '../../shared/secrets.ts';
import { cosmosContainers } from '../../shared/storage/cosmos-database.ts';
import { cosmosLinks } from '../../shared/storage/cosmos-links.ts';
import { cosmosOrganizations } from '../../shared/storage/cosmos-organizations.ts';
import { keyVault } from '../../shared/storage/key-vault.ts';
import { storageQueues } from '../../shared/storage/storage-queues.ts';
import type { RunEnd } from '../../shared/sync/run.ts';
import { runSync } from '../../shared/sync/run.ts';
import { LIMITS } from '../../shared/sync/run-limits.ts';
import type { SyncDependencies } from '../../shared/sync/sync-dependencies.ts';
import type { Emulators } from './emulators.ts';
import { type Person, TENANT } from './population.ts';

/** The pace and the page size of the settings' defaults. */
const REQUESTS_PER_SECOND = 4;
const PAGE_SIZE = 300;

export type Services = Omit<Emulators, 'stop' | 'setWriteLatency'>;

/** The engine's world with its real adapters. Only Entra ID is left out: the vault holds access tokens as they are. */
export function benchDependencies(services: Services): SyncDependencies {
  const open = cosmosContainers({ endpoint: services.cosmos, key: services.cosmosKey });
  const vault = keyVault(services.keyVault);
  const openCards = (apiKey: string) =>
    sansanOpenApi({
      baseUrl: services.sansan,
      version: 'v3.2',
      pageSize: PAGE_SIZE,
      requestsPerSecond: REQUESTS_PER_SECOND,
      apiKey,
    });
  return {
    clock: systemClock,
    links: cosmosLinks(open),
    organizations: cosmosOrganizations(open),
    vault,
    tokens: { accessToken: async (tokens) => (await vault.read(tokens))?.value ?? '' },
    queues: storageQueues({ kind: 'connection-string', value: services.queues }),
    activity: { record: async () => undefined, recent: async () => [] },
    log: { record: () => undefined },
    cardsOf: cardSourceCache((name) => vault.read(name), openCards, systemClock),
    mailboxOf: (accessToken) => graphMailbox(graphTransport({ baseUrl: services.graph, accessToken })),
    limits: LIMITS,
    restoredAt: null,
    isShuttingDown: () => false,
  };
}

/** Links somebody as the portal does: folder, secrets, head. */
export async function linkPerson(deps: SyncDependencies, services: Services, person: Person): Promise<void> {
  const key = keyOf(person);
  const since = instant(new Date());
  const tenantId = tenantIdSchema.parse(TENANT);
  await deps.organizations.change(key.organizationId, (known) =>
    known === undefined
      ? {
          ...newOrganization(key.organizationId, '見本商事', true),
          contacts: { state: 'connected', generation: 1, tenantId, since, provenBy: 'admin@mihon.example.com' },
        }
      : undefined,
  );
  const accessToken = services.accessTokens[person.objectId] ?? '';
  const linkId = `link-${person.userId}`;
  const made = await deps.mailboxOf(async () => accessToken).createFolder('Sansan', { linkId, attempt: 'attempt-1' });
  if (made.kind === 'exists') throw new Error('The mailbox has the folder already.');
  const cardKey = freshSecretName('card-key', key.organizationId, key.userId);
  const tokens = freshSecretName('tokens', key.organizationId, key.userId);
  await deps.vault.write(cardKey, person.apiKey);
  await deps.vault.write(tokens, accessToken);
  const { id, parentId } = made.folder;
  const address = `${person.userId}@mihon.example.com`;
  await deps.links.create({
    ...newLink(key, { email: address, language: 'ja' }),
    state: {
      name: 'linked',
      linkId,
      generation: 1,
      mailbox: { tenantId, objectId: person.objectId, name: address },
      folder: { id, parentId },
      tokens,
      since,
    },
    slot: slotOf(key),
    cardKey: { secret: cardKey, ownerId: person.userId, suppliedAt: since, suppliedBy: 'user' },
  });
}

export function keyOf({ organizationId, userId }: Person): LinkKey {
  return { organizationId: organizationIdSchema.parse(organizationId), userId: userIdSchema.parse(userId) };
}

/** "Look at this person's link." */
export function lookAt(person: Person): SyncMessage {
  return { v: 1, ...keyOf(person), generation: 1, reason: 'timer', tick: null };
}

/** Serves a message, and then the one by which a run with much to write is put off to the queue of long runs. */
export async function serve(deps: SyncDependencies, message: SyncMessage): Promise<RunEnd> {
  const end = await runSync(deps, message);
  return end === 'to-be-continued' ? runSync(deps, { ...message, bulk: true, reason: 'continuation' }) : end;
}
