import { beforeEach, describe, expect, test } from '@jest/globals';
import type { FaultEffect } from '../../../local/emulators/faults.ts';
import { MINUTE, SECOND } from '../../../shared/clock.ts';
import { instant } from '../../../shared/ids.ts';
import { pauseLink } from '../../../shared/links/pause-link.ts';
import { preview } from '../../../shared/sync/preview.ts';
import { rebuild } from '../../../shared/sync/request-run.ts';
import { LIMITS } from '../../../shared/sync/run-limits.ts';
import { hanako } from '../../emulators/fixtures/graph-tenant.ts';
import { type BeforeFirstSync, eachFromFirstSync, type SyncedUser } from '../fixtures/synced-user.ts';

/** More than a run writes at once without going to the queue for long runs. */
const CARDS = 230;

let user: SyncedUser;
let synced: BeforeFirstSync;
eachFromFirstSync(CARDS, (...started) => {
  [user, synced] = started;
});

const run = () => synced.run({ bulk: true });

describe('C9, C10 the cursor', () => {
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
    expect(await synced.sync()).toMatchObject({ cursor: null, lastSuccess: null, lastSweep: null });
  });

  test('moves when the only trouble is a card that Outlook refuses', async () => {
    user.tenant.graph.faults.add({ match: CREATE, skip: 45, effect: refusal(400, 'ErrorInvalidProperty') });
    expect(await run()).toBe('finished');
    const { cursor, counts } = await synced.sync();
    expect([cursor === null, counts]).toEqual([false, expect.objectContaining({ created: CARDS - 1, parked: 1 })]);
  });
});

describe('B6, C10 a run with much to write', () => {
  test('leaves the queue of short runs before it writes anything', async () => {
    expect(await synced.run()).toBe('to-be-continued');
    expect(synced.queues.sent.sync).toMatchObject([{ bulk: true }]);
    expect(user.tenant.seen()).toEqual([]);
    expect((await synced.link()).link.lease.epoch).toBe(0);
  });

  test('sends no more than a mailbox takes in ten minutes, and says when it goes on', async () => {
    const minute = Math.floor(Date.now() / MINUTE);
    await synced.remember({ traffic: [[minute, LIMITS.requests - 30]] });
    expect(await run()).toBe('to-be-continued');
    // One batch fits; a second one needs 20 requests, and there is room for 10.
    expect(user.tenant.seen()).toHaveLength(20);
    const { notBefore, lastFailure, progress } = await synced.sync();
    expect(Date.parse(notBefore ?? '')).toBeGreaterThan(Date.now() + 9 * MINUTE);
    expect([lastFailure, progress]).toEqual([null, expect.objectContaining({ done: 20, total: CARDS })]);
    expect(synced.queues.sent.sync).toMatchObject([{ bulk: true }]);
  });

  test('counts every part of its batches', async () => {
    await run();
    const { traffic } = await synced.sync();
    expect(traffic.reduce((sum, [, requests]) => sum + requests, 0)).toBe(CARDS);
  });

  test('is over for the screen when the next look finds nothing left to do', async () => {
    await run();
    await synced.remember({ progress: { from: 0, done: 20, total: 40, since: instant(0) } });
    expect(await run()).toBe('unchanged');
    expect((await synced.sync()).progress).toBeNull();
  });

  test('goes on with its progress where the run before ended', async () => {
    const wait: FaultEffect = { kind: 'refuse', status: 429, headers: { 'retry-after': '0' }, body: {} };
    user.tenant.graph.faults.add({ match: '^POST /\\$batch', skip: 3, effect: wait });
    await run();
    expect((await synced.sync()).progress).toMatchObject({ from: 0, done: 60, total: CARDS });
    await synced.remember({ notBefore: null });
    // Half as much at once, since the mailbox asked to wait.
    user.tenant.graph.faults.add({ match: '^POST /\\$batch', skip: 2, effect: wait });
    await run();
    expect((await synced.sync()).progress).toMatchObject({ from: 60, done: 80, total: CARDS });
  });
});

describe('C9 what a run that broke off leaves behind', () => {
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
    expect((await synced.sync()).window).toHaveProperty([card.id]);
    user.sansan.editCard(card.id, { title: '部長' });
    user.tenant.graph.faults.add({ match: '^PATCH /me/contactFolders/[^/]+/contacts', skip: 1, effect: WAIT });
    user.sansan.editCard(other.id, { title: '部長' });
    expect(await run()).toBe('to-be-continued');
    await synced.remember({ notBefore: null });
    for (const { id, title } of [card, other]) user.sansan.editCard(id, { title });
    await run();
    await synced.remember({ notBefore: null, window: {} });
    expect(await run()).toBe('unchanged');
  });

  test('counts as cards once the next look has seen that nothing is left to do', async () => {
    await run();
    await synced.remember({ counts: null, lastSweep: null });
    expect(await run()).toBe('unchanged');
    expect((await synced.sync()).counts).toMatchObject({ cards: CARDS, created: 0 });
  });
});

describe('C9 more cards than one plan holds', () => {
  beforeEach(() => {
    Object.assign(synced.deps, { limits: { quickWork: 20, requests: 100 } });
  });

  test('are not counted as done before they are', async () => {
    expect(await run()).toBe('to-be-continued');
    expect((await synced.sync()).progress).toMatchObject({ from: 0, done: 100, total: CARDS });
    await synced.remember({ notBefore: null, traffic: [] });
    await run();
    expect((await synced.sync()).progress).toMatchObject({ from: 100, done: 200, total: CARDS });
  });
});

describe('C8 a contact that was edited in Outlook', () => {
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
    await synced.remember({ lastFolderListing: null });
    expect(await run()).toBe('unchanged');
    expect(mine()).toBeDefined();
  });

  test('is repaired by a rebuild, and nothing else is written, although every version moved', async () => {
    await edit();
    user.tenant.graph.act(hanako, { kind: 'touch-contacts' });
    user.tenant.graph.requests.clear();
    await rebuild(synced.deps, user.key);
    expect(await run()).toBe('finished');
    expect(mine()).toBeUndefined();
    const { counts, repairAsked } = await synced.sync();
    expect([counts, repairAsked]).toEqual([
      { cards: CARDS, created: 0, updated: 1, removed: 0, parked: 0, kept: 0 },
      null,
    ]);
    expect(user.tenant.graph.requests.count('PATCH /me/contactFolders/:folderId/contacts/:contactId')).toBe(1);
  });
});

describe('C8 contacts that Outlook touched by itself', () => {
  const writes = () =>
    user.tenant.graph.requests.count('PATCH /me/contactFolders/:folderId/contacts/:contactId') +
    user.tenant.graph.requests.count('POST /me/contactFolders/:folderId/contacts');
  const spent = async () => (await synced.sync()).traffic.reduce((sum, [, requests]) => sum + requests, 0);

  test('are read by a rebuild, twenty at a time, and none is written; the next rebuild need not read them', async () => {
    await run();
    const before = structuredClone(user.tenant.seen());
    user.tenant.graph.act(hanako, { kind: 'touch-contacts' });
    await synced.remember({ traffic: [] });
    user.tenant.graph.requests.clear();
    await rebuild(synced.deps, user.key);
    expect(await run()).toBe('finished');
    expect([writes(), user.tenant.graph.requests.count('POST /$batch'), await spent()]).toEqual([
      0,
      Math.ceil(CARDS / 20),
      CARDS,
    ]);
    expect((await synced.sync()).counts).toMatchObject({ created: 0, updated: 0, removed: 0, parked: 0 });
    expect(user.tenant.seen()).toEqual(before.map((contact) => ({ ...contact, changeKey: expect.any(String) })));

    user.tenant.graph.requests.clear();
    await rebuild(synced.deps, user.key);
    expect(await run()).toBe('unchanged');
    expect(user.tenant.graph.requests.count('POST /$batch')).toBe(0);
  });

  test('and gave other ids, as in a mailbox that was moved, are taken up without a write', async () => {
    await run();
    const { state } = (await synced.link()).link;
    const folderId = 'folder' in state ? state.folder.id : '';
    for (const { id } of user.tenant.seen()) {
      const away = user.tenant.graph.act(hanako, { kind: 'move-contact', contactId: id, folderId: 'contacts' }) ?? '';
      user.tenant.graph.act(hanako, { kind: 'move-contact', contactId: away, folderId });
    }
    user.tenant.graph.requests.clear();
    await rebuild(synced.deps, user.key);
    expect([await run(), writes()]).toEqual(['finished', 0]);
    await rebuild(synced.deps, user.key);
    expect([await run(), user.tenant.seen().length]).toEqual(['unchanged', CARDS]);
  });

  test('and one of which cannot be read keep that one for the next run', async () => {
    await run();
    user.tenant.graph.act(hanako, { kind: 'touch-contacts' });
    user.tenant.graph.requests.clear();
    user.tenant.graph.faults.add({ match: '^GET /me/contactFolders/[^/]+/contacts/', effect: { kind: 'lose-answer' } });
    await rebuild(synced.deps, user.key);
    expect(await run()).toBe('to-be-continued');
    await synced.remember({ notBefore: null });
    expect([await run(), writes()]).toEqual(['finished', 0]);
  });
});

describe('D2, E1 a run in progress', () => {
  test('a run ends within two batches when the administrator pauses the link', async () => {
    // The pause shows when a batch is committed, and meanwhile the next one is on its way.
    synced.beforeReading(4, () => pauseLink(synced.deps, user.key, true, 'an administrator'));
    expect(await run()).toBe('stopped');
    expect(user.tenant.seen().length).toBeLessThanOrEqual(40 + 2 * 20);
  });

  test('a batch does not leave when the connection ends while notes are read for it', async () => {
    await run();
    user.sansan.editCard(user.firstCard().id, { title: '部長' });
    const [contact] = user.tenant.seen();
    const edited = { personalNotes: 'mine' };
    user.tenant.graph.act(hanako, { kind: 'edit-contact', contactId: contact?.id ?? '', properties: edited });
    await rebuild(synced.deps, user.key);
    const { mailboxOf, organizations } = synced.deps;
    Object.assign(synced.deps, {
      mailboxOf: (...of: Parameters<typeof mailboxOf>) => {
        const mailbox = mailboxOf(...of);
        const contentsOf: typeof mailbox.contentsOf = async (...asked) => {
          const contents = await mailbox.contentsOf(...asked);
          await organizations.change(user.key.organizationId, (organization) =>
            organization === undefined ? undefined : { ...organization, contacts: { state: 'off', generation: 2 } },
          );
          return contents;
        };
        return { ...mailbox, contentsOf };
      },
    });
    expect(await run()).toBe('stopped');
    expect(user.tenant.graph.requests.count('PATCH /me/contactFolders/:folderId/contacts/:contactId')).toBe(0);
  });

  test('a folder that was deleted is not made again once the connection has ended', async () => {
    await run();
    const { state } = (await synced.link()).link;
    const folderId = 'folder' in state ? state.folder.id : '';
    user.tenant.graph.act(hanako, { kind: 'delete-folder', folderId });
    await synced.remember({ lastFolderListing: null });
    const { organizations } = synced.deps;
    const readings = synced.beforeReading(2, () =>
      organizations.change(user.key.organizationId, (organization) =>
        organization === undefined ? undefined : { ...organization, contacts: { state: 'off', generation: 2 } },
      ),
    );
    expect([await run(), readings()]).toEqual(['stopped', 2]);
    expect(user.tenant.graph.requests.count('POST /me/contactFolders')).toBe(0);
  });
});

describe('C9 a token that is refused in mid-run', () => {
  const refused: FaultEffect = {
    kind: 'refuse',
    status: 401,
    headers: {},
    body: { error: { code: 'InvalidAuthenticationToken' } },
  };
  let tokens: number;
  let looks: () => number;
  /** What happens while the new token is waited for. */
  let meanwhile: () => unknown;
  beforeEach(() => {
    tokens = 0;
    meanwhile = () => undefined;
    const { tokens: keeper } = synced.deps;
    const accessToken: typeof keeper.accessToken = async (...of) => {
      tokens += 1;
      if (tokens > 1) await meanwhile();
      return keeper.accessToken(...of);
    };
    Object.assign(synced.deps, { tokens: { accessToken } });
    looks = synced.beforeReading(Number.POSITIVE_INFINITY, async () => undefined);
  });

  test.each([
    ['a whole batch', '^POST /\\$batch', 3],
    ['a part of a batch', '^POST /me/contactFolders/[^/]+/contacts', 50],
  ])(
    'for %s is renewed, and what it was refused for goes again after a look at the organization',
    async (_, match, skip) => {
      user.tenant.graph.faults.add({ match, skip, effect: refused });
      expect(await run()).toBe('finished');
      expect([tokens, looks()]).toEqual([2, Math.ceil(CARDS / 20) + 1]);
      expect(user.tenant.seen()).toHaveLength(CARDS);
    },
  );

  test.each([
    // Longer than a look at the organization counts that was taken before.
    ['the connection ends while the new one is waited for', 3 * SECOND, true],
    ['the lease is about to end by the time that the new one is there', 100 * SECOND, false],
  ])('lets no batch leave when %s', async (_, waits, ends) => {
    user.tenant.graph.faults.add({ match: '^POST /\\$batch', skip: 3, effect: refused });
    const { organizations } = synced.deps;
    let waited = 0;
    Object.assign(synced.deps, { clock: { now: () => new Date(Date.now() + waited) } });
    meanwhile = async () => {
      waited = waits;
      await organizations.change(user.key.organizationId, (organization) =>
        organization && ends ? { ...organization, contacts: { state: 'off', generation: 2 } } : undefined,
      );
    };
    expect(await run()).toBe('stopped');
    expect([tokens, user.tenant.seen().length]).toEqual([2, 60]);
  });

  test('while the folder is looked for is renewed as well', async () => {
    user.tenant.graph.faults.add({ match: '^GET /me/contactFolders', effect: refused });
    expect(await run()).toBe('finished');
    expect(tokens).toBe(2);
  });

  test('and refused again has the next run wait', async () => {
    user.tenant.graph.faults.add({ match: '^POST /\\$batch', skip: 3, times: 2, effect: refused });
    expect(await run()).toBe('to-be-continued');
    const { lastFailure, notBefore } = await synced.sync();
    expect(lastFailure).toMatchObject({ code: 'unauthorized' });
    expect(Date.parse(notBefore ?? '')).toBeGreaterThan(Date.now() + 25 * MINUTE);
    expect([tokens, user.tenant.seen().length]).toEqual([2, 60]);
  });
});

describe('B6 the preview', () => {
  const plan = async () => {
    const shown = await preview(synced.deps, user.key);
    return shown.kind === 'plan' ? shown.findings.actions.map(({ kind, reason }) => `${kind} ${reason}`) : shown;
  };

  test('says what the next run does, with reasons, and writes nothing', async () => {
    await run();
    const first = user.firstCard();
    user.sansan.editCard(first.id, { title: '部長' });
    const before = (await synced.link()).version;
    expect(await plan()).toEqual(['update card-changed']);
    expect((await synced.link()).version).toBe(before);
    await run();
    expect((await synced.sync()).counts).toMatchObject({ created: 0, updated: 1, removed: 0 });
    expect(await plan()).toEqual([]);
  });

  test('says that nothing runs while the mailbox asks to wait', async () => {
    await synced.remember({ notBefore: instant(Date.now() + MINUTE) });
    expect(await plan()).toEqual({ kind: 'nothing-runs' });
  });

  test('says why the cards cannot be read', async () => {
    user.sansan.faults.add({ match: '/bizCards', effect: { kind: 'refuse', status: 401, headers: {}, body: {} } });
    expect(await plan()).toMatchObject({ kind: 'failed', code: 'key-refused' });
  });
});
