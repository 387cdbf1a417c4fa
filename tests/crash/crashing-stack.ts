import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Addresses } from '../flows/fixtures/addresses.ts';
import { mustAgreeAt } from '../flows/fixtures/must-agree.ts';
import { mustNotLeak } from '../leaks/leaks-in.ts';
import { type Child, startChild } from './child.ts';
import type { Located } from './fixtures/services-process.ts';

/** Two runs may list the cards at the same time. The card system takes ten requests a second. */
const AS_FAST_AS_ALLOWED = { SANSAN_REQUESTS_PER_SECOND: '5' };

/** The services in one process and the app in another, which can be killed and started again. */
export interface CrashingStack extends Addresses {
  startApp(): Promise<void>;
  /** Waits until the app has nothing to do. Fails when it is killed. */
  idle(): Promise<void>;
  /** Ends the app by SIGKILL. */
  killApp(): Promise<void>;
  /** Lets time pass while there is no app: it is told the time when it starts. */
  pass(milliseconds: number): Promise<void>;
  /** All that the app wrote to its logs so far. */
  output(): string;
  /** Ends everything. Fails when the app said what it must not. */
  stop(): Promise<void>;
}

/** Starts the services, with that many cards of the sample world's first user, and no app yet. */
export async function startCrashingStack(cards: number): Promise<CrashingStack> {
  const port = await freePort();
  const services = await startChild<Located>('services-process.ts', [`http://localhost:${port}`, `${cards}`]);
  const { addresses, settings } = services.ready;
  let ahead = 0;
  let app: Child<unknown> | undefined;
  let output = '';

  const running = () => {
    if (app === undefined) throw new Error('The app does not run.');
    return app;
  };
  const killApp = async () => {
    const dying = running();
    app = undefined;
    await dying.kill();
    output += dying.output();
  };
  return {
    ...addresses,
    startApp: async () => {
      app = await startChild('app-process.ts', [`${port}`, `${ahead}`], { ...settings, ...AS_FAST_AS_ALLOWED });
    },
    idle: async () => {
      await running().ask('idle');
    },
    killApp,
    pass: async (milliseconds) => {
      if (app !== undefined) throw new Error('The app runs, and would not notice.');
      ahead += milliseconds;
      await services.ask(milliseconds);
    },
    output: () => output,
    stop: async () => {
      if (app !== undefined) await killApp();
      // Services that ended by themselves say why; those that ask them only learn that nobody answers.
      await mustAgreeAt(addresses).finally(services.kill);
      mustNotLeak(output);
    },
  };
}

/**
 * The app is to be served at the same place after every start, as it is registered there. Systems give out ports from
 * 32768 on, also for connections, so that one of those could be taken while the app is down.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const server = createServer().listen(port, 'localhost');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
