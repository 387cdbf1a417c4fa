import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createFunctionsHost, type FunctionsHost } from './functions-host/host.ts';
import type { Log } from './functions-host/invocation.ts';
import { type Services, type ServicesOptions, startServices } from './services.ts';
import { LOCK } from './state-lock.ts';

/** The complete local stack: the app in its host, and all services that it uses. */
export interface Stack extends Services {
  readonly app: FunctionsHost;
}

export interface StackOptions extends Omit<ServicesOptions, 'appOrigin'> {
  /** Serves pages of the local stack itself, beside the app. */
  readonly alsoServe?: (request: Request) => Response | Promise<Response> | undefined;
  readonly log?: Log | undefined;
  /** Imports the app; default: from its sources. */
  readonly importApp?: (() => Promise<unknown>) | undefined;
}

/**
 * Starts the services, and loads the app with settings that point at them. All run in this process and share its
 * clock. The app is served on `localhost` and the sign-in services on `127.0.0.1`, so that the same cross-site cookie
 * rules apply as in the cloud.
 *
 * @param options `port` is the app's; the services use the following ones
 */
export async function startStack({
  port,
  alsoServe,
  log,
  importApp = () => import('../functions/main.ts'),
  ...options
}: StackOptions = {}): Promise<Stack> {
  const app = await createFunctionsHost({
    port,
    hostJsonPath: 'host.json',
    storageConnection: (name) => process.env[name] ?? '',
    alsoServe,
    log,
  });
  const services = await startServices({
    ...options,
    appOrigin: app.origin,
    port: port === undefined ? undefined : port + 1,
  });
  Object.assign(process.env, services.settings);
  await app.load(importApp);
  return {
    ...services,
    app,
    close: async () => {
      await app.stop();
      await services.close();
    },
  };
}

/** Deletes all state of earlier starts, except the lock of this process. */
export async function forget(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (name !== LOCK) await rm(join(directory, name), { recursive: true, force: true });
  }
}
