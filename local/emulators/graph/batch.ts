import type { Context } from 'hono';
import * as z from 'zod';
import type { Caller, GraphEnv } from './caller.ts';
import { GraphError } from './graph-error.ts';
import { readJson } from './request-body.ts';
import { LANES, type Lane, type RequestBudget, waitUntil } from './request-budget.ts';

const item = z.object({
  id: z.string().min(1),
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']),
  /** Relative to the version: `/me/contacts`. */
  url: z.string().regex(/^\/?(?!\/)(?![a-z][a-z0-9+.-]*:)/i, 'must be relative'),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).default([]),
});

const batchBody = z.object({ requests: z.array(item).min(1).max(20) });

type BatchItem = z.infer<typeof item>;

interface ItemAnswer {
  id: string;
  status: number;
  headers: Record<string, string>;
  body?: unknown;
}

interface BatchRules {
  requestBudgetOf(caller: Caller): RequestBudget;
  /** Answers one request of a batch. `lane` is absent when the mailbox has no free lane for the batch. */
  answer(request: Request, caller: Caller, lane: Lane | undefined): Promise<Response>;
  /** Returns the answers in another order, so that no client relies on the order. */
  shuffle(answers: ItemAnswer[]): ItemAnswer[];
  /** The status of the batch's own answer. */
  status(): number;
}

/**
 * Handles `POST /$batch` (JSON batching). At most four independent requests run concurrently. unverified: when the
 * lanes that a batch can use are not all free, every request of it is refused; and that each error of the batch itself
 * has the code BadRequest.
 */
export function batchHandler(rules: BatchRules) {
  return async (c: Context<GraphEnv>): Promise<Response> => {
    let freeAt = c.env.arrivedAt;
    const waves = inWaves(checked(await readJson(c.req)));
    const leave = rules
      .requestBudgetOf(c.get('caller'))
      .enter(Math.min(LANES, Math.max(...waves.map((wave) => wave.length))));
    const answers = new Map<string, ItemAnswer>();
    try {
      for (const wave of waves) {
        freeAt = await inLanes(wave, freeAt, async (request, lane) => {
          const failed = request.dependsOn.some((id) => (answers.get(id.toLowerCase())?.status ?? 0) >= 400);
          const answer = failed ? failedDependency(request) : await single(request, c, leave && lane, rules);
          answers.set(request.id.toLowerCase(), answer);
        });
      }
      const answer = Response.json({ responses: rules.shuffle([...answers.values()]) }, { status: rules.status() });
      await waitUntil(freeAt);
      return answer;
    } finally {
      leave?.();
    }
  };
}

function checked(input: unknown): BatchItem[] {
  const parsed = batchBody.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(`Invalid batch payload format: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { requests } = parsed.data;
  if (new Set(requests.map(({ id }) => id.toLowerCase())).size < requests.length) {
    throw invalid('Invalid batch payload format: ids must be unique.');
  }
  for (const { id, body, headers } of requests) {
    if (body === undefined || Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')) continue;
    throw invalid(`Write request id : ${id} does not contain Content-Type header or body.`);
  }
  return requests;
}

/**
 * Groups of requests that run in sequence. Graph allows only three forms: all independent, a chain, or all dependent
 * on the first.
 */
function inWaves(requests: BatchItem[]): BatchItem[][] {
  const [first, ...others] = requests;
  const dependOn = (ids: (string | undefined)[]) =>
    others.every(({ dependsOn }, index) => dependsOn.length === 1 && same(dependsOn[0], ids[index]));

  if (requests.every(({ dependsOn }) => dependsOn.length === 0)) return [requests];
  if (first && first.dependsOn.length === 0) {
    if (dependOn(requests.map(({ id }) => id))) return requests.map((request) => [request]);
    if (dependOn(others.map(() => first.id))) return [[first], others];
  }
  throw invalid('Invalid batch payload format: dependsOn must be serial, parallel, or on one same request.');
}

function same(one: string | undefined, other: string | undefined): boolean {
  return one?.toLowerCase() === other?.toLowerCase();
}

/** Gives each request to the lane that is free first. Returns when the last lane is free, by `performance.now()`. */
async function inLanes(
  requests: BatchItem[],
  since: number,
  work: (request: BatchItem, lane: Lane) => Promise<void>,
): Promise<number> {
  const lanes: Lane[] = Array.from({ length: LANES }, () => ({ freeAt: since }));
  for (const request of requests) {
    const [first] = lanes.toSorted((one, other) => one.freeAt - other.freeAt);
    if (first !== undefined) await work(request, first);
  }
  return Math.max(...lanes.map(({ freeAt }) => freeAt));
}

async function single(
  item: BatchItem,
  c: Context<GraphEnv>,
  lane: Lane | undefined,
  rules: BatchRules,
): Promise<ItemAnswer> {
  const request = new Request(new URL(`/${item.url.replace(/^\//, '')}`, c.req.url), {
    method: item.method,
    headers: item.headers,
    ...(item.body === undefined || item.method === 'GET' ? {} : { body: JSON.stringify(item.body) }),
  });
  const response = await rules.answer(request, c.get('caller'), lane);
  const text = await response.text();
  return {
    id: item.id,
    status: response.status,
    headers: Object.fromEntries([...response.headers].map(([name, value]) => [headerCase(name), value])),
    ...(text === '' ? {} : { body: JSON.parse(text) }),
  };
}

/** Microsoft's client parses a JSON body only if the header is spelled `Content-Type`. */
function headerCase(name: string): string {
  return name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

function failedDependency({ id }: BatchItem): ItemAnswer {
  const error = { code: 'FailedDependency', message: 'A request that this one depends on has failed.' };
  return { id, status: 424, headers: { 'Content-Type': 'application/json' }, body: { error } };
}

function invalid(message: string): GraphError {
  return new GraphError(400, 'BadRequest', message);
}
