import { describe, expect, test } from '@jest/globals';
import type { FaultEffect } from '../../../local/emulators/faults.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/clock.ts';
import { folderIdSchema, instant } from '../../../shared/ids.ts';
import { rebuild } from '../../../shared/sync/request-run.ts';
import { hanako } from '../../emulators/fixtures/graph-tenant.ts';
import { creation } from '../fixtures/mailbox.ts';
import { type BeforeFirstSync, eachFromFirstSync, type SyncedUser } from '../fixtures/synced-user.ts';

/** More than a run writes at once without going to the queue for long runs. */
const CARDS = 230;

let user: SyncedUser;
let synced: BeforeFirstSync;
eachFromFirstSync(CARDS, (...started) => {
  [user, synced] = started;
});

const run = () => synced.run({ bulk: true });

describe('C10 a write that never has a clear answer', () => {
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
  const counted = async () => (await synced.sync()).counts;
  const waited = async () => {
    const { notBefore } = await synced.sync();
    return notBefore === null ? 0 : Math.round((Date.parse(notBefore) - Date.now()) / 10_000) * 10;
  };
  /** Hours until parked cards are tried again. */
  const nextTry = async () => Math.round((Date.parse((await synced.sync()).triesParked ?? '') - Date.now()) / HOUR);
  const again = async () => {
    await synced.remember({ notBefore: null });
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
    expect(await synced.deps.links.parked(user.key, 9)).toMatchObject([{ contactId: null, parked: 'unsettled' }]);
  });

  test('holds no removal up for longer', async () => {
    await run();
    const [card = user.firstCard(), leaver = user.firstCard()] = user.sansan.cards('owner-1').listed;
    user.sansan.editCard(card.id, { title: '部長' });
    user.sansan.removeCard(leaver.id);
    await synced.remember({ lastSweep: null });
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
    expect((await synced.sync()).unsettled).toMatchObject({ runs: 3 });
    user.sansan.editCard(id, { title });
    await again();
    expect((await synced.sync()).unsettled).toBeNull();
  });

  test('is tried again after six hours, and not before', async () => {
    await run();
    user.sansan.editCard(user.firstCard().id, { title: 'new' });
    user.tenant.graph.faults.add({ match: UPDATE, times: 5, effect: broken });
    await untilCertain();
    await synced.remember({ lastSweep: null });
    expect(await again()).toBe('unchanged');
    expect(await nextTry()).toBe(6);
    expect(await synced.sync()).toMatchObject({ parked: 1 });
    await synced.remember({ triesParked: instant(Date.now()) });
    expect(await again()).toBe('finished');
    expect(await counted()).toMatchObject({ updated: 1, parked: 0 });
    expect(await synced.sync()).toMatchObject({ triesParked: null, parked: 0 });
    expect(user.tenant.seen().filter(({ jobTitle }) => jobTitle === 'new')).toHaveLength(1);
  });

  test('and was counted by no earlier release, is counted when all cards are looked at', async () => {
    user.tenant.graph.faults.add({ match: CREATE, times: 5, effect: broken });
    await untilCertain();
    await synced.remember({ parked: 0, lastSweep: null });
    await again();
    expect(await synced.sync()).toMatchObject({ parked: (await synced.deps.links.parked(user.key, 9)).length });
  });

  test('and whose card left is forgotten with the next look at all cards', async () => {
    await run();
    const { id } = user.firstCard();
    user.sansan.editCard(id, { title: 'new' });
    user.tenant.graph.faults.add({ match: UPDATE, times: 5, effect: broken });
    await untilCertain();
    user.sansan.removeCard(id);
    await synced.remember({ lastSweep: null });
    await again();
    expect([await synced.deps.links.parked(user.key, 9), user.tenant.seen().length]).toEqual([[], CARDS - 1]);
    expect(await synced.sync()).toMatchObject({ parked: 0 });
  });

  test('and fails then as well, is given up at once, for a day', async () => {
    await run();
    user.sansan.editCard(user.firstCard().id, { title: '部長' });
    user.tenant.graph.faults.add({ match: UPDATE, times: 6, effect: broken });
    await untilCertain();
    await synced.remember({ triesParked: instant(Date.now()) });
    expect(await again()).toBe('finished');
    expect(await counted()).toMatchObject({ updated: 0, parked: 1 });
    expect(await nextTry()).toBe(24);
  });

  test('is not given up within the hour when it is the mailbox that fails', async () => {
    await run();
    const cards = user.sansan.cards('owner-1').listed.slice(0, 30);
    for (const { id } of cards) user.sansan.editCard(id, { title: 'new' });
    user.tenant.graph.faults.add({ match: UPDATE, times: 20 + 10 + 5 + 4 * 4, effect: broken });
    expect(await run()).toBe('to-be-continued');
    expect(await synced.sync()).toMatchObject({ lastFailure: { code: 'mailbox-unavailable' }, batchSize: 10 });
    expect([await waited(), ...(await untilCertain())]).toEqual([30, 60, 120, 240, 480, 960, 1800]);
    expect(user.tenant.seen().filter(({ jobTitle }) => jobTitle === 'new')).toHaveLength(30);
    expect(await synced.deps.links.parked(user.key, 9)).toEqual([]);
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
    await synced.remember({ unresolved: { attempts: [7], lastPost: instant(Date.now() - 60 * MINUTE) } });
    const { state } = (await synced.link()).link;
    const folderId = 'folder' in state ? state.folder.id : folderIdSchema.parse('none');
    // By an attempt whose answer was lost.
    await user.tenant.mailbox.write([creation(folderId, user.firstCard().id)]);
    const DELETE = '^DELETE /me/contactFolders/[^/]+/contacts';
    user.tenant.graph.faults.add({ match: DELETE, times: 5, effect: broken });
    await untilCertain();
    expect([user.tenant.seen().length, (await synced.sync()).unresolved]).toMatchObject([CARDS + 1, { attempts: [7] }]);
    expect(await again()).toBe('finished');
    expect([user.tenant.seen().length, (await synced.sync()).unresolved]).toEqual([CARDS, null]);
  });

  test('because its notes cannot be read is given up as well, and none of them are lost', async () => {
    await run();
    const [contact] = user.tenant.seen();
    const properties = { personalNotes: 'mine' };
    user.tenant.graph.act(hanako, { kind: 'edit-contact', contactId: contact?.id ?? '', properties });
    await rebuild(synced.deps, user.key);
    user.tenant.graph.faults.add({ match: NOTES, times: 5, effect: broken });
    await untilCertain();
    expect(await counted()).toMatchObject({ updated: 0, parked: 1 });
    await rebuild(synced.deps, user.key);
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
    await rebuild(synced.deps, user.key);
    const effect: FaultEffect = { kind: 'refuse', status, headers: {}, body: { error: { code } } };
    user.tenant.graph.faults.add({ match: `${NOTES}${encodeURIComponent(broken?.id ?? '')}`, times: 100, effect });
    await untilCertain();
    expect((await synced.link()).link.state.name).toBe('linked');
    expect([await counted(), user.tenant.seen().length]).toMatchObject([{ parked: 1, removed: 1 }, CARDS - 1]);
  });

  test('because all are refused alike parks none, and all are written when that is over', async () => {
    const refusing: FaultEffect = {
      kind: 'refuse',
      status: 400,
      headers: {},
      body: { error: { code: 'ErrorInvalidProperty' } },
    };
    user.tenant.graph.faults.add({ match: CREATE, times: 20 + 10 + 5 + 4, effect: refusing });
    for (let runs = 0; runs < 4; runs += 1) expect(await again()).toBe('to-be-continued');
    expect(await synced.deps.links.parked(user.key, 9)).toEqual([]);
    expect(await synced.sync()).toMatchObject({ lastFailure: { code: 'mailbox-unavailable' } });
    await untilCertain();
    expect(user.tenant.seen()).toHaveLength(CARDS);
  });

  test('because two cards alone are refused alike parks both after one more try', async () => {
    await run();
    for (const { id } of user.cards().slice(0, 2)) user.sansan.editCard(id, { title: 'new' });
    const effect: FaultEffect = { ...broken, status: 400, body: { error: { code: 'ErrorInvalidProperty' } } };
    user.tenant.graph.faults.add({ match: UPDATE, times: 4, effect });
    expect(await untilCertain()).toEqual([30]);
    expect(await counted()).toMatchObject({ updated: 0, parked: 2 });
  });

  test('because of a code that nobody knows is tried again, reported, and given up under that code', async () => {
    await run();
    user.sansan.editCard(user.firstCard().id, { title: 'new' });
    const effect: FaultEffect = { ...broken, status: 403, body: { error: { code: 'ErrorNew' } } };
    user.tenant.graph.faults.add({ match: UPDATE, times: 5, effect });
    expect(await untilCertain()).toEqual([30, 60, 120, 240]);
    expect(await synced.deps.links.parked(user.key, 9)).toMatchObject([{ parked: 'ErrorNew' }]);
    const reported = user.events().filter(({ event }) => event === 'answer-unknown');
    expect(reported).toHaveLength(5);
    expect(reported[0]).toMatchObject({ code: 'ErrorNew', status: '403' });
  });

  test('because the mailbox takes no more names of properties waits, and says so', async () => {
    await run();
    user.sansan.editCard(user.firstCard().id, { title: 'new' });
    const body = { error: { code: 'ErrorQuotaExceeded', message: 'Cannot get ID from name.' } };
    user.tenant.graph.faults.add({ match: UPDATE, effect: { ...broken, status: 403, body } });
    expect(await run()).toBe('to-be-continued');
    expect(await synced.sync()).toMatchObject({ lastFailure: { code: 'property-quota' }, parked: 0 });
    expect(await waited()).toBe(3600);
  });

  test('because access to it alone is denied parks the card and leaves the link alone', async () => {
    await run();
    const [card = user.firstCard(), other = user.firstCard()] = user.sansan.cards('owner-1').listed;
    for (const { id } of [card, other]) user.sansan.editCard(id, { title: '部長' });
    user.tenant.graph.faults.add({ match: UPDATE, effect: denied });
    expect(await run()).toBe('finished');
    expect((await synced.link()).link.state.name).toBe('linked');
    expect(await counted()).toMatchObject({ updated: 1, parked: 1 });
  });

  test('because access is denied altogether stops the link when that lasts for a day', async () => {
    await run();
    user.sansan.editCard(user.firstCard().id, { title: '部長' });
    user.tenant.graph.faults.add({ match: UPDATE, times: 2, effect: denied });
    expect(await run()).toBe('failed');
    expect((await synced.link()).link.state.name).toBe('linked');
    await synced.remember({ lastFailure: { at: instant(Date.now() - DAY), code: 'access-denied' } });
    expect(await run()).toBe('failed');
    expect((await synced.link()).link.state).toMatchObject({ name: 'reconnect-needed', reason: 'access-denied' });
  });
});
