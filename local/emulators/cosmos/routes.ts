import { randomUUID } from 'node:crypto';

import { type Context, Hono } from 'hono';
import type { EmulatorBindings, EmulatorRoutes } from '../emulator.ts';
import type { RequestLog } from '../request-log.ts';
import type { Account } from './account.ts';
import { signatureCheck } from './account-key.ts';
import { runBatch } from './batch.ts';
import { REFUSED } from './charges.ts';
import type { Container, Partition } from './container.ts';
import { parseDocument } from './item.ts';
import { create, type Outcome, patch, read, remove, replace, upsert } from './operations.ts';
import { parsePartitionKey } from './partition-key.ts';
import { parsePatch } from './patch.ts';
import { planQuery, runQuery } from './query-requests.ts';
import { badRequest, forbidden, Refusal, tooLarge } from './refusal.ts';

const MAX_REQUEST_BYTES = 2 * 1024 * 1024;
const METADATA_CHARGE = 1;
const ACTIVITY_ID = 'x-ms-activity-id';

type RouteContext = Context<{ Bindings: EmulatorBindings; Variables: { charge: number } }>;

interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** Request units; none when the request was refused before its operation was known. */
  charge?: number;
}

type ChargedAnswer = Answer & { charge: number };

/**
 * The REST interface of an account: metadata, items, queries and batches. One route of the service carries creates,
 * upserts, queries and batches, so item requests are recorded here, as the operation and its container.
 */
export function cosmosRoutes({
  account,
  key,
  requests,
  permits,
}: {
  account: Account;
  key: string;
  requests: RequestLog;
  permits: (operation: string) => boolean;
}): EmulatorRoutes {
  const routes: EmulatorRoutes = new Hono();
  const check = signatureCheck(key);

  routes.use(async (c, next) => {
    const { method, path } = c.req;
    check({ method, path, date: c.req.header('x-ms-date'), authorization: c.req.header('authorization') });
    await next();
    const isUnknownRoute = !c.res.headers.has(ACTIVITY_ID);
    if (isUnknownRoute) c.res = send(c, refused(badRequest('Request url is invalid.')));
  });
  routes.onError((error, c) => {
    if (error instanceof Refusal) return send(c, refused(error));
    throw error;
  });

  routes.get('/', (c) => send(c, { status: 200, body: account.description(new URL(c.req.url).origin), charge: 0 }));
  routes.post('/dbs', async (c) => send(c, metadata(201, account.createDatabase(await jsonBody(c)))));
  routes.get('/dbs/:db', (c) => send(c, metadata(200, account.database(c.req.param('db')))));
  routes.post('/dbs/:db/colls', async (c) =>
    send(c, metadata(201, account.createContainer(c.req.param('db'), await jsonBody(c)))),
  );
  routes.get('/dbs/:db/colls/:coll', (c) => send(c, metadata(200, containerOf(c).definition)));
  routes.get('/dbs/:db/colls/:coll/pkranges', (c) => {
    const { _rid } = containerOf(c).definition;
    const range = { id: '0', minInclusive: '', maxExclusive: 'FF', ridPrefix: 0, status: 'online', parents: [] };
    return send(c, metadata(200, { _rid, PartitionKeyRanges: [range], _count: 1 }));
  });

  routes.post('/dbs/:db/colls/:coll/docs', async (c) => {
    const body = await jsonBody(c);
    if (isTrue(c, 'x-ms-cosmos-is-query-plan-request')) {
      return item(c, 'plan query', () => ({ status: 200, body: planQuery(body), charge: 0 }));
    }
    if (isTrue(c, 'x-ms-documentdb-isquery')) return item(c, 'query', (container) => query(c, container, body));
    if (isTrue(c, 'x-ms-cosmos-is-batch-request')) {
      return item(c, 'batch', (container) => {
        if (!isTrue(c, 'x-ms-cosmos-batch-atomic')) throw badRequest('Bulk requests are not emulated, only batches.');
        const { status, results, charge } = runBatch(partitionOf(c, container), body);
        return { status, body: results, charge };
      });
    }
    if (isTrue(c, 'x-ms-documentdb-is-upsert')) {
      return item(c, 'upsert', (container) =>
        answered(upsert(partitionOf(c, container), parseDocument(body), preconditions(c))),
      );
    }
    return item(c, 'create', (container) => answered(create(partitionOf(c, container), parseDocument(body))));
  });

  const ITEM = '/dbs/:db/colls/:coll/docs/:id';
  routes.get(ITEM, (c) =>
    item(c, 'read', (container) => answered(read(partitionOf(c, container), c.req.param('id'), preconditions(c)))),
  );
  routes.put(ITEM, async (c) => {
    const body = await jsonBody(c);
    return item(c, 'replace', (container) =>
      answered(replace(partitionOf(c, container), c.req.param('id'), parseDocument(body), preconditions(c))),
    );
  });
  routes.patch(ITEM, async (c) => {
    const body = await jsonBody(c);
    return item(c, 'patch', (container) =>
      answered(patch(partitionOf(c, container), c.req.param('id'), parsePatch(body), preconditions(c))),
    );
  });
  routes.delete(ITEM, (c) =>
    item(c, 'delete', (container) => answered(remove(partitionOf(c, container), c.req.param('id'), preconditions(c)))),
  );
  return routes;

  function containerOf(c: RouteContext): Container {
    return account.container(c.req.param('db') ?? '', c.req.param('coll') ?? '');
  }

  function item(c: RouteContext, kind: string, work: (container: Container) => ChargedAnswer): Response {
    const operation = `${kind} ${c.req.param('coll')}`;
    const answer = attempt(() => {
      if (!permits(operation)) throw forbidden(operation);
      return work(containerOf(c));
    });
    const { status, charge } = answer;
    requests.record({ operation, status, charge });
    return send(c, answer);
  }
}

function query(c: RouteContext, container: Container, body: unknown): ChargedAnswer {
  const { rows, continuation, charge } = runQuery(container, {
    body,
    partitionKey: c.req.header('x-ms-documentdb-partitionkey'),
    rangeId: c.req.header('x-ms-documentdb-partitionkeyrangeid'),
    isCrossPartitionEnabled: isTrue(c, 'x-ms-documentdb-query-enablecrosspartition'),
    pageSize: c.req.header('x-ms-max-item-count'),
    continuation: c.req.header('x-ms-continuation'),
  });
  const headers = {
    'x-ms-item-count': String(rows.length),
    ...(continuation === undefined ? {} : { 'x-ms-continuation': continuation }),
  };
  const { _rid } = container.definition;
  return { status: 200, body: { _rid, Documents: rows, _count: rows.length }, headers, charge };
}

function partitionOf(c: RouteContext, container: Container): Partition {
  const { partitionKey } = container.definition;
  return container.partition(parsePartitionKey(c.req.header('x-ms-documentdb-partitionkey'), partitionKey));
}

function preconditions(c: RouteContext): { ifMatch: string | undefined; ifNoneMatch: string | undefined } {
  return { ifMatch: c.req.header('if-match'), ifNoneMatch: c.req.header('if-none-match') };
}

function isTrue(c: RouteContext, header: string): boolean {
  return c.req.header(header)?.toLowerCase() === 'true';
}

async function jsonBody(c: RouteContext): Promise<unknown> {
  const text = await c.req.text();
  if (Buffer.byteLength(text) > MAX_REQUEST_BYTES) throw tooLarge();
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('The request payload is invalid. Ensure to provide a valid request payload.');
  }
}

function answered({ status, item, charge }: Outcome): ChargedAnswer {
  return { status, charge, ...(item === undefined ? {} : { body: item, headers: { etag: item._etag } }) };
}

function metadata(status: number, body: object): Answer {
  return { status, body, charge: METADATA_CHARGE };
}

function refused(refusal: Refusal): Answer {
  const headers = refusal.substatus === undefined ? {} : { 'x-ms-substatus': String(refusal.substatus) };
  return { status: refusal.status, body: refusal.body(), headers };
}

function attempt(work: () => ChargedAnswer): ChargedAnswer {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return { ...refused(error), charge: REFUSED };
    throw error;
  }
}

function send(c: RouteContext, { status, body, headers, charge }: Answer): Response {
  if (charge !== undefined) c.set('charge', charge);
  return new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json',
      [ACTIVITY_ID]: randomUUID(),
      ...(charge === undefined ? {} : { 'x-ms-request-charge': String(charge) }),
      ...headers,
    },
  });
}
