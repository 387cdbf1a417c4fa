import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hostApp, untilMany } from '../fixtures/hosted-app.ts';

// Each as seen in functions host 4.1037.

const queues = { maxDequeueCount: 3, maxPollingInterval: '00:30:00' };
const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes).toString('base64');

let host: Awaited<ReturnType<typeof hostApp>>;
beforeAll(async () => {
  host = await hostApp('./sample-app.ts', { extensions: { http: { routePrefix: '' }, queues } });
  await host.work.create();
});
afterAll(() => host.child.disconnect());

type Seen = { readonly message?: unknown; readonly metadata: Readonly<Record<string, unknown>> };
const seen = async () => (await (await host.get('/seen')).json()) as Seen[];
const poison = async () => {
  const client = host.poison;
  if (!(await client.exists())) return [];
  return (await client.receiveMessages({ numberOfMessages: 32 })).receivedMessageItems.map((item) => item.messageText);
};

test('LOCAL text that is not base64 goes to the poison queue at once', async () => {
  await host.work.sendMessage('{"plain":"text"}');
  await host.tell({ kind: 'idle' });
  expect(await seen()).toEqual([]);
  expect(await poison()).toEqual(['{"plain":"text"}']);
});

test('LOCAL bytes that are not UTF-8 fail maxDequeueCount times without reaching the function', async () => {
  await host.work.sendMessage(base64(Uint8Array.of(0xff, 0xfe)));
  await host.tell({ kind: 'idle' });
  expect(await seen()).toEqual([]);
  expect((await host.lines()).filter((line) => line.endsWith('Exception binding parameter'))).toHaveLength(3);
  expect(await poison()).toEqual([base64(Uint8Array.of(0xff, 0xfe))]);
});

test('LOCAL an empty text reaches the function', async () => {
  await host.work.sendMessage(base64(' ').slice(0, 0));
  await host.tell({ kind: 'idle' });
  expect((await seen()).map(({ message }) => message)).toEqual(['']);
});

test('LOCAL properties of the JSON take the place of the metadata of the same name', async () => {
  await host.send({ id: 'own', DequeueCount: 7, more: { deep: true } });
  await host.tell({ kind: 'idle' });
  expect((await seen()).at(-1)?.metadata).toMatchObject({ id: 'own', dequeueCount: 7, more: { deep: true } });
});

test('LOCAL an idle queue is looked at ever more rarely, by the clock', async () => {
  // Until pauses are longer than this test.
  await host.tell({ kind: 'advance', ms: 3_600_000 });
  for (let doublings = 0; doublings < 14; doublings += 1) {
    await sleep(250);
    await host.tell({ kind: 'advance', ms: 1_800_000 });
  }
  await sleep(250);
  const before = (await seen()).length;
  await host.send({ name: 'waits' });
  await sleep(500);
  expect(await seen()).toHaveLength(before);
  await host.tell({ kind: 'advance', ms: 1_800_000 });
  expect(await untilMany(seen, before + 1)).toHaveLength(before + 1);
});

test.each([
  ['twice', 'while its function runs', 0],
  ['receipt lost', 'after its visibility timeout', 600_000],
] as const)('LOCAL in the weather "%s", a message is delivered again %s, and then gone', async (weather, _, after) => {
  await host.tell({ kind: 'queue-weather', weather });
  const isThis = ({ message }: Seen) => JSON.stringify(message) === JSON.stringify({ name: weather });
  const deliveries = async () => (await seen()).filter(isThis).map(({ metadata }) => metadata['dequeueCount']);
  await host.send({ name: weather });
  await host.tell({ kind: 'idle' });
  expect(await deliveries()).toEqual(after === 0 ? [1, 2] : [1]);
  await host.tell({ kind: 'advance', ms: after });
  await host.tell({ kind: 'idle' });
  expect(await deliveries()).toEqual([1, 2]);
  await host.tell({ kind: 'advance', ms: 3_600_000 });
  await host.tell({ kind: 'idle' });
  expect(await deliveries()).toEqual([1, 2]);
  await host.tell({ kind: 'queue-weather', weather: 'fair' });
});
