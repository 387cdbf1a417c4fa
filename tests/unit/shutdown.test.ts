import { describe, expect, test } from '@jest/globals';

/** A shutdown is for good, so each test has a module of its own. */
async function freshModule(): Promise<typeof import('../../shared/shutdown.ts')> {
  return import(`../../shared/shutdown.ts?${crypto.randomUUID()}`);
}

describe('C9 a shutdown', () => {
  test('is over at once when no call is under way', async () => {
    const { isShuttingDown, shutDown } = await freshModule();
    expect(isShuttingDown()).toBe(false);
    const begun = performance.now();
    await shutDown();
    expect(performance.now() - begun).toBeLessThan(100);
    expect(isShuttingDown()).toBe(true);
  });

  test('waits for every call, however it ends, also for one that began meanwhile', async () => {
    const { awaitedByShutdown, isShuttingDown, shutDown } = await freshModule();
    const order: string[] = [];
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const failing = awaitedByShutdown(() => first.promise);
    const over = shutDown().then(() => order.push('over'));
    expect(isShuttingDown()).toBe(true);
    const late = awaitedByShutdown(() => second.promise.then(() => order.push('late')));
    first.reject(new Error('as told'));
    await expect(failing).rejects.toThrow('as told');
    second.resolve();
    await late;
    await over;
    expect(order).toEqual(['late', 'over']);
  });
});
