import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { mailWayOf } from './app-settings.ts';
import { banner } from './banner.ts';
import { inspector } from './inspector/inspector.ts';
import { readCardFile } from './sample-data/card-file.ts';
import { type CardSupply, FIRST_USER } from './sample-data/world.ts';
import { forget, type Stack, startStack } from './stack.ts';
import { readStartOptions, type StartOptions, USAGE, UsageFailure } from './start-options.ts';
import { lockState, StateInUse } from './state-lock.ts';
import { weatherOver } from './weather.ts';

const STATE = '.local';
/**
 * npm forwards a Ctrl+C that the terminal has already sent, so one key press arrives twice within this time, in
 * milliseconds.
 */
const SAME_PRESS_MS = 500;
const WEATHER_LASTS_MS = 60_000;

const say = (text: string) => process.stdout.write(`${text}\n`);
const complain = (text: string) => process.stderr.write(`${text}\n`);

let stack: Stack | undefined;
let stoppedAt: number | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
try {
  const options = readStartOptions(process.argv.slice(2));
  if (options.help) {
    say(USAGE);
    process.exit();
  }
  const supply = await cardSupply(options);
  // A stack that is already running holds the lock on the state, whatever its port.
  const { release } = lockState(STATE);
  process.on('exit', release);
  await expectFreePort(options.port);
  if (options.fresh) await forget(STATE);
  stack = await startStack({
    port: options.port,
    portal: options.portal,
    mail: mailWayOf(options.portal),
    directory: STATE,
    supply,
    alsoServe: inspector(() => stack),
    log,
  });
  process.stdout.write(banner(stack.app.origin, options.portal === 'entra'));
  if (options.weather) changeWeather(stack);
} catch (error) {
  process.exit(explain(error));
}

/** Draws other weather every minute, and says what it is. */
function changeWeather(services: Stack): void {
  const weather = weatherOver(services, String(Date.now()));
  const change = () => {
    weather.clear();
    say(`天候 (weather): ${weather.blow().join(', ')}`);
  };
  change();
  setInterval(change, WEATHER_LASTS_MS).unref();
}

/** The requested cards of the first user. Cards kept from an earlier start are not replaced. */
async function cardSupply({ cards, fresh }: StartOptions): Promise<CardSupply> {
  if (cards === undefined) return {};
  if (!fresh && existsSync(join(STATE, 'sansan.db'))) {
    complain(
      `前回の名刺が残っているため、${FIRST_USER} の名刺の指定は使いません。使うには --fresh を付けてください。\n` +
        `Cards are kept from an earlier start, so those asked for are not used. Add --fresh to use them.`,
    );
    return {};
  }
  if (cards.kind === 'generated') return { count: cards.count };
  const read = await readCardFile(cards.path).catch((cause: NodeJS.ErrnoException) => {
    throw new UsageFailure(`${cards.path} を読めません (cannot be read: ${cause.code})`, { cause });
  });
  for (const { line, reason } of read.problems) complain(`${cards.path}:${line}: ${reason}`);
  if (read.cards.length === 0)
    throw new UsageFailure(`${cards.path}: 読み取れた名刺がありません (no card could be read)`);
  say(`${cards.path}: ${read.cards.length}枚の名刺を読み取りました (cards read)`);
  return { cards: read.cards };
}

/** Fails with the same error as listening on a port that is in use. */
async function expectFreePort(port: number): Promise<void> {
  const server = createServer().listen(port, 'localhost');
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}

/** Prints the error and returns the exit code. */
function explain(error: unknown): number {
  if (error instanceof UsageFailure) {
    complain(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (error instanceof StateInUse) {
    complain(
      `このフォルダーの状態は、プロセス ${error.pid} が使っています。先にそれを終了してください。動いていない場合は ${error.lock} を削除してください。\n` +
        `Process ${error.pid} works with the state in this folder. Stop it first. If it does not run, delete ${error.lock}.`,
    );
    return 1;
  }
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') {
    complain(
      `ポート ${port} は使われています。ほかの番号で始めてください: npm start -- --port 7171\n` +
        `Port ${port} is in use. Start with another one: npm start -- --port 7171`,
    );
    return 1;
  }
  complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

/** Logs problems of the app, except during the stop: functions that are still running lose their services then. */
function log(level: string, message: string, functionName: string | undefined): void {
  if (stoppedAt !== undefined || !['warning', 'error', 'critical'].includes(level)) return;
  complain(`${level} ${functionName ?? 'host'}: ${message}`);
}

/** The first signal stops the running work and keeps the state; the second one exits at once. */
async function stop(): Promise<void> {
  if (stoppedAt !== undefined) {
    if (Date.now() - stoppedAt > SAME_PRESS_MS) process.exit(130);
    return;
  }
  stoppedAt = Date.now();
  if (stack !== undefined) {
    say('終了しています。もう一度 Ctrl+C を押すと、すぐに終了します。 (Stopping; press Ctrl+C again to exit at once.)');
    await stack.close();
  }
  process.exit(0);
}
