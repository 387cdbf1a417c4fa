import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { type App, loadApp } from './app.ts';
import { defineFunctions, type FunctionDefinition, type HttpTrigger, type Trigger } from './function-definition.ts';
import { parseHostJson } from './host-json.ts';
import { type Log, runHooks, type TriggerInput } from './invocation.ts';
import type { QueueWeather } from './queue-weather.ts';
import { createRequestHandler, type RequestHandlerOptions } from './request-handler.ts';
import { mapRoutes, type Route } from './routes.ts';
import { createTriggers } from './triggers.ts';
import { appContext, startWorker, type Worker } from './worker.ts';

export type FunctionsHostOptions = ({ hostJsonPath: string } | { hostJson: unknown }) & {
  /** 0, the default, chooses a free port. */
  port?: number | undefined;
  hostname?: string | undefined;
  /** The connection string behind the `connection` of a queue trigger. */
  storageConnection(connectionName: string): string;
  /** Called for every request that no function handles. */
  alsoServe?: RequestHandlerOptions['alsoServe'];
  /** Receives all log output of the functions and the host. By default warnings and errors go to stderr. */
  log?: Log | undefined;
};

/** An emulator of the Azure Functions host in this process. */
export interface FunctionsHost {
  readonly origin: string;
  /**
   * Imports the app, which registers its functions by `@azure/functions`, and starts its triggers. An app that cannot start
   * leaves the host without functions, as in the cloud: `/` answers 204 and all else 404 (seen in functions host 4.1037).
   * @throws what the app throws, or one error for all functions that the real host would refuse or that this one cannot
   * emulate.
   */
  load(importApp: () => Promise<unknown>): Promise<void>;
  /** The functions of the app, with their keys if they need one. */
  functions(): { name: string; trigger: Trigger }[];
  /**
   * Runs a timer or queue function now. `input` is the text of the message.
   * @throws what the function throws.
   */
  run(name: string, input?: string): Promise<void>;
  /** From now on, what happens to messages of all queues; at the start the weather is fair. */
  setQueueWeather(weather: QueueWeather): void;
  /** Resolves when no function is running and no queue that is listened to has a visible message. */
  idle(): Promise<void>;
  /**
   * What the platform does before it removes an instance (`POST /admin/host/drain`): timers and messages start no more
   * functions, running functions continue, http is still served, and the app is not notified.
   */
  drain(): void;
  /** Stops the app like a killed process: no hook runs, and messages being processed stay invisible. */
  kill(): void;
  /**
   * Stops the app as a restart does: its hooks run at once and are awaited, while functions and listeners continue.
   * Functions then get `graceMs` (default 5,000; the platform gives none, but here their code cannot be stopped), and
   * messages being processed stay invisible. The host keeps listening, and another app can be loaded.
   */
  unload(options?: { graceMs?: number }): Promise<void>;
  /** Stops the app like `unload`, and stops listening. */
  stop(options?: { graceMs?: number }): Promise<void>;
}

const DEFAULT_GRACE_MS = 5000;

/**
 * Creates a host that listens at once, so that its address is known before the app is loaded. Application settings are
 * the environment variables.
 *
 * Not emulated:
 * - the end of code whose process is killed, whose timeout has passed or for which the host has waited long enough: it
 *   keeps running, but its result is ignored;
 * - a new worker, after a timeout, for an app of ES modules: a process evaluates those only once, so the host is left
 *   without functions;
 * - a message that a restart's listener receives while there is no worker (one try is lost), the ten seconds of drain
 *   before a SIGTERM is passed on, the end of a host whose storage is unreachable, and the functions key that it looks
 *   for there when an anonymous function is called with `?code=` (500 after 23 seconds or more);
 * - methods in lower case (Node.js refuses them), chunked answers, http streaming, scaling, the effect of a hundred
 *   megabytes in memory, the levels that stderr lines get by their words.
 */
export async function createFunctionsHost(options: FunctionsHostOptions): Promise<FunctionsHost> {
  const { extensions, functionTimeout } = parseHostJson(options);
  const log = options.log ?? logProblems;
  const running = new Set<Promise<unknown>>();
  let definitions: readonly FunctionDefinition[] = [];
  let routes: readonly Route[] | undefined;
  let app: App | undefined;
  let worker: Worker | undefined;

  const invoke = (definition: FunctionDefinition, input: TriggerInput) => {
    if (!worker) throw new Error('No app is loaded.');
    const invocation = worker.invoke(definition, input).finally(() => running.delete(invocation));
    running.add(invocation);
    return invocation;
  };
  const logFailure = (name: string, error: unknown) =>
    log('error', error instanceof Error ? (error.stack ?? error.message) : String(error), name);
  const succeeds = (definition: FunctionDefinition, input: TriggerInput): Promise<boolean> =>
    invoke(definition, input).then(
      () => true,
      (error: unknown) => {
        logFailure(definition.name, error);
        return false;
      },
    );

  const triggers = createTriggers({
    storageConnection: options.storageConnection,
    queues: extensions.queues,
    log,
    run: succeeds,
  });
  const find = (name: string) => definitions.find((other) => other.name.toLowerCase() === name.toLowerCase());
  const run = async (name: string, input = '') => {
    const definition = find(name);
    if (!definition) throw new Error(`There is no function "${name}".`);
    await invoke(definition, triggers.manualInput(definition, input));
  };

  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    // Higher than Kestrel's limit, so that Kestrel's limit applies.
    serverOptions: { maxHeaderSize: 65_536 },
    fetch: createRequestHandler({
      routes: () => routes,
      invoke: async (definition, input) => {
        try {
          return (await invoke(definition, input)).returnValue?.http;
        } catch (error) {
          logFailure(definition.name, error);
          throw error;
        }
      },
      alsoServe: options.alsoServe,
    }),
  });
  const hostname = options.hostname ?? 'localhost';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, hostname, () => resolve());
  });
  const { port } = server.address() as AddressInfo;

  const forget = () => {
    app?.unload();
    app = undefined;
    worker = undefined;
  };
  const unload = async (graceMs: number) => {
    routes = undefined;
    await worker?.terminate();
    await triggers.stop(graceMs, running);
    forget();
  };
  const load = async (importApp: () => Promise<unknown>) => {
    try {
      const loaded = await loadApp(importApp, (level, _category, message) => log(level, message));
      app = loaded;
      await runHooks(loaded, 'appStart', appContext(loaded));
      const capabilities = await loaded.programmingModel().getCapabilities({});
      if (capabilities['HttpUri']) throw new Error('Http streams are not emulated.');
      const defined = defineFunctions(loaded);
      const mapped = mapRoutes(defined.filter(hasHttpTrigger), extensions.http.routePrefix);
      worker = startWorker(loaded, functionTimeout, () => replaceWorker(importApp), log);
      defined.forEach(triggers.start);
      definitions = defined;
      routes = mapped;
    } catch (error) {
      await triggers.stop(0, running);
      forget();
      definitions = [];
      routes = [];
      throw error;
    }
  };
  /** The worker ends with its hook and all its invocations, and a new one starts. Seen in functions host 4.1037. */
  const replaceWorker = async (importApp: () => Promise<unknown>) => {
    await worker?.terminate();
    worker?.cut();
    // Their messages become visible again after the visibility timeout.
    await triggers.stop(DEFAULT_GRACE_MS, running);
    forget();
    await load(importApp).catch((error: unknown) => log('critical', String(error)));
  };

  return {
    origin: `http://${hostname}:${port}`,
    load,
    unload: ({ graceMs = DEFAULT_GRACE_MS } = {}) => unload(graceMs),
    functions: () => definitions.map(({ name, trigger }) => ({ name, trigger })),
    run,
    setQueueWeather: triggers.setQueueWeather,
    idle: async () => {
      let isBusy = true;
      while (isBusy || running.size > 0) {
        await Promise.allSettled(running);
        isBusy = await triggers.drainQueues();
      }
    },
    drain: triggers.pause,
    kill: () => {
      routes = undefined;
      triggers.kill();
      forget();
      if ('closeAllConnections' in server) server.closeAllConnections();
    },
    stop: async ({ graceMs = DEFAULT_GRACE_MS } = {}) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await unload(graceMs);
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

function hasHttpTrigger(definition: FunctionDefinition): definition is FunctionDefinition<HttpTrigger> {
  return definition.trigger.kind === 'http';
}

const logProblems: Log = (level, message, functionName) => {
  if (level !== 'warning' && level !== 'error' && level !== 'critical') return;
  process.stderr.write(`${level} ${functionName ?? 'host'}: ${message}\n`);
};
