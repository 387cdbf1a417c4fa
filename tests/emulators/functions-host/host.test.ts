import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Command, Registration } from '../fixtures/functions-host-process.ts';
import { type HostProcess, hostApp, startHostProcess, untilMany } from '../fixtures/hosted-app.ts';

const DAY_MS = 86_400_000;

interface Tick {
  isPastDue: boolean;
  scheduleStatus: { last: string; next: string };
}
interface Work {
  message: { test?: string };
  metadata: Record<string, unknown>;
  inWork: number;
}

describe('LOCAL the functions host', () => {
  let host: Awaited<ReturnType<typeof hostApp>>;
  const get = (path: string, init?: RequestInit) => host.get(path, init);
  const seen = async () => (await (await get('/seen')).json()) as ({ timer: Tick } | Work)[];
  const ticks = async () => (await seen()).filter((entry) => 'timer' in entry).map(({ timer }) => timer);
  const worked = async (name: string) =>
    (await seen()).filter((entry) => 'message' in entry).filter(({ message }) => message.test === name);
  const send = (body: unknown) => host.send(body);

  beforeAll(async () => {
    host = await hostApp('./sample-app.ts');
    await host.work.create();
  });
  afterAll(() => {
    host.child.disconnect();
  });

  describe('http', () => {
    test.each([
      ['GET', '/', 200, 'root'],
      ['GET', '/unrouted', 200, 'by name'],
      ['GET', '/UNROUTED/', 200, 'by name'],
      ['GET', '/local', 200, 'inspector'],
      ['GET', '/nowhere', 404, ''],
      ['DELETE', '/unrouted', 404, ''],
      ['HEAD', '/slow', 404, ''],
      ['HEAD', '/headed', 200, ''],
      ['GET', '/fails', 500, ''],
      ['GET', '/order/literal', 200, 'parameter'],
      ['GET', '/guarded/01234567-89ab-cdef-0123-456789abcdef/3', 200, 'ok'],
      ['GET', '/guarded/01234567-89ab-cdef-0123-456789abcdef/4', 404, ''],
      ['GET', '/guarded/me/3', 404, ''],
      ['GET', '/hooked', 200, '{"body":"inner"} by hooked'],
      ['GET', '/admin/anything', 404, ''],
    ])('%s %s answers %i %j', async (method, path, status, body) => {
      const response = await get(path, { method });
      expect([response.status, await response.text()]).toEqual([status, body]);
    });

    test('hands over the request as the Node.js worker does', async () => {
      const response = await get('/echo/%E5%90%8D/a%20b/c?x=1&y=&X=2', {
        method: 'POST',
        headers: { 'x-sent': 'value' },
        body: '本文',
      });
      expect([response.status, response.headers.get('x-echo')]).toEqual([201, 'yes']);
      expect(await response.json()).toEqual({
        method: 'POST',
        url: `${host.origin}/echo/%E5%90%8D/a%20b/c?x=1&y=&X=2`,
        params: { name: '名', rest: 'a b/c' },
        query: [
          ['x', '1,2'],
          ['y', ''],
        ],
        header: 'value',
        body: '本文',
      });
    });

    test('loses the body of a request that does not say how long it is', async () => {
      const init: RequestInit = { method: 'POST', body: new Blob(['streamed']).stream(), duplex: 'half' };
      expect(await (await get('/echo/x', init)).json()).toMatchObject({ body: '' });
    });

    test('takes a body of at most 100 MB (host 4.1037)', async () => {
      const headers = { 'content-length': 100 * 1024 * 1024 + 1 };
      const upload = request(`${host.origin}/unrouted`, { method: 'POST', headers }).on('error', () => undefined);
      upload.flushHeaders();
      const [response] = (await once(upload, 'response')) as [IncomingMessage];
      expect(response.statusCode).toBe(500);
      upload.destroy();
    });

    test('keeps one Set-Cookie of the headers, and encodes cookies as ASP.NET does', async () => {
      expect((await get('/cookies')).headers.getSetCookie()).toEqual([
        'left=2',
        'plain=a%3Db%20c; path=/',
        'full=x; expires=Fri, 02 Jan 2026 03:04:05 GMT; max-age=60; domain=example.com; path=/settings; secure; samesite=strict; httponly',
        'cross=y; path=/; samesite=none',
      ]);
    });

    test('asks for the key of a function that is not anonymous', async () => {
      const functions = await host.tell<{ name: string; trigger: { key?: string } }[]>({ kind: 'functions' });
      const key = functions.find(({ name }) => name === 'secret')?.trigger.key ?? '';
      const answers = await Promise.all([
        get('/secret'),
        get('/secret?code=wrong'),
        get(`/secret?code=${key}`),
        get('/secret', { headers: { 'x-functions-key': key } }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 200, 200]);
    });
  });

  describe('a queue function', () => {
    test('gets the parsed message and its metadata, and the message is gone', async () => {
      await send({ test: 'metadata' });
      await host.tell({ kind: 'idle' });
      const [entry] = await worked('metadata');
      expect(entry?.metadata).toMatchObject({
        dequeueCount: 1,
        id: expect.any(String),
        popReceipt: expect.any(String),
        insertionTime: expect.stringMatching(/\+00:00$/),
        queueTrigger: { test: 'metadata' },
      });
      expect((await host.work.getProperties()).approximateMessagesCount).toBe(0);
    });

    test('is tried maxDequeueCount times, then its message goes to the poison queue', async () => {
      await send({ test: 'poison', fails: true });
      await host.tell({ kind: 'idle' });
      expect((await worked('poison')).map(({ metadata }) => metadata['dequeueCount'])).toEqual([1, 2]);
      const { receivedMessageItems } = await host.poison.receiveMessages();
      expect(receivedMessageItems.map(({ messageText }) => Buffer.from(messageText, 'base64').toString())).toEqual([
        '{"test":"poison","fails":true}',
      ]);
    });

    test('keeps its message hidden for as long as it works', async () => {
      await send({ test: 'renewal', sleepMs: 1000 });
      await untilMany(() => worked('renewal'), 1);
      for (let renewals = 0; renewals < 2; renewals += 1) {
        await host.tell({ kind: 'advance', ms: 301_000 });
        await sleep(300);
      }
      expect((await host.work.receiveMessages()).receivedMessageItems).toEqual([]);
      await host.tell({ kind: 'idle' });
      expect(await worked('renewal')).toHaveLength(1);
    });

    test('works on no more messages at once than batchSize and newBatchThreshold allow', async () => {
      for (let count = 0; count < 9; count += 1) await send({ test: 'batch', sleepMs: 100 });
      await host.tell({ kind: 'idle' });
      const entries = await worked('batch');
      expect([entries.length, Math.max(...entries.map(({ inWork }) => inWork))]).toEqual([9, 4]);
    });

    test('is run by hand with the text of a message', async () => {
      await host.tell({ kind: 'run', name: 'work', input: '{"test":"by hand"}' });
      expect(await worked('by hand')).toHaveLength(1);
      const failing: Command = { kind: 'run', name: 'work', input: '{"fails":true}' };
      await expect(host.tell(failing)).rejects.toThrow('as told');
    });

    test('logs by the host', async () => {
      const logs = await host.tell<unknown[][]>({ kind: 'logs' });
      expect(logs).toContainEqual(['information', 'worked', 'work', expect.any(String)]);
      expect(logs).toContainEqual(['error', expect.stringContaining('as told'), 'fails']);
    });
  });

  describe('a timer', () => {
    test('runs by hand', async () => {
      await host.tell({ kind: 'run', name: 'tick' });
      const [tick] = await ticks();
      expect(tick).toMatchObject({ isPastDue: false, scheduleStatus: { last: '0001-01-01T00:00:00+00:00' } });
    });

    test('runs at its time, and once with isPastDue when several times have passed', async () => {
      const [first] = await ticks();
      const now = await host.tell<number>({ kind: 'advance', ms: 0 });
      await host.tell({ kind: 'advance', ms: Date.parse(first?.scheduleStatus.next ?? '') - now });
      expect((await untilMany(ticks, 2))[1]).toMatchObject({ isPastDue: false });
      await host.tell({ kind: 'advance', ms: 3 * DAY_MS });
      expect((await untilMany(ticks, 3))[2]).toMatchObject({ isPastDue: true });
      await sleep(300);
      expect(await ticks()).toHaveLength(3);
    });
  });

  test('lets functions finish when it stops, and leaves the message of one that does not hidden (host 4.1037)', async () => {
    await send({ test: 'stop', sleepMs: 3000 });
    await untilMany(() => worked('stop'), 1);
    const answer = get('/slow');
    await sleep(100);
    const terminated = once(host.child, 'message');
    await host.tell({ kind: 'stop', graceMs: 600 });
    expect(await (await answer).text()).toBe('done');
    expect(await terminated).toContainEqual({ terminated: true });
    expect((await host.work.receiveMessages()).receivedMessageItems).toEqual([]);
    expect((await host.work.getProperties()).approximateMessagesCount).toBe(1);
    await expect(get('/')).rejects.toThrow();
  });
});

describe('LOCAL an app', () => {
  test('a CommonJS app registers as an ES module does', async () => {
    const { origin, child } = await hostApp('./commonjs-app.cjs');
    expect(await (await fetch(`${origin}/bundled`)).text()).toBe('from CommonJS');
    child.disconnect();
  });
});

describe('LOCAL the functions host refuses', () => {
  let host: HostProcess;
  beforeAll(() => {
    host = startHostProcess();
  });
  afterAll(() => {
    host.child.disconnect();
  });

  const http = (name: string, options: object = {}): Registration => ({ kind: 'http', name, options });
  const timer = (schedule: string): Registration => ({ kind: 'timer', name: 'tick', options: { schedule } });
  const blob: Registration = { kind: 'storageBlob', name: 'a', options: { path: 'x', connection: 'X' } };
  const CONFLICT = 'The specified route conflicts with one or more built in routes.';

  test.each<[string, Registration[], string]>([
    ['a reserved route', [http('a', { route: 'administration' })], `a: ${CONFLICT}`],
    ['another reserved route', [http('a', { route: '/Runtime/x' })], CONFLICT],
    ['a name that would be a reserved route', [http('adminPage')], CONFLICT],
    ['one route for two functions', [http('a', { route: 'x' }), http('b', { route: 'X/' })], "by function 'a'"],
    ['an unknown constraint', [http('a', { route: '{x:email}' })], 'The constraint "email" is not known'],
    ['a parameter twice', [http('a', { route: '{x}/{X}' })], 'A parameter appears twice'],
    ['a catch-all in the middle', [http('a', { route: '{*x}/y' })], 'A catch-all is not the last part'],
    ['two functions of one name', [http('a'), http('a')], 'A function with name "a" has already been registered.'],
    ['a name with a space', [http('a b')], 'A name is'],
    ['five fields', [timer('*/5 * * * *')], 'tick: '],
    ['a TimeSpan', [timer('00:05:00')], 'tick: '],
    ['what NCrontab does not know', [timer('0 0 0 L * *')], 'is not an NCRONTAB expression'],
    ['a setting that is missing', [timer('%MISSING%')], "'%MISSING%' does not resolve to a value."],
    ['a trigger it does not emulate', [blob], 'a: '],
    ['all of them in one message', [http('a b'), timer('soon')], 'tick: '],
  ])('%s', async (_, registrations, message) => {
    expect(await host.tell<string>({ kind: 'refusal', registrations })).toContain(message);
  });

  test('nothing that is right', async () => {
    const registrations = [http('a', { route: 'x', methods: ['GET'] }), http('b', { route: 'x', methods: ['POST'] })];
    expect(await host.tell({ kind: 'refusal', registrations })).toBe('loaded');
  });
});
