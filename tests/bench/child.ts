import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A process of this bench. It says one thing, and ends when it is told to or by itself. */
export interface Child<T> {
  /** Fails when the process ends before it has said anything. */
  readonly said: Promise<T>;
  stop(): Promise<void>;
}

/** Starts a file beside this one with a heap of so many megabytes. */
export function startChild<T>(file: string, heapMb: number, ...args: string[]): Child<T> {
  const child = fork(new URL(file, import.meta.url), args, {
    execArgv: ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${heapMb}`],
  });
  const exited = once(child, 'exit');
  const said = Promise.race([
    once(child, 'message').then(([message]) => message as T),
    exited.then(([code, signal]) => {
      throw new Error(`${file} ended (${code ?? signal}) before it was ready.`);
    }),
  ]);
  said.catch(() => undefined);
  return {
    said,
    stop: async () => {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
