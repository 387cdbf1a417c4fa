import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A process that says something once it is ready, and then something in answer to every message. */
export interface Child<Ready> {
  readonly ready: Ready;
  /** Fails when the process ends instead of answering. Ask one thing at a time. */
  ask(message: string | number): Promise<unknown>;
  /** Ends the process as a power cut would: nothing of it runs any more. Fails when it had ended by itself. */
  kill(): Promise<void>;
  /** All that it wrote so far. */
  output(): string;
}

export async function startChild<Ready>(
  file: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Child<Ready>> {
  const child = fork(new URL(`./fixtures/${file}`, import.meta.url), args, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (part: Buffer) => {
      output += part.toString();
    });
  }
  const exited = once(child, 'exit');
  const ended = exited.then(([code, signal]) => {
    throw new Error(`${file} ended (${code ?? signal}).\n${output}`);
  });
  ended.catch(() => undefined);
  const said = () => Promise.race([once(child, 'message').then(([message]) => message), ended]);
  return {
    ready: await said(),
    ask: (message) => {
      child.send(message);
      return said();
    },
    kill: async () => {
      child.kill('SIGKILL');
      const [, signal] = await exited;
      if (signal !== 'SIGKILL') throw new Error(`${file} ended by itself.\n${output}`);
    },
    output: () => output,
  };
}
