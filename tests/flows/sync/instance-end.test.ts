import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setWriteLatency } from '../fixtures/acts.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { until } from '../fixtures/until.ts';
import { cardIdsIn, ledgerRows, linkOf } from '../fixtures/views.ts';
import { connect, link, supplyKeys } from '../fixtures/walks.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
afterAll(() => stack.stop());

/** Messages for runs, hidden ones as well. */
async function messages(): Promise<number> {
  const service = QueueServiceClient.fromConnectionString(stack.queues);
  const counts = ['sync-user', 'sync-user-bulk'].map(async (name) => {
    const { approximateMessagesCount } = await service.getQueueClient(name).getProperties();
    return approximateMessagesCount ?? 0;
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

describe('C9 an instance is restarted during a long run', () => {
  test('the run gives way: its lease is free, its message is gone and the follow-up message is there', async () => {
    await supplyKeys(stack, await connect(stack), ['misaki']);
    await setWriteLatency(stack, 400);
    await link(stack, 'misaki');
    await until(
      () => linkOf(stack, 'misaki'),
      (read) => Date.parse(read?.lease.until ?? '') > Date.now(),
    );
    const begun = performance.now();
    await stack.end();
    expect(performance.now() - begun).toBeLessThan(4600);
    expect(Date.parse((await linkOf(stack, 'misaki'))?.lease.until ?? '')).toBeLessThanOrEqual(Date.now());
    expect(stack.output()).toMatch(/"event":"run-finished".*"stop":"out-of-time"/);
    const written = (await cardIdsIn(stack, 'misaki')).length;
    expect([written > 0, written < 40]).toEqual([true, true]);
    expect(await ledgerRows(stack)).toBe(written);
    expect(await messages()).toBe(1);
  });
});
