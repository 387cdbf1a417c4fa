import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { isForThisMachine } from '../own-host.ts';
import { createFaults, type Faults, faultSchema } from './faults.ts';
import { createRequestLog, type RequestLog } from './request-log.ts';

/** `arrivedAt` is when the request arrived, by `performance.now()`. */
export interface EmulatorBindings extends HttpBindings {
  arrivedAt: number;
}

export type EmulatorRoutes = Hono<{ Bindings: EmulatorBindings; Variables: { charge: number } }>;

/** Definition of one emulator: its routes, its state and its reset. */
export interface EmulatorDefinition {
  name: string;
  /** Routes of the emulated service. A route may `c.set('charge', n)` to have request units logged. */
  routes: EmulatorRoutes;
  /** The complete state as JSON, for people and tests. */
  state(): unknown;
  /** Restores the seed. */
  reset(): void;
  requests?: RequestLog;
  faults?: Faults;
}

/** A service emulator that listens on this machine. */
export interface Emulator {
  readonly name: string;
  readonly origin: string;
  readonly requests: RequestLog;
  readonly faults: Faults;
  state(): unknown;
  reset(): void;
  close(): Promise<void>;
}

export interface ListenOptions {
  /** 0, the default, chooses a free port. */
  port?: number | undefined;
  hostname?: string | undefined;
}

/**
 * Serves an emulator over http, with the same four endpoints for each: `GET /_emulator/state`, `GET
 * /_emulator/requests`, `POST` and `DELETE /_emulator/faults`, `POST /_emulator/reset`. It accepts only host names of
 * this machine, and below `/_emulator` no cross-site requests of browsers and no faults.
 */
export async function listen(definition: EmulatorDefinition, options: ListenOptions = {}): Promise<Emulator> {
  const requests = definition.requests ?? createRequestLog();
  const faults = definition.faults ?? createFaults();
  const reset = () => {
    requests.clear();
    faults.clear();
    definition.reset();
  };

  const app: EmulatorRoutes = new Hono();
  app.use(toThisMachineOnly);
  app.use(tellsTheTime);
  app.use('/_emulator/*', toProgramsOnly);
  app.get('/_emulator/state', (c) => c.json(definition.state() as object));
  app.get('/_emulator/requests', (c) => c.json(requests.summary()));
  app.post('/_emulator/reset', (c) => {
    reset();
    return c.body(null, 204);
  });
  app.get('/_emulator/faults', (c) => c.json([...faults.pending()]));
  app.post('/_emulator/faults', async (c) => {
    const parsed = faultSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return c.json({ error: parsed.error.issues }, 400);
    faults.add(parsed.data);
    return c.body(null, 204);
  });
  app.delete('/_emulator/faults', (c) => {
    faults.clear();
    return c.body(null, 204);
  });
  app.use(logged(requests), faulty(faults));
  app.route('/', definition.routes);

  const hostname = options.hostname ?? '127.0.0.1';
  const server = createAdaptorServer({
    fetch: (request, env) => app.fetch(request, { ...env, arrivedAt: performance.now() }),
    overrideGlobalObjects: false,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, hostname, () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  return {
    name: definition.name,
    origin: `http://${hostname}:${port}`,
    requests,
    faults,
    state: () => definition.state(),
    reset,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

const toThisMachineOnly: MiddlewareHandler<{ Bindings: HttpBindings }> = async (c, next) =>
  isForThisMachine(c.env.incoming) ? next() : c.body(null, 421);

/** Node keeps the `Date` of its answers for a second, and the clock of the local stack can be moved. */
const tellsTheTime: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('date', new Date().toUTCString());
};

/** Refuses cross-site requests of browsers, which name their origin; other programs send no such header. */
const toProgramsOnly: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin');
  return origin === undefined || origin === new URL(c.req.url).origin ? next() : c.body(null, 403);
};

function logged(requests: RequestLog): MiddlewareHandler<{ Bindings: HttpBindings; Variables: { charge: number } }> {
  return async (c, next) => {
    await next();
    const charge = c.get('charge');
    requests.record({
      operation: operationOf(c),
      status: c.res.status,
      ...(charge === undefined ? {} : { charge }),
    });
  };
}

/** Method and template of the first matching route, also when a fault or an earlier check gave the answer. */
export function operationOf(c: Context): string {
  const route = matchedRoutes(c).find(({ method, path }) => method !== 'ALL' && !path.endsWith('*'));
  return `${c.req.method} ${route?.path ?? c.req.path}`;
}

function faulty(faults: Faults): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (c, next) => {
    const isControl = c.req.path.startsWith('/_emulator/');
    const effect = isControl ? undefined : faults.take(c.req.method, c.req.path);
    switch (effect?.kind) {
      case 'refuse':
        return new Response(effect.body === undefined ? null : JSON.stringify(effect.body), {
          status: effect.status,
          headers: { 'content-type': 'application/json', ...effect.headers },
        });
      case 'lose-request':
        c.env.incoming.socket.destroy();
        return c.body(null);
      case 'lose-answer':
        await next();
        c.env.incoming.socket.destroy();
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
