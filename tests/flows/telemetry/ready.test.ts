import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plan } from '../fixtures/acts.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';

const MINUTE = 60_000;

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
afterAll(() => stack.stop());

async function ask(path: string) {
  const response = await fetch(stack.app + path);
  return { status: response.status, said: await response.json(), version: response.headers.get('x-version') };
}

describe('E2 health and readiness', () => {
  test.each(['/healthz', '/readyz'])('%s tells that all is well, and what runs', async (path) => {
    const { status, said, version } = await ask(path);
    expect([status, said]).toEqual([200, { status: path === '/healthz' ? 'ok' : 'ready' }]);
    expect(version).toMatch(/^\d+\.\d+\.\d+\+(?:[0-9a-f]{12}(?:\.dirty)?|unknown)$/);
  });

  test.each([
    ['the database', 'cosmos', '^GET /dbs/meishi-sync/colls/organizations'],
    ['the vault', 'keyVault', '^GET /secrets/'],
  ] as const)('/readyz tells no stranger that %s is out of reach, but the log', async (_, service, match) => {
    await stack.pass(MINUTE);
    await plan(stack[service], { match, times: 100, effect: { kind: 'refuse', status: 403, headers: {}, body: {} } });
    expect(await ask('/readyz')).toMatchObject({ status: 503, said: { status: 'unavailable' } });
    expect(await ask('/healthz')).toMatchObject({ status: 200 });
    const dependency = service === 'cosmos' ? 'database' : 'vault';
    expect(stack.output()).toContain(`{"event":"not-ready","dependency":"${dependency}"`);
    await stack.reset();
  });
});
