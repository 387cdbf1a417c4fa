import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FaultEffect } from '../../../local/emulators/faults.ts';
import {
  type MailAndWebhooksEmulator,
  startMailAndWebhooksEmulator,
} from '../../../local/emulators/mail-and-webhooks/emulator.ts';
import { memoryStore } from '../../../local/emulators/store.ts';
import type { WebhookEvent } from '../../../shared/notifications/channels.ts';
import { httpsWebhook } from '../../../shared/notifications/https-webhook.ts';
import { newWebhookSecret } from '../../../shared/notifications/webhook-signature.ts';
import { linkKey, NOON } from '../../unit/fixtures/links.ts';

const SECRET = newWebhookSecret();
const EVENT: WebhookEvent = {
  kind: 'holds',
  at: NOON,
  organizationId: linkKey().organizationId,
  count: 2,
  url: 'https://meishi.example.com/organization/microsoft-365',
};

let catcher: MailAndWebhooksEmulator;
let onThisMachine: string;
beforeAll(async () => {
  catcher = await startMailAndWebhooksEmulator({ store: memoryStore(), sender: 'notices@example.com' });
  onThisMachine = new URL(catcher.origin).host;
});
beforeEach(() => catcher.reset());
afterAll(() => catcher.close());
const post = () => httpsWebhook({ onThisMachine }).post(catcher.webhook, SECRET, EVENT);

describe('E3 a webhook', () => {
  test('a receiver gets kind, organization, count and screen, and can verify who sent it and when', async () => {
    expect(await post()).toEqual({ kind: 'sent' });
    const [hook] = catcher.webhooks();
    if (hook === undefined) throw new Error('Nothing arrived.');
    expect(JSON.parse(hook.body)).toEqual({
      type: 'notice.holds',
      timestamp: NOON.toISOString(),
      data: { organizationId: 'mihon', count: 2, url: EVENT.url },
    });
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = hook.headers;
    expect(at).toBe(String(NOON.getTime() / 1000));
    // By the words of the Standard Webhooks specification.
    const key = Buffer.from(SECRET.replace('whsec_', ''), 'base64');
    const expected = createHmac('sha256', key).update(`${id}.${at}.${hook.body}`).digest('base64');
    expect(signature).toBe(`v1,${expected}`);
    expect(hook.headers['content-type']).toBe('application/json');
  });

  test('every webhook has an id of its own', async () => {
    await post();
    await post();
    expect(new Set(catcher.webhooks().map(({ headers }) => headers['webhook-id'])).size).toBe(2);
  });
});

describe('WIRE, E3 what became of a webhook', () => {
  const answer = (status: number, headers: Record<string, string> = {}): FaultEffect => ({
    kind: 'refuse',
    status,
    headers,
  });
  test.each<[string, FaultEffect, unknown]>([
    ['is "later" when the receiver is busy', answer(503), { kind: 'later', code: 'http-503' }],
    ['is "later" when it asks to wait', answer(429), { kind: 'later', code: 'http-429' }],
    ['is final when it is refused', answer(400), { kind: 'failed', code: 'http-400' }],
    ['is not known when the answer is lost', { kind: 'lose-answer' }, { kind: 'failed', code: 'ECONNRESET' }],
  ])('%s', async (_, effect, delivery) => {
    catcher.faults.add({ match: '^POST /webhook$', effect });
    expect(await post()).toEqual(delivery);
  });

  test('is final at a redirect, which nobody follows', async () => {
    const location = `${catcher.origin}/elsewhere`;
    catcher.faults.add({ match: '^POST /webhook$', effect: answer(307, { location }) });
    expect(await post()).toEqual({ kind: 'failed', code: 'http-307' });
    expect(catcher.requests.count()).toBe(1);
  });
});

describe('SECURITY, E3 an address that is not public is not called', () => {
  const unused = async () => {
    const requests: unknown[] = [];
    const server = createServer((request) => requests.push(request.url));
    server.on('connection', (socket) => requests.push(socket.remoteAddress));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { requests, port: (server.address() as AddressInfo).port, close: () => server.close() };
  };

  test('of this machine, without the setting', async () => {
    const delivery = await httpsWebhook({ onThisMachine: undefined }).post(catcher.webhook, SECRET, EVENT);
    expect([delivery, catcher.webhooks()]).toEqual([{ kind: 'failed', code: 'address' }, []]);
  });

  test('of another port of this machine, with the setting', async () => {
    const other = await unused();
    const address = `http://127.0.0.1:${other.port}/`;
    expect(await httpsWebhook({ onThisMachine }).post(address, SECRET, EVENT)).toMatchObject({ code: 'address' });
    expect(other.requests).toEqual([]);
    other.close();
  });

  test.each<[string, { address: string; family: number }[]]>([
    ['this machine', [{ address: '127.0.0.1', family: 4 }]],
    ['the metadata of the platform', [{ address: '169.254.169.254', family: 4 }]],
    ['a network of ours', [{ address: '10.0.0.4', family: 4 }]],
    [
      'a public address and a closed one',
      [
        { address: '93.184.215.14', family: 4 },
        { address: '::1', family: 6 },
      ],
    ],
    ['nowhere', []],
  ])('whose name leads to %s', async (_, found) => {
    const webhook = httpsWebhook({ onThisMachine, resolve: (_name, _options, done) => done(null, found) });
    expect(await webhook.post('https://hooks.example.com/', SECRET, EVENT)).toEqual({
      kind: 'failed',
      code: 'ENOTPUBLIC',
    });
  });

  test('a name that is not known is tried another time', async () => {
    const webhook = httpsWebhook({
      onThisMachine,
      resolve: (_name, _options, done) =>
        done(Object.assign(new Error('no such name'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }), []),
    });
    expect(await webhook.post('https://hooks.example.com/', SECRET, EVENT)).toEqual({
      kind: 'later',
      code: 'ENOTFOUND',
    });
  });
});
