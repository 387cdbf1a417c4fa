import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY } from '../../../shared/clock.ts';
import { instant } from '../../../shared/ids.ts';
import { duringInvocation } from '../../../shared/telemetry/invocation.ts';
import { startSyncedUser } from '../fixtures/synced-user.ts';

const CARDS = 45;
const PAGE_SIZE = 30;
let user: Awaited<ReturnType<typeof startSyncedUser>>;
let run: () => ReturnType<Awaited<ReturnType<typeof user.startOver>>['run']>;
let quickRun: Awaited<ReturnType<typeof user.startOver>>['run'];
let lookAtAll: Awaited<ReturnType<typeof user.startOver>>['lookAtAll'];
let remember: Awaited<ReturnType<typeof user.startOver>>['remember'];
let stored: Awaited<ReturnType<typeof user.startOver>>['sync'];

beforeAll(async () => {
  user = await startSyncedUser(CARDS, PAGE_SIZE);
});
afterAll(() => user.close());
beforeEach(async () => {
  const synced = await user.startOver();
  run = () => synced.run({ bulk: true });
  quickRun = synced.run;
  ({ lookAtAll, remember, sync: stored } = synced);
});

function forgetRequests(): void {
  for (const emulator of [user.database.emulator, user.tenant.graph, user.vault, user.sansan])
    emulator.requests.clear();
}

/** The last word of a run on itself, with what the log adds. */
async function measured(end: string): Promise<Record<string, unknown>> {
  const id = '00000000-0000-4000-8000-000000000001';
  const beginning = { id, origin: {}, traceparent: undefined, now: new Date() };
  expect(await duringInvocation(beginning, run)).toBe(end);
  const ended = user.events().findLast(({ event }) => event === 'run-ended');
  return ended ?? {};
}

describe('C3, E2 what a run costs on a warm instance', () => {
  test('a first sync: one folder check and a batch per twenty cards, each with one read and one commit', async () => {
    forgetRequests();
    expect(await run()).toBe('finished');
    const batches = Math.ceil(CARDS / 20);
    expect(user.tenant.graph.requests.summary().byOperation).toEqual({
      'GET /me/contactFolders/:folderId': 1,
      'POST /$batch': batches,
      'POST /me/contactFolders/:folderId/contacts': CARDS,
    });
    const { byOperation } = user.database.emulator.requests.summary();
    // The first batch goes by the reading with which the run began. The run ends with one commit that releases the lease.
    expect(byOperation['read organizations']).toBe(batches);
    expect(byOperation['batch links']).toBe(batches + 1);
    expect(byOperation['replace links']).toBe(1);
    expect(user.tenant.seen()).toHaveLength(CARDS);
  });

  test('the run that brings the first contacts says when, and no other does', async () => {
    const before = user.events().length;
    await run();
    user.sansan.editCard(user.firstCard().id, { title: '部長' });
    await run();
    const told = user
      .events()
      .slice(before)
      .filter(({ event }) => event === 'first-contact');
    expect(told).toEqual([expect.objectContaining({ seconds: expect.any(Number) })]);
  });

  test('a run says itself what it used', async () => {
    forgetRequests();
    const first = await measured('finished');
    const { charge } = user.database.emulator.requests.summary();
    expect(charge).toBeGreaterThan(0);
    expect(first['requestUnits']).toBeCloseTo(charge, 5);
    expect(first).toMatchObject({ graphRequests: 4, graphBatches: 3, queueAge: null, lastSuccessAge: null });
    await run();
    run = () => quickRun({ reason: 'timer' });
    const unchanged = await measured('unchanged');
    expect(unchanged['requestUnits']).toBeCloseTo(2, 0);
    expect(unchanged).toMatchObject({ end: 'unchanged', graphRequests: 0, graphBatches: 0 });
    expect(unchanged['lastSuccessAge']).toBeGreaterThan(0);
  });

  test('an unchanged user: one request for cards, two request units, nothing else', async () => {
    await run();
    const card = user.firstCard();
    user.sansan.editCard(card.id, { memo: 'met at the fair' });
    // The first look after a sweep reads the rows of recent cards, and remembers them.
    expect(await run()).toBe('unchanged');
    forgetRequests();
    expect(await quickRun({ reason: 'timer' })).toBe('unchanged');
    expect(user.sansan.requests.summary().byOperation).toEqual({ 'GET /v3.2/bizCards': 1 });
    expect(user.database.emulator.requests.summary().byOperation).toEqual({ 'read links': 1, 'read organizations': 1 });
    expect(user.database.emulator.requests.summary().charge).toBeCloseTo(2, 0);
    expect(user.tenant.graph.requests.count()).toBe(0);
    expect(user.vault.requests.count()).toBe(0);
  });

  test('an unchanged sweep: two request units, whatever the size of the ledger, and its hourly record', async () => {
    await run();
    expect(await run()).toBe('unchanged');
    await lookAtAll();
    forgetRequests();
    expect(await quickRun({ reason: 'timer' })).toBe('unchanged');
    expect(user.sansan.requests.summary().byOperation).toEqual({ 'GET /v3.2/bizCards': Math.ceil(CARDS / PAGE_SIZE) });
    const { byOperation, log } = user.database.emulator.requests.summary();
    // The record that every link gets once an hour, with this sweep in it.
    expect(byOperation).toEqual({ 'read links': 1, 'read organizations': 1, 'replace links': 1 });
    const reads = log.filter(({ operation }) => operation.startsWith('read'));
    expect(reads.reduce((sum, { charge = 0 }) => sum + charge, 0)).toBeCloseTo(2, 0);
  });

  test('an unchanged daily listing of the folder costs the same, and one look at the folder', async () => {
    await run();
    expect(await run()).toBe('unchanged');
    await remember({ lastSweep: null, lastFolderListing: null });
    forgetRequests();
    expect(await quickRun({ reason: 'timer' })).toBe('unchanged');
    const { byOperation } = user.database.emulator.requests.summary();
    expect(byOperation).toEqual({ 'read links': 1, 'read organizations': 1, 'replace links': 1 });
    expect(user.tenant.graph.requests.summary().byOperation).toEqual({
      'GET /me/contactFolders/:folderId': 1,
      'GET /me/contactFolders/:folderId/contacts': 1,
    });
  });

  test('the rows are read once a week all the same', async () => {
    await run();
    const { ledgerDigest } = await stored();
    if (ledgerDigest === null) throw new Error('A finished run leaves a digest.');
    const checkedAt = instant(Date.now() - 7 * DAY);
    await remember({ lastSweep: null, ledgerDigest: { ...ledgerDigest, checkedAt } });
    forgetRequests();
    expect(await run()).toBe('unchanged');
    expect(user.database.emulator.requests.summary().byOperation['query links']).toBeGreaterThan(0);
    expect((await stored()).ledgerDigest?.checkedAt).not.toBe(checkedAt);
  });

  test.each([
    { what: 'a card left', happens: () => user.sansan.removeCard(user.firstCard().id), counts: { removed: 1 } },
    {
      what: 'a card changed',
      happens: () => void user.sansan.editCard(user.firstCard().id, { title: '部長' }),
      counts: { updated: 1 },
    },
  ])('a sweep reads the rows when $what', async ({ happens, counts }) => {
    await run();
    happens();
    await lookAtAll();
    forgetRequests();
    expect(await run()).toBe('finished');
    expect(user.database.emulator.requests.summary().byOperation['query links']).toBeGreaterThan(0);
    expect((await stored()).counts).toMatchObject(counts);
  });

  test('a digest that the rows disagree with is told and mended', async () => {
    await run();
    const { ledgerDigest } = await stored();
    if (ledgerDigest === null) throw new Error('A finished run leaves a digest.');
    await remember({ ledgerDigest: { ...ledgerDigest, cards: 'f'.repeat(32) } });
    await lookAtAll();
    expect(await run()).toBe('unchanged');
    expect(user.events().at(-2)).toMatchObject({ event: 'ledger-digest-wrong' });
    expect((await stored()).ledgerDigest).toMatchObject({ cards: ledgerDigest.cards, contacts: ledgerDigest.contacts });
  });

  test('a digest of another lease does not count: a release that knows no digests may have written', async () => {
    await run();
    const { ledgerDigest } = await stored();
    if (ledgerDigest === null) throw new Error('A finished run leaves a digest.');
    await remember({ ledgerDigest: { ...ledgerDigest, epoch: ledgerDigest.epoch - 1 } });
    await lookAtAll();
    forgetRequests();
    expect(await run()).toBe('unchanged');
    expect(user.database.emulator.requests.summary().byOperation['query links']).toBeGreaterThan(0);
  });

  test('a changed card: one folder check and one batch with one update', async () => {
    await run();
    const card = user.firstCard();
    user.sansan.editCard(card.id, { title: '部長' });
    forgetRequests();
    expect(await run()).toBe('finished');
    expect(user.tenant.graph.requests.summary().byOperation).toEqual({
      'GET /me/contactFolders/:folderId': 1,
      'POST /$batch': 1,
      'PATCH /me/contactFolders/:folderId/contacts/:contactId': 1,
    });
  });

  test('a quick run stops reading at the first page that shows too much to write', async () => {
    await run();
    for (const { id } of user.cards()) user.sansan.editCard(id, { title: '部長' });
    forgetRequests();
    expect(await quickRun()).toBe('to-be-continued');
    expect(user.sansan.requests.summary().byOperation).toEqual({ 'GET /v3.2/bizCards': 1 });
    expect(user.database.emulator.requests.summary().byOperation['query links']).toBe(1);
    expect(await run()).toBe('finished');
    expect(user.database.emulator.requests.summary().byOperation['batch links']).toBe(Math.ceil(CARDS / 20) + 1);
  });
});
