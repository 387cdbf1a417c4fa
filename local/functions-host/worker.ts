import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from './app.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { type InvocationResponse, invokeFunction, type Log, runHooks, type TriggerInput } from './invocation.ts';

/**
 * `WorkerTerminateGracePeriodInSeconds` of the host, in milliseconds. Host 4.1037 was seen to wait for a hook of 4.5
 * seconds.
 */
const TERMINATION_LIMIT_MS = 5000;
/** Milliseconds between the timeout of an invocation and the end of its worker. Seen in functions host 4.1037. */
const TIMEOUT_GRACE_MS = 2000;

/** Runs the functions of one app: a Node.js process in the cloud, here a part of this process. */
export interface Worker {
  invoke(definition: FunctionDefinition, input: TriggerInput): Promise<InvocationResponse>;
  /** Runs the termination hooks and waits for them as long as the host does. Invocations continue. */
  terminate(): Promise<void>;
  /** Ends all invocations: each fails at once, even if its code keeps running. */
  cut(): void;
}

/** @param timedOut called once, some time after an invocation exceeded `functionTimeout` (in milliseconds) */
export function startWorker(app: App, functionTimeout: number, timedOut: () => void, log: Log): Worker {
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => undefined);
  let isTimedOut = false;

  const watch = async (name: string, signal: AbortSignal) => {
    await sleep(functionTimeout, undefined, { signal, ref: false });
    log('error', `Timeout value of ${functionTimeout} ms exceeded by function: ${name}`, name);
    await sleep(TIMEOUT_GRACE_MS);
    if (!isTimedOut) timedOut();
    isTimedOut = true;
  };
  return {
    invoke: async (definition, input) => {
      const done = new AbortController();
      watch(definition.name, done.signal).catch(() => undefined);
      const answer = invokeFunction(app, definition, input, log);
      return Promise.race([answer, ended.promise]).finally(() => done.abort());
    },
    terminate: async () => {
      const done = new AbortController();
      const limit = sleep(TERMINATION_LIMIT_MS, undefined, { signal: done.signal }).catch(() => undefined);
      const hooks = runHooks(app, 'appTerminate', appContext(app)).catch((error: unknown) =>
        log('error', String(error)),
      );
      await Promise.race([hooks, limit]).finally(() => done.abort());
    },
    cut: () => ended.reject(new Error('The worker has ended.')),
  };
}

/** The context of hooks that concern the whole app. */
export function appContext({ hookData }: App): object {
  return { hookData, appHookData: hookData, functionAppDirectory: process.cwd() };
}
