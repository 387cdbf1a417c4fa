import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { type App, loadApp } from './app.ts';
import { defineFunctions, type FunctionDefinition, type HttpTrigger, type Trigger } from './function-definition.ts';
import { parseHostJson } from './host-json.ts';
import { invokeFunction, type Log, runHooks, type TriggerInput } from './invocation.ts';
import { toManualQueueInput } from './queue-message.ts';
import { listenToQueue, type QueueListener } from './queue-trigger.ts';
import { createRequestHandler, type RequestHandlerOptions } from './request-handler.ts';
import { mapRoutes, type Route } from './routes.ts';
import { type RunningTimer, startTimer } from './timer-trigger.ts';

export type FunctionsHostOptions = ({ hostJsonPath: string } | { hostJson: unknown }) & {
  /** 0, the default, takes a free port. */
  port?: number | undefined;
  hostname?: string | undefined;
  /** The connection string behind the `connection` of a queue trigger. */
  storageConnection(connectionName: string): string;
  /** Asked for every request that no function takes. */
  alsoServe?: RequestHandlerOptions['alsoServe'];
  /** Gets all that the functions and the host log. By default warnings and errors go to stderr. */
  log?: Log | undefined;
};

/** A host of Azure Functions in this process. */
export interface FunctionsHost {
  readonly origin: string;
  /**
   * Imports the app, which registers its functions by `@azure/functions`, and starts its triggers.
   * @throws one error for all functions that the real host would refuse or that this one cannot emulate.
   */
  load(importApp: () => Promise<unknown>): Promise<void>;
  /** The functions of the app; those that ask for a key show it here. */
  functions(): { name: string; trigger: Trigger }[];
  /**
   * Runs a timer or queue function now. `input` is the text of the message.
   * @throws what the function throws.
   */
  run(name: string, input?: string): Promise<void>;
  /** Resolves when no function runs and no queue that is listened to has a message to be seen now. */
  idle(): Promise<void>;
  /** Ends the app as `stop` does. The host goes on listening, and another app can be loaded. */
  unload(options?: { graceMs?: number }): Promise<void>;
  /** Starts nothing more, gives running functions `graceMs` (5,000 if not said) and stops listening. */
  stop(options?: { graceMs?: number }): Promise<void>;
}

const DEFAULT_GRACE_MS = 5000;

/**
 * Starts a host that listens, so that its address is known before the app is loaded. Application settings are the
 * environment variables. Not emulated: `functionTimeout`, http streaming, scaling.
 */
export async function createFunctionsHost(options: FunctionsHostOptions): Promise<FunctionsHost> {
  const { extensions } = parseHostJson(options);
  const log = options.log ?? logProblems;
  const timers = new Map<string, RunningTimer>();
  const listeners = new Map<string, QueueListener>();
  const running = new Set<Promise<unknown>>();
  let definitions: readonly FunctionDefinition[] = [];
  let routes: readonly Route[] | undefined;
  let app: App | undefined;

  const invoke = (definition: FunctionDefinition, input: TriggerInput) => {
    if (!app) throw new Error('No app is loaded.');
    const invocation = invokeFunction(app, definition, input, log).finally(() => running.delete(invocation));
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

  const startTrigger = (definition: FunctionDefinition) => {
    const { name, trigger } = definition;
    switch (trigger.kind) {
      case 'http':
        return;
      case 'timer':
        timers.set(
          name,
          startTimer(trigger, (input) => succeeds(definition, input)),
        );
        return;
      case 'queue':
        listeners.set(
          name,
          listenToQueue({
            queueName: trigger.queueName,
            connectionString: options.storageConnection(trigger.connection),
            settings: extensions.queues,
            run: (input) => succeeds(definition, input),
            log: (level, message) => log(level, message, name),
          }),
        );
        return;
    }
  };

  const manualInput = ({ name, trigger }: FunctionDefinition, input: string): TriggerInput => {
    switch (trigger.kind) {
      case 'http':
        throw new Error(`${name} is run by http.`);
      case 'timer': {
        const timer = timers.get(name);
        if (!timer) throw new Error('The host is stopped.');
        return timer.input();
      }
      case 'queue':
        return toManualQueueInput(input);
    }
  };
  const find = (name: string) => definitions.find((other) => other.name.toLowerCase() === name.toLowerCase());
  const run = async (name: string, input = '') => {
    const definition = find(name);
    if (!definition) throw new Error(`There is no function "${name}".`);
    await invoke(definition, manualInput(definition, input));
  };

  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    fetch: createRequestHandler({
      routes: () => routes,
      hasFunction: (name) => find(name) !== undefined,
      invoke: async (definition, input) => {
        try {
          return (await invoke(definition, input)).returnValue?.http;
        } catch (error) {
          logFailure(definition.name, error);
          throw error;
        }
      },
      start: (name, input) => {
        run(name, input).catch((error: unknown) => logFailure(name, error));
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

  const stopTriggers = async (graceMs: number) => {
    const timeUp = new AbortController();
    const grace = sleep(graceMs, undefined, { signal: timeUp.signal }).catch(() => undefined);
    const inTurn = [...[...timers.values()].map((timer) => timer.stop()), Promise.allSettled(running)];
    await Promise.all([
      ...[...listeners.values()].map((listener) => listener.stop(graceMs)),
      Promise.race([Promise.all(inTurn), grace]),
    ]);
    timeUp.abort();
    listeners.clear();
    timers.clear();
  };

  /** The hooks run while the functions still do, as on the platform, so that long ones can give way. */
  const unload = async (graceMs: number) => {
    routes = undefined;
    if (app) await runHooks(app, 'appTerminate', appContext(app));
    await stopTriggers(graceMs);
    app?.unload();
    app = undefined;
  };
  const load = async (importApp: () => Promise<unknown>) => {
    app = await loadApp(importApp, (level, _category, message) => log(level, message));
    try {
      await runHooks(app, 'appStart', appContext(app));
      const capabilities = await app.programmingModel().getCapabilities({});
      if (capabilities['HttpUri']) throw new Error('Http streams are not emulated.');
      const defined = defineFunctions(app);
      const mapped = mapRoutes(defined.filter(hasHttpTrigger), extensions.http.routePrefix);
      defined.forEach(startTrigger);
      definitions = defined;
      routes = mapped;
    } catch (error) {
      await stopTriggers(0);
      app.unload();
      app = undefined;
      throw error;
    }
  };

  return {
    origin: `http://${hostname}:${port}`,
    load,
    unload: ({ graceMs = DEFAULT_GRACE_MS } = {}) => unload(graceMs),
    functions: () => definitions.map(({ name, trigger }) => ({ name, trigger })),
    run,
    idle: async () => {
      let isBusy = true;
      while (isBusy || running.size > 0) {
        await Promise.allSettled(running);
        const worked = await Promise.all([...listeners.values()].map((listener) => listener.drain()));
        isBusy = worked.includes(true);
      }
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

function appContext({ hookData }: App): object {
  return { hookData, appHookData: hookData, functionAppDirectory: process.cwd() };
}

const logProblems: Log = (level, message, functionName) => {
  if (level !== 'warning' && level !== 'error' && level !== 'critical') return;
  process.stderr.write(`${level} ${functionName ?? 'host'}: ${message}\n`);
};
