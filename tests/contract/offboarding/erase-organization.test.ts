import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { letTimePass } from '../../../local/clock.ts';
import { startKeyVaultEmulator } from '../../../local/emulators/key-vault/emulator.ts';
import { memoryStore } from '../../../local/emulators/store.ts';
import { FUNCTION_TIMEOUT } from '../../../shared/function-timeout.ts';
import type { Session } from '../../../shared/identity/session.ts';
import { instant, secretNameSchema } from '../../../shared/ids.ts';
import {
  askToErase,
  type ErasureDependencies,
  eraseOrganization,
} from '../../../shared/offboarding/erase-organization.ts';
import { newOrganization } from '../../../shared/organizations/organization.ts';
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
  vault.reset();
  const open = await database.empty();
  queues = recordedQueues();
  activity = cosmosActivity(open);
  // The present, by which the database counts how long a receipt lives.
  now = Date.now();
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

/** The messages about the erasure that were sent since the last call. */
const sent = () => queues.sent.cleanUp.splice(0).filter((message) => message.scope === 'erasure');
const receipt = () => deps.receipts.read(organizationId);

/** Serves the messages of a round, and answers how many go on. */
async function serve(messages: Parameters<typeof eraseOrganization>[1][]): Promise<ReturnType<typeof sent>> {
  for (const message of messages) await eraseOrganization(deps, message);
  return sent();
}

const MINUTE = 60_000;
const SECRET = secretNameSchema.parse('card-key-0123456789abcdef-0123456789abcdef');

/** Serves messages, a minute apart, until none goes on. Answers how often. */
async function serveAll(messages: Parameters<typeof eraseOrganization>[1][]): Promise<number> {
  let rounds = 0;
  for (let left = messages; left.length > 0; rounds += 1) {
    left = await serve(left);
    now += MINUTE;
    letTimePass(MINUTE);
  }
  return rounds;
}

/** Somebody has an API key, the erasure was asked for, and whoever was at work before has ended. */
async function askedWithKey() {
  const cardKey = { secret: SECRET, ownerId: 'owner', suppliedAt: at, suppliedBy: 'user' } as const;
  await deps.links.create({ ...linkIn('not-linked'), cardKey });
  await deps.vault.write(SECRET, 'key');
  await askToErase(deps, session, NAME);
  now += FUNCTION_TIMEOUT;
  return sent();
}

const names = (of: 'secrets' | 'deleted') =>
  (vault.state() as Record<'secrets' | 'deleted', { name: string }[]>)[of].map(({ name }) => name);

describe('D3 the secrets of an organization that is erased', () => {
  test('are forgotten before the items that name them go, which takes the vault its time', async () => {
    const asked = await askedWithKey();
    const next = await serve(asked);
    expect([names('secrets'), names('deleted')]).toEqual([[], [SECRET, expect.stringMatching(/^last-/)]]);
    expect(await deps.links.read(linkKey())).toBeDefined();
    expect(await receipt()).toBeUndefined();
    letTimePass(MINUTE);
    await serveAll(next);
    expect([names('secrets'), names('deleted')]).toEqual([[], []]);
    expect(await receipt()).toMatchObject({ vaultForgetsBy: null });
    expect(await deps.links.read(linkKey())).toBeUndefined();
  });

  test('are forgotten as well when an erasure broke off between deleting and purging, and begins anew', async () => {
    const asked = await askedWithKey();
    await serve(asked);
    letTimePass(MINUTE);
    await serveAll(asked);
    expect(names('deleted').filter((name) => name === SECRET)).toEqual([]);
    expect(await receipt()).toMatchObject({ vaultForgetsBy: null });
  });

  test('that may not be purged are told with the day on which the vault forgets them', async () => {
    vault.behave({ purge: 'forbidden' });
    await serveAll(await askedWithKey());
    const until = Date.parse((await receipt())?.vaultForgetsBy ?? '');
    expect(Math.round((until - Date.now()) / (24 * 60 * MINUTE))).toBe(90);
  });

  test.each<[string, Parameters<typeof vault.behave>[0]]>([
    ['does not say when it forgets', { purge: 'forbidden', namesPurgeDate: false }],
    ['goes on deleting for a day', { deletionTakes: 86_400 }],
  ])('are not said to be gone by a vault that %s', async (_, behaviour) => {
    vault.behave(behaviour);
    expect(await serveAll(await askedWithKey())).toBeLessThan(40);
    expect(await receipt()).toMatchObject({ vaultForgetsBy: 'unknown' });
    expect(await deps.links.read(linkKey())).toBeUndefined();
  });

  test('that a slow vault has not forgotten are left to the clean-up queue', async () => {
    vault.behave({ deletionTakes: 86_400 });
    let left: Parameters<typeof eraseOrganization>[1][] = await askedWithKey();
    const secrets = new Set<string>();
    while (left.length > 0) {
      for (const message of left) await eraseOrganization(deps, message);
      for (const message of queues.sent.cleanUp) if (message.scope === 'secret') secrets.add(message.secret);
      left = sent();
    }
    expect(secrets).toContain(SECRET);
  });
});

describe('D3 the messages by which everything is deleted', () => {
  test('wait until whoever was at work before has ended', async () => {
    const askedAt = instant(now);
    expect(await askToErase(deps, session, NAME)).toBe('asked');
    const asked = sent();
    now += FUNCTION_TIMEOUT - 1;
    expect(await serve(asked)).toEqual(asked);
    expect(await receipt()).toBeUndefined();
    now += 1;
    await serveAll(asked);
    expect(await receipt()).toMatchObject({ askedAt, finishedAt: instant(now - MINUTE) });
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
    await serveAll([message]);
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
