import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { bundle } from '../../infra/scripts/bundle.ts';
import { startChild } from './child.ts';
import type { ColdImport } from './figures.ts';
import { median } from './median.ts';

const HEAP_MB = 512;

/**
 * Measures how long a fresh process takes to import the bundled app, beside a bundled "hello world" with the same clients.
 * The two take turns; the share is the median over so many pairs.
 */
export async function measureColdImport(pairs: number): Promise<ColdImport> {
  await bundle('dist/bench/app', 'functions/main.ts', 'bench');
  await bundle('dist/bench/hello', 'tests/bench/hello-world.ts', 'bench');
  // The app refuses to start without its settings, and the sample has no secrets.
  const { Values } = JSON.parse(await readFile('local.settings.sample.json', 'utf8'));
  const secrets = {
    PORTAL_SESSION_KEY: randomBytes(32).toString('base64'),
    CONTACTS_APP_CLIENT_SECRET: 'secret',
  };
  Object.assign(process.env, Values, secrets);

  const took: { app: number; hello: number }[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    took.push({ app: await importOnce('app'), hello: await importOnce('hello') });
  }
  return {
    pairs,
    appMs: median(took.map(({ app }) => app)),
    helloMs: median(took.map(({ hello }) => hello)),
    share: median(took.map(({ app, hello }) => app / hello)),
  };
}

async function importOnce(name: 'app' | 'hello'): Promise<number> {
  const child = startChild<number>(
    './cold-import-process.ts',
    HEAP_MB,
    pathToFileURL(`dist/bench/${name}/main.cjs`).href,
  );
  try {
    return await child.said;
  } finally {
    await child.stop();
  }
}
