import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Trigger } from '../../../local/functions-host/function-definition.ts';
import { findRoute, mapRoutes, type Route } from '../../../local/functions-host/routes.ts';
import { ROUTES } from '../../../shared/portal/routes.ts';

const HOST = fileURLToPath(new URL('../fixtures/host-process.ts', import.meta.url));

/** Settings with which the program starts; nothing is called before it is used. */
const COMPLETE = {
  PORTAL_BASE_URL: 'https://meishi.example.com',
  PORTAL_TENANT_ID: '5a1e0c3b-0f1d-4d5e-9b51-3a6f2d7c9001',
  PORTAL_APP_CLIENT_ID: 'c0a7ac75-0000-4000-8000-000000000003',
  PORTAL_APP_MANAGED_IDENTITY: 'c0a7ac75-0000-4000-8000-0000000000a1',
  PORTAL_SESSION_KEY: Buffer.alloc(32, 1).toString('base64'),
  CONTACTS_APP_CLIENT_ID: 'c0a7ac75-0000-4000-8000-000000000001',
  CONTACTS_APP_CLIENT_SECRET: 'an-app-secret',
  COSMOS_ENDPOINT: 'https://cosmos.example.com',
  KEY_VAULT_URL: 'https://vault.example.com',
  SYNC_QUEUE:
    'DefaultEndpointsProtocol=http;AccountName=none;AccountKey=bm9uZQ==;QueueEndpoint=http://127.0.0.1:9/none',
};

/** Hosts the app with these settings and no others, until it stands or fails. */
function start(settings: Readonly<Record<string, string>>): Promise<{ code: number; output: string }> {
  const { PATH = '' } = process.env;
  const env = { PATH, NODE_NO_WARNINGS: '1', AzureWebJobsDisableHomepage: 'true', ...settings };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [HOST], { env }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr });
    });
  });
}

describe('LOCAL the app', () => {
  test('starts with all settings, and registers its functions', async () => {
    const { code, output } = await start(COMPLETE);
    expect([code, output]).toEqual([0, expect.stringContaining('sync-user')]);
  });

  test('stops without any, with one message that names every missing one', async () => {
    const { code, output } = await start({});
    expect(code).toBe(1);
    expect(output.match(/meishi-sync cannot start/g)).toHaveLength(1);
    for (const name of Object.keys(COMPLETE)) expect(output).toContain(name);
  });

  test('stops with wrong ones, names all of them and repeats no value', async () => {
    const wrong = {
      PORTAL_BASE_URL: 'http://meishi.example.com',
      PORTAL_SESSION_KEY: 'a-secret-that-is-too-short',
      CONTACTS_APP_CLIENT_ID: 'not-a-guid-at-all',
      KEY_VAULT_URL: 'vault-without-scheme',
      COSMOS_KEY: 'a-key-for-the-cloud',
      SANSAN_API_VERSION: 'three-point-two',
      SANSAN_PAGE_SIZE: '9001',
    };
    const { code, output } = await start({ ...COMPLETE, ...wrong });
    expect(code).toBe(1);
    const said = output.match(/meishi-sync cannot start[\s\S]*?explains each of them/)?.[0] ?? '';
    for (const [name, value] of Object.entries(wrong)) {
      expect(said).toContain(`${name}:`);
      expect(output).not.toContain(value);
    }
    expect(said.split('\n')).toHaveLength(Object.keys(wrong).length + 2);
  });
});

describe('LOCAL the HTTP functions', () => {
  const UNUSED = { triggerBinding: 'request', callback: () => undefined };
  let routes: readonly Route[];
  beforeAll(async () => {
    const functions = JSON.parse((await start(COMPLETE)).output) as { name: string; trigger: Trigger }[];
    const definitions = functions.flatMap(({ name, trigger }) =>
      trigger.kind === 'http' ? [{ name, trigger, ...UNUSED, metadata: { name, bindings: {} } }] : [],
    );
    routes = mapRoutes(definitions, '');
  });

  test('are tried in the order of their names, the one that takes everything last', () => {
    const names = routes.map(({ definition }) => definition.name);
    expect(names).toEqual(['admin-consent', 'connect-tenant', 'link-mailbox', 'portal']);
  });

  const BELOW: Readonly<Record<string, string>> = {
    consent: 'admin-consent',
    organization: 'connect-tenant',
    settings: 'link-mailbox',
  };
  test.each([
    ...ROUTES.map(({ method, path }) => [method, path] as const),
    ['GET', '/Consent/Callback/'] as const,
    ['DELETE', '/settings'] as const,
    ['GET', '/nothing/here'] as const,
  ])('%s %s is of the function that is named for it', (method, path) => {
    const [, first = ''] = path.toLowerCase().split('/');
    expect(findRoute(routes, method, path)?.route.definition.name).toBe(BELOW[first] ?? 'portal');
  });
});
