import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readSettings } from '../../../shared/settings.ts';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'services-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.kill()) await once(child, 'exit');
  }
  await rm(folder, { recursive: true });
});

/** What the command says until it has said something. */
async function start(): Promise<string> {
  const options = ['--disable-warning=ExperimentalWarning', resolve('local/services-apart.ts')];
  const child = spawn(process.execPath, options, { cwd: folder });
  children.push(child);
  const [said] = await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data')]);
  return String(said);
}

describe('LOCAL the services apart', () => {
  test('services for an app of its own say where they are, in settings that the app takes', async () => {
    expect(await start()).toContain('local.settings.json was written');
    const { Values } = JSON.parse(await readFile(join(folder, 'local.settings.json'), 'utf8'));
    const settings = readSettings(Values);
    expect(settings.PORTAL_BASE_URL).toBe('http://localhost:7071');
    for (const address of [settings.COSMOS_ENDPOINT, settings.KEY_VAULT_URL, settings.GRAPH_BASE_URL]) {
      expect((await fetch(new URL('/_emulator/requests', address))).status).toBe(200);
    }
  });

  test('settings that are there already are left alone', async () => {
    await start();
    const before = await readFile(join(folder, 'local.settings.json'), 'utf8');
    for (const child of children.splice(0)) if (child.kill()) await once(child, 'exit');
    expect(await start()).toContain('is there already');
    expect(await readFile(join(folder, 'local.settings.json'), 'utf8')).toBe(before);
  });
});
