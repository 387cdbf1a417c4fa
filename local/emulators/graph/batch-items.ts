import { Hono, type MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Faults } from '../faults.ts';
import type { RequestLog } from '../request-log.ts';
import type { Caller, GraphEnv } from './caller.ts';
import { routed } from './contacts-api.ts';
import { errorAnswer, GraphError } from './graph-error.ts';
import { type Lane, type RequestBudget, tooManyInWork } from './request-budget.ts';

interface ItemEnv {
  /** `lane` is absent when the mailbox has no free lane for the batch. */
  Bindings: { caller: Caller; lane: Lane | undefined };
  Variables: GraphEnv['Variables'];
}

interface ItemRules {
  api: Hono<GraphEnv>;
  requests: RequestLog;
  faults: Faults;
  requestBudgetOf(caller: Caller): RequestBudget;
  /** Sees each request and the emulator's own answer, before a fault takes its place. */
  check: MiddlewareHandler;
}

/**
 * Answers the requests of a batch with the same routes as single requests; each has its own log entry, limit and
 * fault.
 */
export function batchItems({ api, requests, faults, requestBudgetOf, check }: ItemRules) {
  const items = new Hono<ItemEnv>();
  items.onError(errorAnswer);
  items.use(async (c, next) => {
    await next();
    requests.record({ operation: `${c.req.method} ${routePath(c, -1)}`, status: c.res.status });
  });
  items.use(faulty(faults), check, routed, async (c, next) => {
    c.set('caller', c.env.caller);
    requestBudgetOf(c.env.caller).count();
    if (c.env.lane === undefined) throw tooManyInWork();
    c.set('lane', c.env.lane);
    await next();
  });
  items.route('/', api);
  return async (request: Request, caller: Caller, lane: Lane | undefined) => items.fetch(request, { caller, lane });
}

/** The parts of a batch have no connection of their own to break: a lost answer becomes a 504, a lost request a 503. */
function faulty(faults: Faults): MiddlewareHandler<ItemEnv> {
  return async (c, next) => {
    const effect = faults.take(c.req.method, c.req.path);
    switch (effect?.kind) {
      case 'refuse':
        return effect.body === undefined
          ? new Response(null, { status: effect.status, headers: effect.headers })
          : Response.json(effect.body, { status: effect.status, headers: effect.headers });
      case 'lose-request':
        throw new GraphError(503, 'ServiceUnavailable', 'The service is temporarily unavailable.');
      case 'lose-answer':
        await next();
        c.res = undefined;
        c.res = errorAnswer(new GraphError(504, 'UnknownError', 'The upstream server did not answer in time.'));
        return;
      case 'delay':
        await faults.wait(effect.ms);
        return next();
      case 'hold-answer':
        await next();
        await faults.wait(effect.ms);
        return;
      case undefined:
        return next();
    }
  };
}
