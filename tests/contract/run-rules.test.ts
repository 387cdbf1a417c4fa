import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FaultEffect } from '../../local/emulator/faults.ts';
import { MINUTE } from '../../shared/clock.ts';
import { folderIdSchema, instant } from '../../shared/ids.ts';
import { pauseLink } from '../../shared/links/pausing.ts';
import { decideHold, rebuild } from '../../shared/sync/ask-for-run.ts';
import { LIMITS } from '../../shared/sync/limits.ts';
import { preview } from '../../shared/sync/preview.ts';
import { hanako } from '../emulators/graph-tenant.ts';
import { creation } from './fixtures/mailbox.ts';
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

/**
 * Something that happens right before a run reads its organization for that time: the first reading begins the run, the
 * others come before whatever it writes into the mailbox. Answers how often it was read.
 */
function beforeReading(nth: number, happens: () => Promise<unknown>): () => number {
  const { organizations } = synced.world;
  let reads = 0;
  const read: typeof organizations.read = async (id) => {
    if (++reads === nth) await happens();
    return organizations.read(id);
  };
  Object.assign(synced.world, { organizations: { ...organizations, read } });
  return () => reads;
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
    await remember({ notBefore: null });
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
    beforeReading(2, () => decideHold(synced.world, user.key, { decision: 'apply', removals: 40 }, 'a person'));
    expect(await run()).toBe('finished');
    expect((await syncState()).hold).toMatchObject({ removals: 40, decision: 'apply' });
    await run();
    expect((await syncState()).counts).toMatchObject({ removed: 40 });
  });
});

test('a person’s word on held removals is good although some of the contacts had been deleted by hand', async () => {
  await run();
  const leaving = user.cards().slice(0, 40);
  const ofLeaving = ({ singleValueExtendedProperties: [stamp] }: ReturnType<typeof user.tenant.seen>[number]) =>
    leaving.some(({ id }) => stamp?.value.endsWith(`|${id}`));
  for (const { id: contactId } of user.tenant.seen().filter(ofLeaving).slice(0, 2))
    user.tenant.graph.act(hanako, { kind: 'delete-contact', contactId });
  for (const { id } of leaving) user.sansan.removeCard(id);
  await rebuild(synced.world, user.key);
  await run();
  expect((await syncState()).hold).toMatchObject({ removals: 38, decision: null });
  await decideHold(synced.world, user.key, { decision: 'apply', removals: 38 }, 'a person');
  await run();
  expect((await syncState()).hold).toBeNull();
  expect(user.tenant.seen()).toHaveLength(CARDS - 40);
});

test('contacts that stay by a person’s word are counted, as long as they are there', async () => {
  await run();
  const gone = user.cards().slice(0, 40);
  for (const { id } of gone) user.sansan.removeCard(id);
  await rebuild(synced.world, user.key);
  await run();
  await decideHold(synced.world, user.key, { decision: 'keep', removals: 40 }, 'a person');
  await run();
  expect((await syncState()).counts).toMatchObject({ cards: CARDS - 40, kept: 40 });
  const one = user.tenant
    .seen()
    .find(({ singleValueExtendedProperties: [stamp] }) => stamp?.value.endsWith(`|${gone[0]?.id}`));
  user.tenant.graph.act(hanako, { kind: 'delete-contact', contactId: one?.id ?? '' });
  await rebuild(synced.world, user.key);
  await run();
  expect((await syncState()).counts).toMatchObject({ cards: CARDS - 40, kept: 39 });
});

test('a hold that two runs see at the same time is told once', async () => {
  await run();
  for (const { id } of user.cards().slice(0, 40)) user.sansan.removeCard(id);
  await synced.lookAtAll();
  const told: string[] = [];
  const record = async ({ kind }: { kind: string }) => {
    told.push(kind);
  };
  Object.assign(synced.world, { activity: { ...synced.world.activity, record } });
  await Promise.all([run(), run()]);
  expect((await syncState()).hold).toMatchObject({ removals: 40 });
  expect(told).toEqual(['removals-held']);
});

test('a word on held removals is not for more than the page showed', async () => {
  const hold = { removals: 40, of: CARDS, since: instant(0), decision: null };
  await remember({ hold });
  await decideHold(synced.world, user.key, { decision: 'apply', removals: 39 }, 'a person');
  expect([(await syncState()).hold, synced.queues.sent.sync]).toEqual([hold, []]);
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
    expect([counts, repairAsked]).toEqual([
      { cards: CARDS, created: 0, updated: 1, removed: 0, parked: 0, kept: 0 },
      null,
    ]);
  });
});

test('a run ends within two batches when the administrator pauses the link', async () => {
  // The pause shows when a batch is committed, and meanwhile the next one is on its way.
  beforeReading(4, () => pauseLink(synced.world, user.key, true, 'an administrator'));
  expect(await run()).toBe('stopped');
  expect(user.tenant.seen().length).toBeLessThanOrEqual(40 + 2 * 20);
});

test('a batch does not leave when the connection ends while notes are read for it', async () => {
  await run();
  user.sansan.editCard(user.firstCard().id, { title: '部長' });
  const [contact] = user.tenant.seen();
  const edited = { personalNotes: 'mine' };
  user.tenant.graph.act(hanako, { kind: 'edit-contact', contactId: contact?.id ?? '', properties: edited });
  await rebuild(synced.world, user.key);
  const { mailboxOf, organizations } = synced.world;
  Object.assign(synced.world, {
    mailboxOf: (...of: Parameters<typeof mailboxOf>) => {
      const mailbox = mailboxOf(...of);
      const notesOf: typeof mailbox.notesOf = async (...asked) => {
        const notes = await mailbox.notesOf(...asked);
        await organizations.change(user.key.organizationId, (organization) =>
          organization === undefined ? undefined : { ...organization, contacts: { state: 'off', generation: 2 } },
        );
        return notes;
      };
      return { ...mailbox, notesOf };
    },
  });
  expect(await run()).toBe('stopped');
  expect(user.tenant.graph.requests.count('PATCH /me/contactFolders')).toBe(0);
});

test('a folder that was deleted is not made again once the connection has ended', async () => {
  await run();
  const { state } = (await synced.head()).head;
  const folderId = 'folder' in state ? state.folder.id : '';
  user.tenant.graph.act(hanako, { kind: 'delete-folder', folderId });
  await remember({ lastFolderListing: null });
  const { organizations } = synced.world;
  const readings = beforeReading(2, () =>
    organizations.change(user.key.organizationId, (organization) =>
      organization === undefined ? undefined : { ...organization, contacts: { state: 'off', generation: 2 } },
    ),
  );
  expect([await run(), readings()]).toEqual(['stopped', 2]);
  expect(user.tenant.graph.requests.count('POST /me/contactFolders')).toBe(0);
});

describe('a write that never has a clear answer', () => {
  const CREATE = '^POST /me/contactFolders/[^/]+/contacts';
  const UPDATE = '^PATCH /me/contactFolders/[^/]+/contacts';
  const NOTES = '^GET /me/contactFolders/[^/]+/contacts/';
  const broken: FaultEffect = {
    kind: 'refuse',
    status: 500,
    headers: {},
    body: { error: { code: 'ErrorInternalServerError' } },
  };
  const denied: FaultEffect = {
    kind: 'refuse',
    status: 403,
    headers: {},
    body: { error: { code: 'ErrorAccessDenied' } },
  };
  const counted = async () => (await syncState()).counts;
  const waited = async () => {
    const { notBefore } = await syncState();
    return notBefore === null ? 0 : Math.round((Date.parse(notBefore) - Date.now()) / 10_000) * 10;
  };
  const again = async () => {
    await remember({ notBefore: null });
    return run();
  };

  /** Runs until one says that all is done; the waits that it asked for. */
  async function untilCertain(): Promise<number[]> {
    const waits: number[] = [];
    while ((await again()) === 'to-be-continued') waits.push(await waited());
    return waits;
  }

  test('of a new card is given up after five runs, ever further apart; everything else is there', async () => {
    user.tenant.graph.faults.add({ match: CREATE, skip: 45, effect: broken });
    expect(await run()).toBe('to-be-continued');
    user.tenant.graph.faults.add({ match: CREATE, times: 100, effect: broken });
    expect([await waited(), ...(await untilCertain())]).toEqual([30, 60, 120, 240]);
    expect(user.tenant.seen()).toHaveLength(CARDS - 1);
    expect(await counted()).toMatchObject({ cards: CARDS, parked: 1 });
    expect(await synced.world.links.parked(user.key, 9)).toMatchObject([{ contactId: null, parked: 'unsettled' }]);
  });

  test('holds no removal up for longer', async () => {
    await run();
    const [card = user.firstCard(), leaver = user.firstCard()] = user.sansan.cards('owner-1').listed;
    user.sansan.editCard(card.id, { title: '部長' });
    user.sansan.removeCard(leaver.id);
    await remember({ lastSweep: null });
    user.tenant.graph.faults.add({ match: UPDATE, times: 100, effect: broken });
    await again();
    expect(user.tenant.seen()).toHaveLength(CARDS);
    await untilCertain();
    expect(user.tenant.seen()).toHaveLength(CARDS - 1);
    expect(await counted()).toMatchObject({ updated: 0, removed: 1, parked: 1 });
  });

  test('is forgotten when the card is as it was before', async () => {
    await run();
    const { id, title } = user.firstCard();
    user.sansan.editCard(id, { title: 'new' });
    user.tenant.graph.faults.add({ match: UPDATE, times: 3, effect: broken });
    for (let runs = 0; runs < 3; runs += 1) await again();
    expect((await syncState()).unsettled).toMatchObject({ runs: 3 });
    user.sansan.editCard(id, { title });
    await again();
    expect((await syncState()).unsettled).toBeNull();
  });

  test('is tried again with the next regular sweep', async () => {
    await run();
    user.sansan.editCard(user.firstCard().id, { title: 'new' });
    user.tenant.graph.faults.add({ match: UPDATE, times: 5, effect: broken });
    await untilCertain();
    expect(await again()).toBe('unchanged');
    await remember({ lastSweep: null });
    expect(await again()).toBe('finished');
    expect(await counted()).toMatchObject({ updated: 1, parked: 0 });
    expect(user.tenant.seen().filter(({ jobTitle }) => jobTitle === 'new')).toHaveLength(1);
  });

  test('and fails then as well, is given up at once', async () => {
    await run();
    user.sansan.editCard(user.firstCard().id, { title: '部長' });
    user.tenant.graph.faults.add({ match: UPDATE, times: 6, effect: broken });
    await untilCertain();
    await remember({ lastSweep: null });
    expect(await again()).toBe('finished');
    expect(await counted()).toMatchObject({ updated: 0, parked: 1 });
  });

  test('is not given up within the hour when it is the mailbox that fails', async () => {
    await run();
    const cards = user.sansan.cards('owner-1').listed.slice(0, 30);
    for (const { id } of cards) user.sansan.editCard(id, { title: 'new' });
    user.tenant.graph.faults.add({ match: UPDATE, times: 20 + 10 + 5 + 4 * 4, effect: broken });
    expect(await run()).toBe('to-be-continued');
    expect(await syncState()).toMatchObject({ lastFailure: { code: 'mailbox-unavailable' }, batchSize: 10 });
    expect([await waited(), ...(await untilCertain())]).toEqual([30, 60, 120, 240, 480, 960, 1800]);
    expect(user.tenant.seen().filter(({ jobTitle }) => jobTitle === 'new')).toHaveLength(30);
    expect(await synced.world.links.parked(user.key, 9)).toEqual([]);
  });

  test('is given up in the end when there is nothing else to write', async () => {
    await run();
    const [one = user.firstCard(), two = user.firstCard()] = user.sansan.cards('owner-1').listed;
    for (const { id } of [one, two]) user.sansan.editCard(id, { title: 'new' });
    user.tenant.graph.faults.add({ match: UPDATE, times: 2 * 8, effect: broken });
    expect(await untilCertain()).toHaveLength(7);
    expect(await counted()).toMatchObject({ updated: 0, parked: 2 });
  });

  test('of a second contact of a card leaves nothing forgotten: it goes when Outlook lets it', async () => {
    await run();
    await remember({ unresolved: { attempts: [7], lastPost: instant(Date.now() - 60 * MINUTE) } });
    const { state } = (await synced.head()).head;
    const folderId = 'folder' in state ? state.folder.id : folderIdSchema.parse('none');
    // By an attempt whose answer was lost.
    await user.tenant.mailbox.write([creation(folderId, user.firstCard().id)]);
    const DELETE = '^DELETE /me/contactFolders/[^/]+/contacts';
    user.tenant.graph.faults.add({ match: DELETE, times: 5, effect: broken });
    await untilCertain();
    expect([user.tenant.seen().length, (await syncState()).unresolved]).toMatchObject([CARDS + 1, { attempts: [7] }]);
    expect(await again()).toBe('finished');
    expect([user.tenant.seen().length, (await syncState()).unresolved]).toEqual([CARDS, null]);
  });

  test('because its notes cannot be read is given up as well, and none of them are lost', async () => {
    await run();
    const [contact] = user.tenant.seen();
    const properties = { personalNotes: 'mine' };
    user.tenant.graph.act(hanako, { kind: 'edit-contact', contactId: contact?.id ?? '', properties });
    await rebuild(synced.world, user.key);
    user.tenant.graph.faults.add({ match: NOTES, times: 5, effect: broken });
    await untilCertain();
    expect(await counted()).toMatchObject({ updated: 0, parked: 1 });
    await rebuild(synced.world, user.key);
    await again();
    expect(await counted()).toMatchObject({ updated: 1, parked: 0 });
    const repaired = user.tenant.seen().find(({ id }) => id === contact?.id);
    expect(repaired?.personalNotes).toMatch(/mine/);
  });

  test.each([
    ['a broken item', 400, 'ErrorCorruptData'],
    ['a denial', 403, 'ErrorAccessDenied'],
    ['an item store that is out', 503, 'ErrorInternalServerTransientError'],
  ])('because its notes are answered with %s holds up nothing else', async (_, status, code) => {
    await run();
    const [broken, other] = user.tenant.seen();
    for (const contact of [broken, other]) {
      const properties = { personalNotes: 'mine' };
      user.tenant.graph.act(hanako, { kind: 'edit-contact', contactId: contact?.id ?? '', properties });
    }
    user.sansan.removeCard(user.sansan.cards('owner-1').listed.at(-1)?.id ?? '');
    await rebuild(synced.world, user.key);
    const effect: FaultEffect = { kind: 'refuse', status, headers: {}, body: { error: { code } } };
    user.tenant.graph.faults.add({ match: `${NOTES}${encodeURIComponent(broken?.id ?? '')}`, times: 100, effect });
    await untilCertain();
    expect((await synced.head()).head.state.name).toBe('linked');
    expect([await counted(), user.tenant.seen().length]).toMatchObject([{ parked: 1, removed: 1 }, CARDS - 1]);
  });

  test('because access to it alone is denied parks the card and leaves the link alone', async () => {
    await run();
    const [card = user.firstCard(), other = user.firstCard()] = user.sansan.cards('owner-1').listed;
    for (const { id } of [card, other]) user.sansan.editCard(id, { title: '部長' });
    user.tenant.graph.faults.add({ match: UPDATE, effect: denied });
    expect(await run()).toBe('finished');
    expect((await synced.head()).head.state.name).toBe('linked');
    expect(await counted()).toMatchObject({ updated: 1, parked: 1 });
  });

  test('because access is denied altogether stops the link', async () => {
    await run();
    user.sansan.editCard(user.firstCard().id, { title: '部長' });
    user.tenant.graph.faults.add({ match: UPDATE, effect: denied });
    expect(await run()).toBe('failed');
    expect((await synced.head()).head.state).toMatchObject({ name: 'reconnect-needed', reason: 'access-denied' });
  });
});

describe('a token that is refused in mid-run', () => {
  const refused: FaultEffect = {
    kind: 'refuse',
    status: 401,
    headers: {},
    body: { error: { code: 'InvalidAuthenticationToken' } },
  };
  let tokens: number;
  let looks: () => number;
  beforeEach(() => {
    tokens = 0;
    const { tokens: keeper } = synced.world;
    const accessToken: typeof keeper.accessToken = (...of) => {
      tokens += 1;
      return keeper.accessToken(...of);
    };
    Object.assign(synced.world, { tokens: { accessToken } });
    looks = beforeReading(Number.POSITIVE_INFINITY, async () => undefined);
  });

  test.each([
    ['a whole batch', '^POST /\\$batch', 3],
    ['a part of a batch', '^POST /me/contactFolders/[^/]+/contacts', 50],
  ])(
    'for %s is renewed, and what it was refused for goes again after a look at the organization',
    async (_, match, skip) => {
      user.tenant.graph.faults.add({ match, skip, effect: refused });
      expect(await run()).toBe('finished');
      expect([tokens, looks()]).toEqual([2, 1 + Math.ceil(CARDS / 20) + 1]);
      expect(user.tenant.seen()).toHaveLength(CARDS);
    },
  );

  test('while the folder is looked for is renewed as well', async () => {
    user.tenant.graph.faults.add({ match: '^GET /me/contactFolders', effect: refused });
    expect(await run()).toBe('finished');
    expect(tokens).toBe(2);
  });

  test('and refused again has the next run wait', async () => {
    user.tenant.graph.faults.add({ match: '^POST /\\$batch', skip: 3, times: 2, effect: refused });
    expect(await run()).toBe('to-be-continued');
    const { lastFailure, notBefore } = await syncState();
    expect(lastFailure).toMatchObject({ code: 'unauthorized' });
    expect(Date.parse(notBefore ?? '')).toBeGreaterThan(Date.now() + 25 * MINUTE);
    expect([tokens, user.tenant.seen().length]).toEqual([2, 60]);
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
