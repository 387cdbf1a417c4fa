import { describe, expect, test } from '@jest/globals';
import { instant } from '../../../shared/ids.ts';
import { decideHold, rebuild } from '../../../shared/sync/request-run.ts';
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

describe('C6 a person’s word on held removals', () => {
  test('that comes while a run is under way is for the next one', async () => {
    await run();
    for (const { id } of user.sansan.cards('owner-1').listed.slice(0, 40)) user.sansan.removeCard(id);
    await synced.remember({ lastSweep: null });
    await run();
    expect((await synced.sync()).hold).toMatchObject({ removals: 40, decision: null });
    // More than one batch: the organization is read while the first one is with the mailbox.
    for (const { id } of user.cards().slice(0, 21)) user.sansan.editCard(id, { title: '特命係長' });
    await synced.remember({ lastSweep: null });
    synced.beforeReading(2, () => decideHold(synced.deps, user.key, { decision: 'apply', removals: 40 }, 'a person'));
    expect(await run()).toBe('finished');
    expect((await synced.sync()).hold).toMatchObject({ removals: 40, decision: 'apply' });
    await run();
    expect((await synced.sync()).counts).toMatchObject({ removed: 40 });
  });

  test('is good although some of the contacts had been deleted by hand', async () => {
    await run();
    const leaving = user.cards().slice(0, 40);
    const ofLeaving = ({ singleValueExtendedProperties: [stamp] }: ReturnType<typeof user.tenant.seen>[number]) =>
      leaving.some(({ id }) => stamp?.value.endsWith(`|${id}`));
    for (const { id: contactId } of user.tenant.seen().filter(ofLeaving).slice(0, 2))
      user.tenant.graph.act(hanako, { kind: 'delete-contact', contactId });
    for (const { id } of leaving) user.sansan.removeCard(id);
    await rebuild(synced.deps, user.key);
    await run();
    expect((await synced.sync()).hold).toMatchObject({ removals: 38, decision: null });
    await decideHold(synced.deps, user.key, { decision: 'apply', removals: 38 }, 'a person');
    await run();
    expect((await synced.sync()).hold).toBeNull();
    expect(user.tenant.seen()).toHaveLength(CARDS - 40);
  });

  test('has contacts that stay counted, as long as they are there', async () => {
    await run();
    const gone = user.cards().slice(0, 40);
    for (const { id } of gone) user.sansan.removeCard(id);
    await rebuild(synced.deps, user.key);
    await run();
    await decideHold(synced.deps, user.key, { decision: 'keep', removals: 40 }, 'a person');
    await run();
    expect((await synced.sync()).counts).toMatchObject({ cards: CARDS - 40, kept: 40 });
    const one = user.tenant
      .seen()
      .find(({ singleValueExtendedProperties: [stamp] }) => stamp?.value.endsWith(`|${gone[0]?.id}`));
    user.tenant.graph.act(hanako, { kind: 'delete-contact', contactId: one?.id ?? '' });
    await rebuild(synced.deps, user.key);
    await run();
    expect((await synced.sync()).counts).toMatchObject({ cards: CARDS - 40, kept: 39 });
  });

  test('is not for more than the page showed', async () => {
    const hold = { removals: 40, of: CARDS, since: instant(0), decision: null };
    await synced.remember({ hold });
    await decideHold(synced.deps, user.key, { decision: 'apply', removals: 39 }, 'a person');
    expect([(await synced.sync()).hold, synced.queues.sent.sync]).toEqual([hold, []]);
  });
});

describe('C6 a hold', () => {
  test('a hold that two runs see at the same time is told once', async () => {
    await run();
    for (const { id } of user.cards().slice(0, 40)) user.sansan.removeCard(id);
    await synced.lookAtAll();
    const told: string[] = [];
    const record = async ({ kind }: { kind: string }) => {
      told.push(kind);
    };
    Object.assign(synced.deps, { activity: { ...synced.deps.activity, record } });
    await Promise.all([run(), run()]);
    expect((await synced.sync()).hold).toMatchObject({ removals: 40 });
    expect(told).toEqual(['removals-held']);
  });
});
