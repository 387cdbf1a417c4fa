import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { generateCards } from '../../local/cards/generate.ts';
import type { Emulator } from '../../local/emulator/emulator.ts';
import { memoryStore } from '../../local/emulator/store.ts';
import { startKeyVaultEmulator } from '../../local/key-vault/emulator.ts';
import { startSansanEmulator } from '../../local/sansan/emulator.ts';
import { keptCardSources } from '../../shared/cards/kept-card-sources.ts';
import { sansanOpenApi } from '../../shared/cards/sansan-open-api.ts';
import { systemClock } from '../../shared/clock.ts';
import { instant } from '../../shared/ids.ts';
import type { LinkHead } from '../../shared/links/link-head.ts';
import { freshSecretName } from '../../shared/links/secret-vault.ts';
import { newOrganization } from '../../shared/organizations/organization.ts';
import { cosmosLinks } from '../../shared/storage/cosmos-links.ts';
import { cosmosOrganizations } from '../../shared/storage/cosmos-organizations.ts';
import { keyVault } from '../../shared/storage/key-vault.ts';
import { runSync } from '../../shared/sync/run.ts';
import type { SyncWorld } from '../../shared/sync/sync-world.ts';
import { hanako, tokenFor } from '../emulators/graph-tenant.ts';
import { headIn, linkKey, STATES } from '../unit/fixtures/links.ts';
import { recordedQueues } from '../unit/fixtures/recorded-queues.ts';
import { startDatabase } from './fixtures/database.ts';
import { startMailbox } from './fixtures/mailbox.ts';

const CARDS = 45;
const OWNER = 'owner-1';
const API_KEY = 'k'.repeat(32);
const key = linkKey();
const cardSecret = freshSecretName('card-key', key.organizationId, key.userId);

let database: Awaited<ReturnType<typeof startDatabase>>;
let tenant: Awaited<ReturnType<typeof startMailbox>>;
let vault: Emulator;
let sansan: Awaited<ReturnType<typeof startSansanEmulator>>;
let world: SyncWorld;

beforeAll(async () => {
  database = await startDatabase();
  tenant = await startMailbox();
  vault = await startKeyVaultEmulator({ store: memoryStore() });
  const cards = generateCards({ seed: 'costs', count: CARDS, ownerId: OWNER, ownerName: '山田 花子', now: new Date() });
  const email = 'hanako@mihon.example.com';
  const owner = { id: OWNER, name: '山田 花子', email, apiKey: API_KEY, cards };
  sansan = await startSansanEmulator({ store: memoryStore(), owners: [owner] });
});
afterAll(() => Promise.all([database, tenant.graph, vault, sansan].map((server) => server.close())));

beforeEach(async () => {
  const open = await database.empty();
  const folder = await tenant.withFolder();
  sansan.reset();
  vault.reset();
  const secrets = keyVault(vault.origin);
  await secrets.write(cardSecret, API_KEY);
  const links = cosmosLinks(open);
  const organizations = cosmosOrganizations(open);
  const since = instant(new Date());
  await organizations.change(key.organizationId, () => ({
    ...newOrganization(key.organizationId, '見本商事', true),
    contacts: { state: 'connected', generation: 1, tenantId: STATES.linked.mailbox.tenantId, since, provenBy: 'admin' },
  }));
  const head = headIn('linked');
  const linked: LinkHead = {
    ...head,
    state: { ...STATES.linked, folder: { id: folder.id, parentId: folder.parentId } },
    cardKey: { secret: cardSecret, ownerId: OWNER, suppliedAt: since, suppliedBy: 'user' },
    sync: { ...head.sync, lastFolderListing: since },
  };
  await links.create(linked);
  const openCards = (apiKey: string) =>
    sansanOpenApi({ baseUrl: sansan.origin, version: 'v3.2', pageSize: 300, requestsPerSecond: 100, apiKey });
  world = {
    clock: systemClock,
    links,
    organizations,
    vault: secrets,
    tokens: { accessToken: async () => tenantToken },
    queues: recordedQueues(),
    activity: { record: async () => undefined, recent: async () => [] },
    log: { record: () => undefined },
    cardsOf: keptCardSources((name) => secrets.read(name), openCards, systemClock),
    mailboxOf: tenant.mailboxWith,
    folderName: 'Sansan',
    isStopping: () => false,
  };
});

let tenantToken: string;
beforeAll(async () => {
  tenantToken = await tokenFor(hanako);
});

const run = () => runSync(world, { v: 1, ...key, generation: 1, reason: 'asked', tick: null });

function forgetRequests(): void {
  for (const emulator of [database.emulator, tenant.graph, vault, sansan]) emulator.requests.clear();
}

describe('what a run costs on a warm instance', () => {
  test('a first sync: one folder check and a batch per twenty cards, each with one read and one commit', async () => {
    forgetRequests();
    expect(await run()).toBe('finished');
    const batches = Math.ceil(CARDS / 20);
    expect(tenant.graph.requests.summary().byOperation).toEqual({
      'GET /me/contactFolders/:folderId': 1,
      'POST /$batch': batches,
      'POST /me/contactFolders/:folderId/contacts': CARDS,
    });
    const { byOperation } = database.emulator.requests.summary();
    // The run itself reads the organization once more, and ends with one commit that releases the lease.
    expect(byOperation['read organizations']).toBe(batches + 1);
    expect(byOperation['batch links']).toBe(batches + 1);
    expect(byOperation['replace links']).toBe(1);
    expect(tenant.seen()).toHaveLength(CARDS);
  });

  test('an unchanged user: one request for cards, two request units, nothing else', async () => {
    await run();
    const [card] = sansan.cards(OWNER).listed;
    if (card === undefined) throw new Error('There are cards.');
    sansan.editCard(card.id, { memo: 'met at the fair' });
    // The first look after a sweep reads the rows of recent cards, and remembers them.
    expect(await run()).toBe('unchanged');
    forgetRequests();
    expect(await run()).toBe('unchanged');
    expect(sansan.requests.summary().byOperation).toEqual({ 'GET /v3.2/bizCards': 1 });
    expect(database.emulator.requests.summary().byOperation).toEqual({ 'read links': 1, 'read organizations': 1 });
    expect(database.emulator.requests.summary().charge).toBeCloseTo(2, 0);
    expect(tenant.graph.requests.count()).toBe(0);
    expect(vault.requests.count()).toBe(0);
  });

  test('a changed card: one folder check and one batch with one update', async () => {
    await run();
    const [card] = sansan.cards(OWNER).listed;
    if (card === undefined) throw new Error('There are cards.');
    sansan.editCard(card.id, { title: '部長' });
    forgetRequests();
    expect(await run()).toBe('finished');
    expect(tenant.graph.requests.summary().byOperation).toEqual({
      'GET /me/contactFolders/:folderId': 1,
      'POST /$batch': 1,
      'PATCH /me/contactFolders/:folderId/contacts/:contactId': 1,
    });
  });
});
