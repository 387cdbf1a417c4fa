import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { addCard, inEntra } from '../fixtures/acts.ts';
import { accountOf, person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { trafficDuring } from '../fixtures/traffic.ts';
import { cardIdsIn, cardIdsOf, ledgerRows, linkOf, mailboxOf, mailsIn, secretsIn } from '../fixtures/views.ts';
import { linkedUsers, unlink } from '../fixtures/walks.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CREATE = 'POST /me/contactFolders/:folderId/contacts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(() => stack.reset());
afterAll(() => stack.stop());

/** Until a message whose deletion failed has come again, and what it led to is done. */
async function passAll(): Promise<void> {
  await stack.pass(HOUR);
  await stack.pass(HOUR);
}

describe.each(['twice', 'receipt lost'] as const)('C9, E3 every message comes again (%s)', (weather) => {
  test('a first sync and the next one make each contact by one request', async () => {
    await stack.setQueueWeather(weather);
    const first = await trafficDuring(stack, async () => {
      await linkedUsers(stack, 'misaki');
      await passAll();
    });
    expect(first.graph[CREATE]).toBe((await cardIdsOf(stack, 'misaki')).length);
    await addCard(stack, 'misaki', { lastName: '増田' });
    const next = await trafficDuring(stack, passAll);
    expect(next.graph[CREATE]).toBe(1);
    expect(await cardIdsIn(stack, 'misaki')).toEqual(await cardIdsOf(stack, 'misaki'));
    expect((await linkOf(stack, 'misaki'))?.sync).toMatchObject({ unresolved: null, lastFailure: null });
  });

  test('a clean-up deletes the folder once, and leaves neither tokens nor ledger', async () => {
    const { users } = await linkedUsers(stack, 'misaki');
    await stack.setQueueWeather(weather);
    await unlink(stack, users.misaki, 'delete');
    await passAll();
    const { folders, deletedItems } = await mailboxOf(stack, 'misaki');
    expect([folders.length, deletedItems.folders.length]).toEqual([0, 1]);
    expect((await secretsIn(stack)).filter((name) => name.startsWith('tokens-'))).toEqual([]);
    expect(await ledgerRows(stack)).toBe(0);
    expect((await linkOf(stack, 'misaki'))?.state.name).toBe('not-linked');
  });

  test('a notice is sent once', async () => {
    await linkedUsers(stack, 'misaki');
    await stack.setQueueWeather(weather);
    await inEntra(stack, { kind: 'revoke-sessions', ...accountOf('misaki') });
    await stack.pass(DAY);
    await passAll();
    expect((await mailsIn(stack)).map(({ to }) => to)).toEqual([[person('misaki').address]]);
  });
});
