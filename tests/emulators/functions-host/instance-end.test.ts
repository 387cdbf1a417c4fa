import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { hostApp, untilMany } from '../fixtures/hosted-app.ts';

// Each as seen in functions host 4.1037.

const TOLD = 'told of the end';

let host: Awaited<ReturnType<typeof hostApp>>;
async function start(hostJson: object = {}, settings: Readonly<Record<string, string>> = {}) {
  host = await hostApp('./commonjs-app.cjs', hostJson, settings);
  await host.work.create();
}
afterEach(() => host.child.disconnect());

const linesOf = (name: string) => async () => (await host.lines()).filter((line) => line.startsWith(`${name}, `));
const received = async () =>
  (await host.work.receiveMessages({ visibilityTimeout: 1 })).receivedMessageItems.map((item) => item.dequeueCount);
async function beginWork(name: string, sleepMs: number) {
  await host.send({ name, sleepMs });
  await untilMany(linesOf(name), 1);
}

test('LOCAL drain: nothing new begins, what runs goes on, http is served, no hook is called', async () => {
  await start();
  await beginWork('running', 700);
  await host.tell({ kind: 'drain' });
  await host.send({ name: 'new', sleepMs: 0 });
  expect(await untilMany(linesOf('running'), 2)).toEqual(['running, try 1', 'running, done']);
  expect(await (await host.get('/bundled')).text()).toBe('from CommonJS');
  await sleep(500);
  expect(await linesOf('new')()).toEqual([]);
  expect(await host.lines()).not.toContain(TOLD);
  expect(await received()).toEqual([1]);
});

test('LOCAL kill: no hook is called, and the message is hidden for ten minutes, whatever its function does', async () => {
  await start();
  await beginWork('killed', 300);
  await host.tell({ kind: 'kill' });
  await untilMany(linesOf('killed'), 2);
  expect(await host.lines()).not.toContain(TOLD);
  await host.tell({ kind: 'advance', ms: 590_000 });
  expect(await received()).toEqual([]);
  await host.tell({ kind: 'advance', ms: 11_000 });
  await host.tell({ kind: 'load' });
  expect((await untilMany(linesOf('killed'), 3))[2]).toBe('killed, try 2');
});

test('LOCAL restart: the hook is called at once and waited for; what ends meanwhile has ended well', async () => {
  const queues = { batchSize: 4, maxPollingInterval: '00:00:00.200' };
  await start({ extensions: { http: { routePrefix: '' }, queues } }, { HOOK_MS: '1500' });
  await host.send({ name: 'short', sleepMs: 700 });
  await host.send({ name: 'long', sleepMs: 4000 });
  await untilMany(linesOf('short'), 1);
  await untilMany(linesOf('long'), 1);
  await host.tell({ kind: 'unload', graceMs: 0 });
  const lines = await host.lines();
  expect(lines.filter((line) => !line.includes('try'))).toEqual([TOLD, 'short, done', 'ready for the end']);
  expect(await received()).toEqual([]);
  expect((await host.work.getProperties()).approximateMessagesCount).toBe(1);
  await host.tell({ kind: 'load' });
  expect((await host.get('/bundled')).status).toBe(200);
});

test('LOCAL restart: a hook that takes longer than five seconds is left behind', async () => {
  await start({}, { HOOK_MS: '60000' });
  await host.get('/bundled');
  const begun = performance.now();
  await host.tell({ kind: 'unload', graceMs: 0 });
  expect(Math.round((performance.now() - begun) / 1000)).toBe(5);
});

test('LOCAL functionTimeout: all invocations end with their worker, and their messages come back after visibilityTimeout', async () => {
  const queues = {
    batchSize: 4,
    maxDequeueCount: 5,
    maxPollingInterval: '00:00:00.200',
    visibilityTimeout: '00:00:01',
  };
  await start({ functionTimeout: '00:00:01', extensions: { http: { routePrefix: '' }, queues } });
  await beginWork('too long', 60_000);
  await sleep(800);
  await beginWork('beside it', 60_000);
  expect(await untilMany(linesOf('too long'), 2)).toEqual(['too long, try 1', 'too long, try 2']);
  expect(await untilMany(linesOf('beside it'), 2)).toEqual(['beside it, try 1', 'beside it, try 2']);
  const lines = await host.lines();
  expect(lines).toContain('Timeout value of 1000 ms exceeded by function: work');
  expect(lines).toContain(TOLD);
  expect((await host.get('/bundled')).status).toBe(200);
});

describe('LOCAL an app that cannot start', () => {
  test('leaves the host without functions: / answers 204, all else 404', async () => {
    host = await hostApp('./no-such-app.cjs');
    expect(host.failure).toContain('no-such-app');
    const answers = await Promise.all(['/', '/healthz', '/bundled'].map((path) => host.get(path)));
    expect(answers.map(({ status }) => status)).toEqual([204, 404, 404]);
  });
});
