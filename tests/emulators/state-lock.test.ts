import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { forget } from '../../local/stack.ts';
import { lockState, StateInUse } from '../../local/state-lock.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'state-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe('LOCAL the lock of the state', () => {
  test('state belongs to one process at a time, which is named to the other', () => {
    const lock = join(directory, 'lock');
    writeFileSync(lock, String(process.ppid));
    expect(() => lockState(directory)).toThrow(new StateInUse(process.ppid, lock));
    expect(readFileSync(lock, 'utf8')).toBe(String(process.ppid));
  });

  test('state that was released is free', () => {
    const { release } = lockState(directory);
    expect(readFileSync(join(directory, 'lock'), 'utf8')).toBe(String(process.pid));
    release();
    expect(existsSync(join(directory, 'lock'))).toBe(false);
  });

  test.each([
    ['of a process that is gone', () => String(spawnSync(process.execPath, ['--version']).pid)],
    ['that was never written to its end', () => ''],
    ['of nobody', () => '0'],
    ['with the number of this process, from before', () => String(process.pid)],
  ])('a lock %s is taken over', (_, left) => {
    writeFileSync(join(directory, 'lock'), left());
    lockState(directory).release();
  });

  test('forgetting the state leaves the lock of who forgets', async () => {
    const { release } = lockState(directory);
    writeFileSync(join(directory, 'cards.db'), 'cards');
    await forget(directory);
    expect([existsSync(join(directory, 'cards.db')), existsSync(join(directory, 'lock'))]).toEqual([false, true]);
    release();
  });
});
