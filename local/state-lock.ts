import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another process is using the state in this directory. */
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

/** Name of the lock file, beside the state. */
export const LOCK = 'lock';

/**
 * Locks a state directory for this process until `release` or the end of the process: the lock contains the process
 * id. Fails with `StateInUse`.
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
    // The lock's owner was killed; in a container, the next process may have the same id.
    rmSync(lock, { force: true });
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: the process is running and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
