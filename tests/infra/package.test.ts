import { readdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import type { Metafile } from 'esbuild';

const metafiles: Metafile[] = JSON.parse(await readFile('dist/tested.json', 'utf8'));
const [app] = metafiles;
const files = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));

const packagesIn = (inputs: readonly string[]) =>
  [...new Set(inputs.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(file)?.[1]))]
    .filter((name) => name !== undefined)
    .sort();

describe('DEPLOY the package', () => {
  const WHEN_NEEDED = [
    'azure-communication-email',
    'azure-core-rest-pipeline',
    'azure-cosmos',
    'azure-identity',
    'azure-keyvault-secrets',
    'azure-monitor-opentelemetry-exporter',
    'azure-msal-node',
    'azure-storage-queue',
    'csv-parse-sync',
    'jose',
    'libphonenumber-js-max',
    'microsoft-microsoft-graph-client',
    'nodemailer',
    'openid-client',
    'opentelemetry-api',
    'opentelemetry-resources',
    'opentelemetry-sdk-metrics',
  ];

  test('holds the app, a file for each package that is loaded when it is needed, their maps, the settings of the host, the entry point, and pictures', async () => {
    const bundles = ['main', ...WHEN_NEEDED].flatMap((name) => [`${name}.cjs`, `${name}.cjs.map`]);
    expect((await readdir('dist/tested')).sort()).toEqual([...bundles, 'host.json', 'package.json', 'pictures'].sort());
    expect((await readdir('dist/tested/pictures')).filter((name) => !name.endsWith('.webp'))).toEqual([]);
    expect(JSON.parse(await readFile('dist/tested/package.json', 'utf8'))).toEqual({ private: true, main: 'main.cjs' });
  });

  test('holds nothing of ours but the app', () => {
    expect([...new Set(files.map((file) => file.split('/')[0]))].sort()).toEqual([
      'functions',
      'node_modules',
      'shared',
    ]);
    expect(packagesIn(files).filter((name) => /jest|azurite|oidc-provider|puppeteer|hono.node/.test(name))).toEqual([]);
  });

  test('asks for nothing outside but Node.js and what the worker provides', () => {
    const outside = outputs.flatMap(({ imports }) => imports.filter(({ external }) => external));
    const others = new Set(outside.map(({ path }) => path).filter((path) => !isBuiltin(path)));
    // A library for proxies tries to load Kerberos, and does without.
    expect([...others].sort()).toEqual([
      ...WHEN_NEEDED.map((name) => `./${name}.cjs`),
      '@azure/functions-core',
      'kerberos',
    ]);
  });
});

test('DEPLOY at its start the app loads no client of a service, nor what only the portal needs', () => {
  expect(packagesIn(Object.keys(app?.inputs ?? {}))).toEqual([
    '@azure/functions',
    '@azure/functions-extensions-base',
    'cookie',
    'hono',
    'ipaddr.js',
    'postal-mime',
    'zod',
  ]);
});
