import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LedgerRow } from '../../../shared/links/link.ts';
import { until } from '../../flows/fixtures/until.ts';
import { startSyncedUser } from '../fixtures/synced-user.ts';

const CARDS = 230;
const PAGE = 90;
/** Full batches of the first page. */
const AT_ONCE = 80;
const NEXT_PAGE = '^GET /v3.2/bizCards';

let user: Awaited<ReturnType<typeof startSyncedUser>>;
let synced: Awaited<ReturnType<typeof user.startOver>>;

beforeAll(async () => {
  user = await startSyncedUser(CARDS, PAGE);
});
afterAll(() => user.close());
beforeEach(async () => {
  synced = await user.startOver();
});
afterEach(() => user.sansan.faults.clear());

const run = () => synced.run({ bulk: true });
const holdPage = (nth: number) =>
  user.sansan.faults.add({ match: NEXT_PAGE, skip: nth - 1, effect: { kind: 'delay', ms: 60_000 } });
const cardIdsInFolder = () => user.tenant.seen().map(({ id }) => id);

async function rows(): Promise<LedgerRow[]> {
  const all: LedgerRow[] = [];
  for await (const page of synced.deps.links.rows(user.key)) all.push(...page);
  return all;
}

type Time = 'updatedTime' | 'registeredTime';
const by = (time: Time) => (a: Record<Time, string>, b: Record<Time, string>) =>
  Date.parse(a[time]) - Date.parse(b[time]);

describe('C10 a run with much to write', () => {
  test('writes the cards of the first page, in full batches, while the second one is on its way', async () => {
    holdPage(2);
    const running = run();
    await until(
      async () => user.tenant.seen().length,
      (contacts) => contacts === AT_ONCE,
    );
    expect(await synced.sync()).toMatchObject({ cursor: null, progress: { from: 0, total: PAGE } });
    user.sansan.faults.clear();
    expect(await running).toBe('finished');
    expect(await synced.sync()).toMatchObject({ progress: null, counts: { cards: CARDS, created: CARDS } });
  });

  test('takes the newest cards among those that are read', async () => {
    holdPage(2);
    const running = run();
    await until(rows, (known) => known.length === AT_ONCE);
    const firstPage = user.cards().toSorted(by('updatedTime')).slice(0, PAGE);
    const newest = firstPage.toSorted(by('registeredTime')).slice(-AT_ONCE);
    expect(new Set((await rows()).map(({ cardId }) => cardId))).toEqual(new Set(newest.map(({ id }) => id)));
    user.sansan.faults.clear();
    await running;
  });

  test('reads no further page after the mailbox asked it to wait', async () => {
    const effect = { kind: 'refuse', status: 429, headers: { 'retry-after': '1' }, body: {} } as const;
    user.tenant.graph.faults.add({ match: '^POST /\\$batch', effect });
    user.sansan.faults.add({ match: NEXT_PAGE, skip: 1, effect: { kind: 'delay', ms: 60_000 } });
    user.sansan.faults.add({ match: NEXT_PAGE, skip: 1, effect: { kind: 'refuse', status: 503 } });
    const running = run();
    const isFree = ({ epoch, until: end }: { epoch: number; until: string }) =>
      epoch > 0 && Date.parse(end) <= Date.now();
    await until(async () => (await synced.link()).link.lease, isFree);
    const planned = user.sansan.faults.pending();
    user.sansan.faults.clear();
    expect(await running).toBe('to-be-continued');
    // The first page took one occurrence of neither, the second page the delay.
    expect(planned).toMatchObject([{ effect: { kind: 'refuse' } }]);
  });
});

describe('C9 a reading of the cards that breaks off', () => {
  const broken = { kind: 'refuse', status: 503, headers: {} } as const;

  test('leaves what was written in the ledger, and the next run writes the rest', async () => {
    user.sansan.faults.add({ match: NEXT_PAGE, skip: 2, effect: broken });
    expect(await run()).toBe('failed');
    const written = cardIdsInFolder();
    expect((await rows()).map(({ contactId }) => contactId).toSorted()).toEqual(written.toSorted());
    expect(await synced.sync()).toMatchObject({
      cursor: null,
      lastSuccess: null,
      lastFailure: { code: 'cards-unavailable' },
    });
    await synced.remember({ notBefore: null });
    expect(await run()).toBe('finished');
    expect(cardIdsInFolder()).toEqual(expect.arrayContaining(written));
    expect(cardIdsInFolder()).toHaveLength(CARDS);
  });

  test('removes no contact on its word', async () => {
    await run();
    const [first, ...others] = user.cards();
    for (const { id } of others) user.sansan.editCard(id, { title: '部長' });
    user.sansan.removeCard(first?.id ?? '');
    await synced.lookAtAll();
    user.sansan.faults.add({ match: NEXT_PAGE, skip: 2, effect: broken });
    expect(await run()).toBe('failed');
    expect(user.tenant.seen()).toHaveLength(CARDS);
    await synced.remember({ notBefore: null });
    expect(await run()).toBe('finished');
    expect(user.tenant.seen()).toHaveLength(CARDS - 1);
  });
});

describe('C3, C9 a card', () => {
  test('that changes again after it was written is written by the next run', async () => {
    holdPage(2);
    const running = run();
    const known = await until(rows, ({ length }) => length === AT_ONCE);
    user.sansan.editCard(known[0]?.cardId ?? '', { title: '新任部長' });
    user.sansan.faults.clear();
    expect(await running).toBe('to-be-continued');
    await synced.remember({ notBefore: null });
    expect(await run()).toBe('finished');
    const contacts = user.tenant.seen();
    expect(contacts).toHaveLength(CARDS);
    expect(contacts.filter(({ jobTitle }) => jobTitle === '新任部長')).toHaveLength(1);
  });
});
