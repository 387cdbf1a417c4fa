import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FaultEffect } from '../../local/emulator/faults.ts';
import { MINUTE } from '../../shared/clock.ts';
import { instant } from '../../shared/ids.ts';
import { decideHold, rebuild } from '../../shared/sync/ask-for-run.ts';
import { LIMITS } from '../../shared/sync/limits.ts';
import { preview } from '../../shared/sync/preview.ts';
import { hanako } from '../emulators/graph-tenant.ts';
import { startSyncedUser } from './fixtures/synced-user.ts';

/** More than a run writes at once without going to the queue for long runs. */
const CARDS = 230;

let user: Awaited<ReturnType<typeof startSyncedUser>>;
let synced: Awaited<ReturnType<typeof user.startOver>>;

beforeAll(async () => {
  user = await startSyncedUser(CARDS);
});
afterAll(() => user.close());
beforeEach(async () => {
  synced = await user.startOver();
});

const run = () => synced.run({ bulk: true });
const syncState = async () => (await synced.head()).head.sync;

/** Writes a part of the sync state as if an earlier run had left it. */
async function remember(changes: object): Promise<void> {
  const { head, version } = await synced.head();
  await synced.world.links.replace({ ...head, sync: { ...head.sync, ...changes } }, version);
}

describe('the cursor', () => {
  const refusal = (status: number, code: string): FaultEffect => ({
    kind: 'refuse',
    status,
    headers: { 'retry-after': '1' },
    body: { error: { code, message: '' } },
  });
  const CREATE = '^POST /me/contactFolders/[^/]+/contacts';

  test.each<[string, FaultEffect]>([
    ['the answer of one write is lost', { kind: 'lose-answer' }],
    ['one write is lost', { kind: 'lose-request' }],
    ['one write has to wait', refusal(429, 'ApplicationThrottled')],
    ['the mailbox is full', refusal(507, 'ErrorQuotaExceeded')],
    ['the folder goes', refusal(404, 'ErrorItemNotFound')],
  ])('stays where it was when %s', async (_, effect) => {
    user.tenant.graph.faults.add({ match: CREATE, skip: 45, effect });
    expect(await run()).toBe('to-be-continued');
    expect(await syncState()).toMatchObject({ cursor: null, lastSuccess: null, lastSweep: null });
  });

  test('moves when the only trouble is a card that Outlook refuses', async () => {
    user.tenant.graph.faults.add({ match: CREATE, skip: 45, effect: refusal(400, 'ErrorInvalidProperty') });
    expect(await run()).toBe('finished');
    const { cursor, counts } = await syncState();
    expect([cursor === null, counts]).toEqual([false, expect.objectContaining({ created: CARDS - 1, parked: 1 })]);
  });
});

describe('a run with much to write', () => {
  test('leaves the queue of short runs before it writes anything', async () => {
    expect(await synced.run()).toBe('to-be-continued');
    expect(synced.queues.sent.sync).toMatchObject([{ bulk: true }]);
    expect(user.tenant.seen()).toEqual([]);
    expect((await synced.head()).head.lease.epoch).toBe(0);
  });

  test('sends no more than a mailbox takes in ten minutes, and says when it goes on', async () => {
    const minute = Math.floor(Date.now() / MINUTE);
    await remember({ traffic: [[minute, LIMITS.requests - 50]] });
    expect(await run()).toBe('to-be-continued');
    // One batch fits; a second may need 40 requests, and there is room for 30.
    expect(user.tenant.seen()).toHaveLength(20);
    const { notBefore, lastFailure, progress } = await syncState();
    expect(Date.parse(notBefore ?? '')).toBeGreaterThan(Date.now() + 9 * MINUTE);
    expect([lastFailure, progress]).toEqual([null, expect.objectContaining({ done: 20, total: CARDS })]);
    expect(synced.queues.sent.sync).toMatchObject([{ bulk: true }]);
  });

  test('counts every part of its batches', async () => {
    await run();
    const { traffic } = await syncState();
    expect(traffic.reduce((sum, [, requests]) => sum + requests, 0)).toBe(CARDS);
  });

  test('is over for the screen when the next look finds nothing left to do', async () => {
    await run();
    await remember({ progress: { from: 0, done: 20, total: 40, since: instant(0) } });
    expect(await run()).toBe('unchanged');
    expect((await syncState()).progress).toBeNull();
  });

  test('goes on with its progress where the run before ended', async () => {
    const wait: FaultEffect = { kind: 'refuse', status: 429, headers: { 'retry-after': '0' }, body: {} };
    user.tenant.graph.faults.add({ match: '^POST /\\$batch', skip: 3, effect: wait });
    await run();
    expect((await syncState()).progress).toMatchObject({ from: 0, done: 60, total: CARDS });
    // Half as much at once, since the mailbox asked to wait.
    user.tenant.graph.faults.add({ match: '^POST /\\$batch', skip: 2, effect: wait });
    await run();
    expect((await syncState()).progress).toMatchObject({ from: 60, done: 80, total: CARDS });
  });
});

describe('what a run that broke off leaves behind', () => {
  const NOT_ANSWERED: FaultEffect = { kind: 'lose-answer' };
  const WAIT: FaultEffect = { kind: 'refuse', status: 429, headers: { 'retry-after': '0' }, body: {} };

  test('is one message, however many came meanwhile', async () => {
    user.tenant.graph.faults.add({ match: '^POST /\\$batch', skip: 3, effect: NOT_ANSWERED });
    expect(await run()).toBe('to-be-continued');
    expect([await run(), await run()]).toEqual(['ignored', 'ignored']);
    expect(synced.queues.sent.sync).toHaveLength(1);
  });

  test('is not taken for the state of a card that is as it was before', async () => {
    await run();
    const [card = user.firstCard(), other = user.firstCard()] = user.sansan.cards('owner-1').listed;
    for (const { id } of [card, other]) user.sansan.editCard(id, { memo: 'met at the fair' });
    await run();
    expect((await syncState()).window).toHaveProperty([card.id]);
    user.sansan.editCard(card.id, { title: '部長' });
    user.tenant.graph.faults.add({ match: '^PATCH /me/contactFolders/[^/]+/contacts', skip: 1, effect: WAIT });
    user.sansan.editCard(other.id, { title: '部長' });
    expect(await run()).toBe('to-be-continued');
    await remember({ notBefore: null });
    for (const { id, title } of [card, other]) user.sansan.editCard(id, { title });
    await run();
    await remember({ notBefore: null, window: {} });
    expect(await run()).toBe('unchanged');
  });

  test('counts as cards once the next look has seen that nothing is left to do', async () => {
    await run();
    await remember({ counts: null, lastSweep: null });
    expect(await run()).toBe('unchanged');
    expect((await syncState()).counts).toMatchObject({ cards: CARDS, created: 0 });
  });
});

describe('more cards than one plan holds', () => {
  beforeEach(() => {
    Object.assign(synced.world, { limits: { quickWork: 20, requests: 100 } });
  });

  test('are not counted as done before they are', async () => {
    expect(await run()).toBe('to-be-continued');
    expect((await syncState()).progress).toMatchObject({ from: 0, done: 80, total: CARDS });
    await remember({ notBefore: null, traffic: [] });
    await run();
    expect((await syncState()).progress).toMatchObject({ from: 80, done: 160, total: CARDS });
  });
});

describe('a person’s word on held removals', () => {
  test('that comes while a run is under way is for the next one', async () => {
    await run();
    for (const { id } of user.sansan.cards('owner-1').listed.slice(0, 40)) user.sansan.removeCard(id);
    await remember({ lastSweep: null });
    await run();
    expect((await syncState()).hold).toMatchObject({ removals: 40, decision: null });
    user.sansan.editCard(user.firstCard().id, { title: '部長' });
    await remember({ lastSweep: null });
    const { organizations } = synced.world;
    let reads = 0;
    Object.assign(synced.world, {
      organizations: {
        ...organizations,
        read: async (id: typeof user.key.organizationId) => {
          // The second reading is the one before the batch.
          if (++reads === 2) await decideHold(synced.world, user.key, 'apply', 'a person');
          return organizations.read(id);
        },
      },
    });
    expect(await run()).toBe('finished');
    expect((await syncState()).hold).toMatchObject({ removals: 40, decision: 'apply' });
    await run();
    expect((await syncState()).counts).toMatchObject({ removed: 40 });
  });
});

describe('a contact that was edited in Outlook', () => {
  const mine = () => user.tenant.seen().find((contact) => contact.displayName?.includes('edited'));

  async function edit(): Promise<void> {
    await run();
    const [contact] = user.tenant.seen();
    if (contact === undefined) throw new Error('There are contacts.');
    user.tenant.graph.act(hanako, {
      kind: 'edit-contact',
      contactId: contact.id,
      properties: { displayName: 'edited by hand' },
    });
  }

  test('keeps what the person wrote, also when the folder is checked', async () => {
    await edit();
    await remember({ lastFolderListing: null });
    expect(await run()).toBe('unchanged');
    expect(mine()).toBeDefined();
  });

  test('is repaired by a rebuild, and nothing else is written', async () => {
    await edit();
    await rebuild(synced.world, user.key);
    expect(await run()).toBe('finished');
    expect(mine()).toBeUndefined();
    const { counts, repairAsked } = await syncState();
    expect([counts, repairAsked]).toEqual([{ cards: CARDS, created: 0, updated: 1, removed: 0, parked: 0 }, null]);
  });
});

describe('the preview', () => {
  const plan = async () => {
    const shown = await preview(synced.world, user.key);
    return shown.kind === 'plan' ? shown.findings.actions.map(({ kind, reason }) => `${kind} ${reason}`) : shown;
  };

  test('says what the next run does, with reasons, and writes nothing', async () => {
    await run();
    const first = user.firstCard();
    user.sansan.editCard(first.id, { title: '部長' });
    const before = (await synced.head()).version;
    expect(await plan()).toEqual(['update card-changed']);
    expect((await synced.head()).version).toBe(before);
    await run();
    expect((await syncState()).counts).toMatchObject({ created: 0, updated: 1, removed: 0 });
    expect(await plan()).toEqual([]);
  });

  test('says that nothing runs while the mailbox asks to wait', async () => {
    await remember({ notBefore: instant(Date.now() + MINUTE) });
    expect(await plan()).toEqual({ kind: 'nothing-runs' });
  });

  test('says why the cards cannot be read', async () => {
    user.sansan.faults.add({ match: '/bizCards', effect: { kind: 'refuse', status: 401, headers: {}, body: {} } });
    expect(await plan()).toMatchObject({ kind: 'failed', code: 'key-refused' });
  });
});
