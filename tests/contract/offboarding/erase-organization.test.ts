import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startKeyVaultEmulator } from '../../../local/emulators/key-vault/emulator.ts';
import { memoryStore } from '../../../local/emulators/store.ts';
import { FUNCTION_TIMEOUT } from '../../../shared/function-timeout.ts';
import type { Session } from '../../../shared/identity/session.ts';
import { instant } from '../../../shared/ids.ts';
import {
  askToErase,
  type ErasureDependencies,
  eraseOrganization,
} from '../../../shared/offboarding/erase-organization.ts';
import { newOrganization } from '../../../shared/organizations/organization.ts';
import type { CleanUpMessage } from '../../../shared/queues.ts';
import { cosmosActivity } from '../../../shared/storage/cosmos-activity.ts';
import { cosmosLinks } from '../../../shared/storage/cosmos-links.ts';
import { cosmosOrganizationData } from '../../../shared/storage/cosmos-organization-data.ts';
import { cosmosOrganizations } from '../../../shared/storage/cosmos-organizations.ts';
import { cosmosReceipts } from '../../../shared/storage/cosmos-receipts.ts';
import { keyVault } from '../../../shared/storage/key-vault.ts';
import { reportPoisonMessage } from '../../../shared/sync/poison-messages.ts';
import { linkIn, linkKey, NOON } from '../../unit/fixtures/links.ts';
import { recordedQueues } from '../../unit/fixtures/recorded-queues.ts';
import { startDatabase } from '../fixtures/database.ts';

const { organizationId } = linkKey();
const NAME = '見本商事';
const person = {
  organizationId,
  organizationName: NAME,
  userId: linkKey().userId,
  name: '見本 花子',
  email: 'hanako@mihon.example.com',
  verifiedEmail: 'hanako@mihon.example.com',
  administrator: true,
  entitled: true,
};
const at = instant(NOON);
const session: Session = { id: 's', person, csrfToken: 'c', startedAt: at, seenAt: at, expiresAt: at };

let database: Awaited<ReturnType<typeof startDatabase>>;
let vault: Awaited<ReturnType<typeof startKeyVaultEmulator>>;
let deps: ErasureDependencies;
let queues: ReturnType<typeof recordedQueues>;
let activity: ReturnType<typeof cosmosActivity>;
let now: number;
beforeAll(async () => {
  database = await startDatabase();
  vault = await startKeyVaultEmulator({ store: memoryStore() });
});
afterAll(() => Promise.all([database.close(), vault.close()]));
beforeEach(async () => {
  const open = await database.empty();
  queues = recordedQueues();
  activity = cosmosActivity(open);
  now = NOON.getTime();
  deps = {
    clock: { now: () => new Date(now) },
    organizations: cosmosOrganizations(open),
    links: cosmosLinks(open),
    data: cosmosOrganizationData(open),
    receipts: cosmosReceipts(open),
    vault: keyVault(vault.origin),
    queues,
    log: { record: () => undefined },
  };
  await deps.organizations.change(organizationId, () => newOrganization(organizationId, NAME, true));
});

/** The messages that were sent since the last call. */
const sent = () => queues.sent.cleanUp.splice(0) as Extract<CleanUpMessage, { scope: 'erasure' }>[];
const receipt = () => deps.receipts.read(organizationId);

/** Serves the messages of a round, and answers how many go on. */
async function serve(messages: Parameters<typeof eraseOrganization>[1][]): Promise<ReturnType<typeof sent>> {
  for (const message of messages) await eraseOrganization(deps, message);
  return sent();
}

describe('D3 the messages by which everything is deleted', () => {
  test('wait until whoever was at work before has ended', async () => {
    expect(await askToErase(deps, session, NAME)).toBe('asked');
    const asked = sent();
    now += FUNCTION_TIMEOUT - 1;
    expect(await serve(asked)).toEqual(asked);
    expect(await receipt()).toBeUndefined();
    now += 1;
    expect(await serve(asked)).toEqual([]);
    expect(await receipt()).toMatchObject({ askedAt: at, finishedAt: instant(now) });
  });

  test('are never more than one at a time, however often it is asked for', async () => {
    await deps.links.create(linkIn('unlinking'));
    for (let times = 0; times < 3; times += 1) expect(await askToErase(deps, session, NAME)).toBe('asked');
    now += FUNCTION_TIMEOUT;
    const asked = sent();
    expect(asked).toHaveLength(3);
    expect(await serve(asked)).toEqual(asked.slice(2));
  });

  test('come back when they failed again and again, and nothing is written of who is gone', async () => {
    await askToErase(deps, session, NAME);
    const [message] = sent();
    if (message === undefined) throw new Error('It was asked for.');
    const fails = (queue: string, failed: unknown) => reportPoisonMessage({ ...deps, activity }, queue, failed);
    await fails('clean-up-link', message);
    expect(sent()).toEqual([message]);
    expect(await deps.data.count(organizationId)).toMatchObject({ activity: 1 });
    now += FUNCTION_TIMEOUT;
    await serve([message]);
    expect(await receipt()).toBeDefined();
    await fails('clean-up-link', message);
    const { userId } = person;
    const late = { v: 1, organizationId, userId, generation: 1 };
    await fails('clean-up-link', { scope: 'link', ...late });
    await fails('sync-user', { ...late, reason: 'timer', tick: null });
    expect(sent()).toEqual([]);
    expect(await deps.data.count(organizationId)).toMatchObject({ activity: 0 });
  });
});
