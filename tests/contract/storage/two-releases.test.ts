import { CosmosClient } from '@azure/cosmos';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { organizationIdSchema, secretNameSchema, userIdSchema } from '../../../shared/ids.ts';
import { linkSchema } from '../../../shared/links/link.ts';
import { pauseLink } from '../../../shared/links/pause-link.ts';
import { unlink } from '../../../shared/offboarding/unlink.ts';
import { organizationSchema } from '../../../shared/organizations/organization.ts';
import { type CleanUpMessage, syncMessageSchema } from '../../../shared/queues.ts';
import { forgetLater, freshSecretName } from '../../../shared/secrets.ts';
import { type CONTAINERS, DATABASE } from '../../../shared/storage/cosmos-database.ts';
import { rebuild } from '../../../shared/sync/request-run.ts';
import { startSyncedUser } from '../fixtures/synced-user.ts';

// While one release replaces another, both serve the same links for some minutes.

const CARDS = 45;
let user: Awaited<ReturnType<typeof startSyncedUser>>;
let synced: Awaited<ReturnType<typeof user.startOver>>;
beforeAll(async () => {
  user = await startSyncedUser(CARDS);
});
afterAll(() => user.close());
beforeEach(async () => {
  synced = await user.startOver();
});

const container = (name: keyof typeof CONTAINERS) => {
  const { origin: endpoint, key } = user.database.emulator;
  return new CosmosClient({ endpoint, key }).database(DATABASE).container(name);
};

/** The stored head, as it is. */
async function link(): Promise<Item> {
  const { organizationId, userId } = user.key;
  const { resource } = await container('links').item('head', [organizationId, userId]).read();
  return resource;
}

/** What a later release writes beside what this one knows. */
async function serveByTheNextRelease(): Promise<void> {
  const { organizationId, userId } = user.key;
  const item = await link();
  const later = {
    ...item,
    later: 'head',
    state: { ...item.state, later: 'state' },
    sync: { ...item.sync, later: 'sync' },
  };
  await container('links').item('head', [organizationId, userId]).replace(later);
  const organizations = await container('organizations').items.query<Item>('SELECT * FROM c').fetchAll();
  for (const each of organizations.resources) {
    const changed = { ...each, organization: { ...each.organization, later: 'organization' } };
    await container('organizations').item(each.id, each.id).replace(changed);
  }
}

/** What the release before takes for a message about a secret. */
const messageOfTheReleaseBefore = z.object({
  scope: z.literal('secret'),
  v: z.literal(1),
  organizationId: organizationIdSchema,
  userId: userIdSchema,
  secret: secretNameSchema,
});

interface Item {
  readonly id: string;
  readonly state: object;
  readonly sync: object;
  readonly organization: object;
  readonly [field: string]: unknown;
}

describe('WIRE two releases at once', () => {
  test('a run of this release keeps what the next one wrote, and the other way round', async () => {
    await synced.run({ bulk: true });
    for (const title of ['部長', '課長', '社長']) {
      await serveByTheNextRelease();
      user.sansan.editCard(user.firstCard().id, { title });
      expect(await synced.run()).toBe('finished');
      expect(await link()).toMatchObject({ later: 'head', state: { later: 'state' }, sync: { later: 'sync' } });
    }
    expect(user.tenant.seen()).toHaveLength(CARDS);
  });

  test('a button of this release keeps it, too', async () => {
    await serveByTheNextRelease();
    await rebuild(synced.deps, user.key);
    await pauseLink(synced.deps, user.key, true, 'an administrator');
    expect(await link()).toMatchObject({ later: 'head', sync: { later: 'sync' } });
    await unlink(synced.deps, user.key, false, 'hanako');
    expect(await link()).toMatchObject({ later: 'head' });
    await synced.deps.organizations.change(user.key.organizationId, (organization) =>
      organization === undefined ? undefined : { ...organization, cardUrlTemplate: 'https://cards.example/{id}' },
    );
    const { resources } = await container('organizations').items.query('SELECT * FROM c').fetchAll();
    expect(resources).toMatchObject([{ organization: { later: 'organization' } }]);
  });

  test('a message of the next release is understood as far as it is known', () => {
    const message = { v: 1, ...user.key, generation: 1, reason: 'asked', tick: null };
    expect(syncMessageSchema.parse({ ...message, later: 'message' })).toEqual(message);
  });

  test('the release before reads that a secret of no link has to go, and finds no link that names it', async () => {
    const sent: CleanUpMessage[] = [];
    const queues = { cleanUp: async (message: CleanUpMessage) => void sent.push(message) };
    const secret = freshSecretName('webhook', user.key.organizationId, 'notices');
    await forgetLater({ queues }, { organizationId: user.key.organizationId, userId: null }, [secret]);
    const message = messageOfTheReleaseBefore.parse(sent[0]);
    expect(message.secret).toBe(secret);
    expect(await synced.deps.links.read(message)).toBeUndefined();
  });

  test('what the first release stored is read, with defaults for what came since', () => {
    const at = '2026-04-01T00:00:00.000Z';
    const sync = {
      ...{ cursor: at, window: {}, lastSweep: at, lastFolderListing: at, unresolved: null, rebuildAsked: null },
      ...{ notBefore: null, batchSize: 20, wanted: false, lastChecked: at, lastSuccess: at, lastFailure: null },
      ...{ counts: null, hold: null, progress: null },
    };
    const bound = { linkId: 'link-1', generation: 1, tokens: 'tokens-1', since: at };
    const mailbox = { tenantId: '11111111-0000-4000-8000-000000000001', objectId: 'oid', name: 'hanako@mihon.example' };
    const state = { name: 'linked', ...bound, mailbox, folder: { id: 'folder-1', parentId: 'contacts' } };
    const oldest = {
      ...{ schema: 1, organizationId: 'mihon', userId: 'hanako', email: 'hanako@mihon.example', language: 'ja' },
      ...{ state, slot: 3, cardKey: null, lease: { epoch: 1, until: at }, sync },
    };
    expect(linkSchema.parse(oldest)).toMatchObject({ pausedAt: null, formerLinks: [], sync: { unsettled: null } });
    const organization = {
      ...{ schema: 1, id: 'mihon', name: '見本商事', entitled: true, cardUrlTemplate: '' },
      ...{ contacts: { state: 'off', generation: 0 }, mail: { state: 'off', generation: 0 } },
    };
    expect(organizationSchema.parse(organization)).toMatchObject({ erasure: null });
  });
});
