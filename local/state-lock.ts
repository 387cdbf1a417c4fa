import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another process works with the state in this directory. */
export class StateInUse extends Error {
  override readonly name = 'StateInUse';
  readonly pid: number;
  readonly lock: string;

  constructor(pid: number, lock: string) {
    super(`Process ${pid} works with this state (${lock}).`);
    this.pid = pid;
    this.lock = lock;
  }
}

/** What is in the directory besides what is kept. */
export const LOCK = 'lock';

/**
 * Keeps a directory of state to this process until `release`, or until the process is gone: the lock holds its number.
 * Fails with `StateInUse`.
 */
export function lockState(directory: string): { release(): void } {
  mkdirSync(directory, { recursive: true });
  const lock = join(directory, LOCK);
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return { release: () => rmSync(lock, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const pid = Number(readFileSync(lock, 'utf8'));
    if (pid !== process.pid && isRunning(pid)) throw new StateInUse(pid, lock);
    // Whoever left it there was torn away; in a container the next one may have its number.
    rmSync(lock, { force: true });
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It runs, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
