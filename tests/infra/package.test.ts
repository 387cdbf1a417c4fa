import { readdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import type { Metafile } from 'esbuild';

const { inputs, outputs }: Metafile = JSON.parse(await readFile('dist/tested.json', 'utf8'));

/** Everything that is evaluated when `file` is, and not only when it is needed. */
function loadedWith(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const { path, kind } of inputs[file]?.imports ?? []) if (kind !== 'dynamic-import') loadedWith(path, found);
  return found;
}

const packageOf = (file: string) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(file)?.[1];
const packagesIn = (files: Iterable<string>) =>
  [...new Set([...files].map(packageOf).filter((name) => name !== undefined))].sort();

describe('the package', () => {
  test('holds the bundle, its map, the settings of the host, and the name of the entry point', async () => {
    expect((await readdir('dist/tested')).sort()).toEqual(['host.json', 'main.cjs', 'main.cjs.map', 'package.json']);
    expect(JSON.parse(await readFile('dist/tested/package.json', 'utf8'))).toEqual({ private: true, main: 'main.cjs' });
    expect(Object.keys(outputs).sort()).toEqual(['dist/tested/main.cjs', 'dist/tested/main.cjs.map']);
  });

  test('holds nothing of ours but the app', () => {
    const folders = new Set(Object.keys(inputs).map((file) => file.split('/')[0]));
    expect([...folders].sort()).toEqual(['functions', 'node_modules', 'shared']);
  });

  test('holds the libraries that the app names, and what they need', () => {
    expect(packagesIn(Object.keys(inputs))).toEqual(
      expect.arrayContaining(['@azure/cosmos', '@azure/msal-node', 'zod']),
    );
    expect(packagesIn(Object.keys(inputs)).filter((name) => /jest|azurite|oidc-provider|puppeteer/.test(name))).toEqual(
      [],
    );
  });

  test('asks for nothing outside but Node.js and what the worker provides', () => {
    const outside = Object.values(outputs).flatMap(({ imports }) => imports.filter(({ external }) => external));
    const others = new Set(outside.map(({ path }) => path).filter((path) => !isBuiltin(path)));
    // A library for proxies tries to load Kerberos, and does without.
    expect([...others].sort()).toEqual(['@azure/functions-core', 'kerberos']);
  });
});

test('no client of a service is loaded before it is needed', () => {
  expect(packagesIn(loadedWith('functions/main.ts'))).toEqual([
    '@azure/functions',
    '@azure/functions-extensions-base',
    'cookie',
    'csv-parse',
    'csv-stringify',
    'hono',
    'jose',
    'libphonenumber-js',
    'zod',
  ]);
});
