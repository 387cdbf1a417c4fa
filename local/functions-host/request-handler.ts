import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { FunctionDefinition, HttpTrigger } from './function-definition.ts';
import { isAuthorized, isTooLong, toHttpInput, toResponseInit } from './http-trigger.ts';
import type { TriggerInput } from './invocation.ts';
import { findRoute, type Route } from './routes.ts';
import type { HttpResponseData } from './rpc.ts';

/** The balancer in front of a function app waits no longer for an answer. */
const RESPONSE_LIMIT_MS = 230_000;

export interface RequestHandlerOptions {
  /** Undefined until the app is loaded. */
  routes(): readonly Route[] | undefined;
  hasFunction(name: string): boolean;
  invoke(definition: FunctionDefinition<HttpTrigger>, input: TriggerInput): Promise<HttpResponseData | undefined>;
  /** Runs a function now, without waiting for it. */
  start(name: string, input: string | undefined): void;
  alsoServe?: ((request: Request) => Response | Promise<Response> | undefined) | undefined;
}

/** Answers requests as the host of Azure Functions does. */
export function createRequestHandler(options: RequestHandlerOptions): (request: Request) => Promise<Response> {
  const callFunction = async ({ definition }: Route, request: Request, params: Record<string, string>) => {
    if (!isAuthorized(request, definition)) return empty(401);
    if (isTooLong(request)) return empty(413);
    const input = await toHttpInput(request, params);
    const timeUp = new AbortController();
    const answer = options
      .invoke(definition, input)
      .then(toResponseInit, () => empty(500))
      .finally(() => timeUp.abort());
    // unverified: the status. The function runs on.
    const late = sleep(RESPONSE_LIMIT_MS, empty(504), { signal: timeUp.signal, ref: false }).catch(() => answer);
    return Promise.race([answer, late]);
  };

  return async (request) => {
    const path = new URL(request.url).pathname;
    if (/^\/(admin|runtime)(\/|$)/i.test(path)) return administer(options, request, path);
    // Before the app, which may answer every address.
    const other = await options.alsoServe?.(request);
    if (other) return other;
    const found = findRoute(options.routes() ?? [], request.method, path);
    const isHomepage = path === '/' && process.env['AzureWebJobsDisableHomepage']?.toLowerCase() !== 'true';
    if (found && !isHomepage) return callFunction(found.route, request, found.params);
    if (!options.routes()) return empty(503);
    if (isHomepage) return new Response(HOMEPAGE, { headers: { 'content-type': 'text/html' } });
    return empty(path === '/' ? 204 : 404);
  };
}

const HOMEPAGE = '<!doctype html><title>Your Functions app is up and running</title>';

/**
 * `POST /admin/functions/{name}` runs a function that has no http trigger. In the cloud it takes the master key; as with
 * the Core Tools, on a developer's machine it takes none.
 */
async function administer(options: RequestHandlerOptions, request: Request, path: string): Promise<Response> {
  const name = /^\/admin\/functions\/([\w-]+)$/i.exec(path)?.[1];
  if (request.method !== 'POST' || name === undefined) return empty(404);
  if (!request.headers.get('content-type')?.startsWith('application/json')) return empty(415);
  const body = runBody.safeParse(await request.json().catch(() => undefined));
  if (!body.success) return empty(400);
  if (!options.hasFunction(name)) return empty(404);
  options.start(name, body.data.input);
  return empty(202);
}

const runBody = z.object({ input: z.string().optional() });

function empty(status: number): Response {
  return new Response(null, { status });
}
