import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { isForThisMachine } from '../own-host.ts';
import type { FunctionDefinition, HttpTrigger } from './function-definition.ts';
import { isAuthorized, isTooLong, type ReceivedRequest, toHttpInput, toResponseInit } from './http-trigger.ts';
import type { TriggerInput } from './invocation.ts';
import { readHeaders, refusalOf } from './kestrel.ts';
import { findRoute, type Route } from './routes.ts';
import type { HttpResponseData } from './rpc.ts';

/** Timeout in milliseconds of the load balancer in front of a function app. */
const RESPONSE_LIMIT_MS = 230_000;

export interface RequestHandlerOptions {
  /** Undefined before the app is loaded. */
  routes(): readonly Route[] | undefined;
  invoke(definition: FunctionDefinition<HttpTrigger>, input: TriggerInput): Promise<HttpResponseData | undefined>;
  alsoServe?: ((request: Request) => Response | Promise<Response> | undefined) | undefined;
}

type Received = Pick<IncomingMessage, 'method' | 'url' | 'rawHeaders' | 'headers' | 'socket'>;

/** The host's own paths. All require the master key, which does not exist here. */
const ADMINISTRATION = /^\/admin\/(extensions|functions|host|instance|vfs)(\/|$)/i;

/** Answers requests as the Azure Functions host does; accepts only host names of this machine. */
export function createRequestHandler(
  options: RequestHandlerOptions,
): (request: Request, server: { incoming: Received }) => Promise<Response> {
  const callFunction = async ({ definition }: Route, received: ReceivedRequest, params: Record<string, string>) => {
    if (!isAuthorized(received, definition)) return empty(401);
    // Seen in functions host 4.1037: refused at once and counted as a failed invocation.
    if (isTooLong(received)) return empty(500);
    const input = await toHttpInput(received, params);
    const timeUp = new AbortController();
    const answer = options
      .invoke(definition, input)
      .then(toResponseInit, () => empty(500))
      .finally(() => timeUp.abort());
    // unverified: the status. The function keeps running.
    const late = sleep(RESPONSE_LIMIT_MS, empty(504), { signal: timeUp.signal, ref: false }).catch(() => answer);
    return Promise.race([answer, late]);
  };

  return async (request, { incoming }) => {
    const refusal = refusalOf(incoming) ?? (isForThisMachine(incoming) ? undefined : 421);
    if (refusal !== undefined) return empty(refusal);
    const path = new URL(request.url).pathname;
    // Seen in functions host 4.1037, like the answers of its own paths.
    if (path.startsWith('//')) return empty(404);
    if (ADMINISTRATION.test(path))
      return new Response(null, { status: 401, headers: { 'www-authenticate': 'Bearer' } });
    // Checked before the app, which may have a catch-all route.
    const other = await options.alsoServe?.(request);
    if (other) return other;
    const found = findRoute(options.routes() ?? [], request.method, path);
    const isHomepage = path === '/' && process.env['AzureWebJobsDisableHomepage']?.toLowerCase() !== 'true';
    if (found && !isHomepage) {
      return callFunction(found.route, { request, headers: readHeaders(incoming) }, found.params);
    }
    if (!options.routes()) return empty(503);
    if (isHomepage) return new Response(HOMEPAGE, { headers: { 'content-type': 'text/html' } });
    return empty(path === '/' ? 204 : 404);
  };
}

const HOMEPAGE = '<!doctype html><title>Your Functions app is up and running</title>';

function empty(status: number): Response {
  return new Response(null, { status, headers: status === 204 ? {} : { 'content-length': '0' } });
}
