import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { BatchRequestContent, BatchResponseContent } from '@microsoft/microsoft-graph-client';
import { hanako, startTenant, taro, tokenFor } from '../fixtures/graph-tenant.ts';

let tenant: Awaited<ReturnType<typeof startTenant>>;
beforeEach(async () => {
  tenant = await startTenant();
});
afterEach(() => tenant.graph.close());

interface Item {
  id: string;
  method?: string;
  url?: string;
  headers?: Record<string, string>;
  body?: unknown;
  dependsOn?: string[];
}

const JSON_BODY = { 'Content-Type': 'application/json' };

function creating(id: string, extra: Partial<Item> = {}): Item {
  return { id, method: 'POST', url: '/me/contacts', headers: JSON_BODY, body: { givenName: id }, ...extra };
}

const creates = (count: number) => Array.from({ length: count }, (_, index) => creating(`${index + 1}`));

async function batch(requests: Item[], token?: string) {
  const options = { method: 'POST', body: { requests } };
  const answer = await tenant.call('/$batch', token === undefined ? options : { ...options, token });
  const responses: {
    id: string;
    status: number;
    headers: Record<string, string>;
    body?: { error?: { code: string } };
  }[] = answer.body.responses ?? [];
  return { ...answer, responses, byId: new Map(responses.map((response) => [response.id, response])) };
}

const statuses = ({ responses }: Awaited<ReturnType<typeof batch>>) =>
  Object.fromEntries(responses.map(({ id, status }) => [id, status]));

const namesOf = (address: string) => tenant.graph.mailbox(address).contacts.map(({ givenName }) => givenName);

describe('LOCAL a batch', () => {
  test("Microsoft's own client gets an answer for each of 20 creates, in another order", async () => {
    const client = await tenant.sdk(hanako);
    const content = new BatchRequestContent(
      creates(20).map(({ id, body }) => ({
        id,
        request: new Request('http://batch/me/contacts', {
          method: 'POST',
          headers: JSON_BODY,
          body: JSON.stringify(body),
        }),
      })),
    );
    const answer = await client.api('/$batch').post(await content.getContent());
    const responses = new BatchResponseContent(answer);
    for (const { id } of creates(20)) {
      expect(await responses.getResponseById(id).json()).toMatchObject({ givenName: id });
    }
    const order = answer.responses.map(({ id }: { id: string }) => id);
    expect(order).not.toEqual(creates(20).map(({ id }) => id));
  });
});

describe('LOCAL a batch is refused whole', () => {
  test.each<[string, Item[]]>([
    ['with 21 requests', creates(21)],
    ['without requests', []],
    ['with ids that differ by case only', [creating('a'), creating('A')]],
    ['with a body without content type', [creating('1', { headers: {} })]],
    ['with an absolute url', [creating('1', { url: 'https://graph.microsoft.com/v1.0/me/contacts' })]],
    ['with an unknown method', [creating('1', { method: 'LIST' })]],
    ['with a dependency on nothing', [creating('1', { dependsOn: ['9'] })]],
    ['with a mixed shape', [creating('1'), creating('2'), creating('3', { dependsOn: ['1'] })]],
  ])('%s', async (_, requests) => {
    expect((await batch(requests)).status).toBe(400);
    expect(namesOf(hanako)).toEqual([]);
  });
});

describe('LOCAL requests in a batch', () => {
  test('are answered one by one, also where Graph knows no such path', async () => {
    const answer = await batch([
      creating('good'),
      creating('bad', { body: { surname: 'x' } }),
      { id: 'version', method: 'GET', url: '/v1.0/me/contacts' },
      { id: 'nested', method: 'POST', url: '/$batch', headers: JSON_BODY, body: {} },
    ]);
    expect(answer.status).toBe(200);
    expect(statuses(answer)).toEqual({ good: 201, bad: 400, version: 400, nested: 400 });
    expect(answer.byId.get('bad')?.body?.error?.code).toBe('ErrorInvalidProperty');
  });

  test('link to the next page as single ones do', async () => {
    await batch(creates(2));
    const { body } = await batch([{ id: '1', method: 'GET', url: '/me/contacts?$top=1' }]);
    const next = await tenant.call(body.responses[0].body['@odata.nextLink']);
    expect(next.body.value).toHaveLength(1);
  });

  test.each([
    ['in a chain', [[], ['1'], ['2']], { 1: 400, 2: 424, 3: 424 }],
    ['on one same request', [[], ['1'], ['1']], { 1: 400, 2: 424, 3: 424 }],
  ])('%s fail with the one they depend on', async (_, dependencies, expected) => {
    const requests = dependencies.map((dependsOn, index) =>
      creating(`${index + 1}`, { dependsOn, ...(index === 0 ? { body: {} } : {}) }),
    );
    expect(statuses(await batch(requests))).toEqual(expected);
    expect(namesOf(hanako)).toEqual([]);
  });

  test('are logged under their own names', async () => {
    await batch(creates(3));
    await tenant.call('/me/contacts', { method: 'POST', body: { givenName: 'x' } });
    expect(tenant.graph.requests.summary().byOperation).toEqual({ 'POST /$batch': 1, 'POST /me/contacts': 4 });
  });
});

describe('LOCAL faults strike one request of a batch', () => {
  test.each([
    ['refuse', { kind: 'refuse', status: 429, headers: { 'retry-after': '2.5' } }, 429, false],
    ['lose-request', { kind: 'lose-request' }, 503, false],
    ['lose-answer', { kind: 'lose-answer' }, 504, true],
    ['delay', { kind: 'delay', ms: 5 }, 201, true],
    ['hold answer', { kind: 'hold-answer', ms: 5 }, 201, true],
  ] as const)('%s', async (_, effect, status, isDone) => {
    tenant.graph.faults.add({ match: '^POST /me/contacts$', skip: 1, effect });
    const answer = await batch(creates(3));
    expect(answer.responses.map((response) => response.status).sort()).toEqual([201, 201, status].sort());
    expect(namesOf(hanako)).toHaveLength(isDone ? 3 : 2);
  });

  test('and by the same pattern a single one', async () => {
    tenant.graph.faults.add({ match: '^POST /me/contacts$', effect: { kind: 'refuse', status: 502 } });
    expect((await tenant.call('/me/contacts', { method: 'POST', body: { givenName: 'x' } })).status).toBe(502);
  });
});

describe('LOCAL four lanes of a mailbox', () => {
  test('20 creates take five turns', async () => {
    tenant.graph.setLatency({ readMs: 0, writeMs: 40 });
    const start = Date.now();
    await batch(creates(20));
    const took = Date.now() - start;
    expect(took).toBeGreaterThanOrEqual(5 * 40 - 5);
    expect(took).toBeLessThan(10 * 40);
  });

  test('a second batch at the same time is refused item by item, but not in another mailbox', async () => {
    tenant.graph.setLatency({ readMs: 0, writeMs: 100 });
    const [first, second, other] = await Promise.all([
      batch(creates(8)),
      new Promise((resolve) => setTimeout(resolve, 20)).then(() => batch(creates(4))),
      batch(creates(4), await tokenFor(taro)),
    ]);
    expect(new Set(Object.values(statuses(first)))).toEqual(new Set([201]));
    expect(new Set(Object.values(statuses(other)))).toEqual(new Set([201]));
    expect(new Set(Object.values(statuses(second)))).toEqual(new Set([429]));
    expect(second.byId.get('1')).toMatchObject({
      headers: { 'Retry-After': '1' },
      body: { error: { code: 'ApplicationThrottled', message: expect.stringContaining('MailboxConcurrency') } },
    });
    expect((await batch(creates(4))).byId.get('1')?.status).toBe(201);
  });

  test('four chains run side by side, a fifth is refused', async () => {
    tenant.graph.setLatency({ readMs: 0, writeMs: 60 });
    const chain = [creating('1'), creating('2', { dependsOn: ['1'] })];
    const answers = await Promise.all(Array.from({ length: 5 }, () => batch(chain)));
    const failed = answers.filter((answer) => answer.byId.get('1')?.status === 429);
    expect(failed).toHaveLength(1);
    expect(namesOf(hanako)).toHaveLength(8);
  });

  test('the fifth single request is refused', async () => {
    tenant.graph.setLatency({ readMs: 50, writeMs: 0 });
    const answers = await Promise.all(Array.from({ length: 5 }, () => tenant.call('/me/contacts')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 429]);
  });
});

describe('LOCAL a large mailbox', () => {
  test('2,000 contacts are listed in three pages', async () => {
    for (let count = 0; count < 100; count += 1) await batch(creates(20));
    const sizes: number[] = [];
    for (let path = '/me/contacts?$top=999&$select=id'; path !== undefined; ) {
      const { body } = await tenant.call(path);
      sizes.push(body.value.length);
      path = body['@odata.nextLink'];
    }
    expect(sizes).toEqual([999, 999, 2]);
  });

  test('after 10,000 requests in ten minutes each is told how long to wait', async () => {
    const reads = Array.from({ length: 20 }, (_, index) => ({
      id: `${index}`,
      method: 'GET',
      url: '/me/contactFolders',
    }));
    for (let count = 0; count < 499; count += 1) await batch(reads);
    const last = await batch(reads);
    expect(last.byId.get('19')?.status).toBe(200);

    const [refused] = (await batch(reads.slice(0, 1))).responses;
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'ApplicationThrottled' } } });
    const seconds = Number(refused?.headers['Retry-After']);
    expect(seconds).toBeGreaterThan(590);
    expect((await tenant.call('/me/contacts')).status).toBe(429);
    expect((await tenant.call('/me/contacts', { token: await tokenFor(hanako, { appid: 'other-app' }) })).status).toBe(
      200,
    );

    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + seconds * 1000 + 1000);
    expect((await tenant.call('/me/contacts')).status).toBe(200);
    clock.mockRestore();
  });
});
