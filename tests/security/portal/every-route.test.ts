import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { type RunningStack, startRunningStack } from '../../flows/fixtures/running-stack.ts';
import { kept } from '../../flows/fixtures/views.ts';
import { signIn } from '../../flows/fixtures/walks.ts';
import { declaredRoutes } from '../fixtures/routes.ts';

const ROUTES = declaredRoutes();
const named = (...kinds: readonly string[]) =>
  ROUTES.filter(({ access }) => kinds.includes(access)).map(({ method, path }) => [method, path] as const);

let stack: RunningStack;
let ichiro: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
  ichiro = await signIn(stack, 'ichiro');
});
afterAll(() => stack.stop());

const anonymous = (path: string, init: RequestInit = {}) => fetch(stack.app + path, { redirect: 'manual', ...init });

describe.each(named('person', 'user', 'administrator', 'ending'))(
  'SECURITY refuses a stranger %s %s',
  (method, path) => {
    test('asks who is there', async () => {
      const before = await kept(stack);
      const response = await anonymous(path, { method });
      if (method === 'GET') expect(response.headers.get('location')).toMatch(/^\/sign-in\?return=/);
      else expect(response.status).toBe(403);
      expect(await kept(stack)).toEqual(before);
    });

    test.each(['made-up', 'a.b.c', `${'x'.repeat(4000)}`])('takes no made-up session', async (value) => {
      const response = await anonymous(path, { method, headers: { cookie: `__Host-session=${value}` } });
      expect([response.status, response.headers.get('location')?.startsWith('/sign-in') ?? true]).toEqual([
        method === 'GET' ? 303 : 403,
        true,
      ]);
    });
  },
);

describe.each(named('administrator', 'ending'))('SECURITY refuses a user %s %s', (method, path) => {
  test('is for administrators', async () => {
    const before = await kept(stack);
    await ichiro.open(`${stack.app}/settings/microsoft-365`);
    const csrf = /name="csrf" value="([^"]+)"/.exec(ichiro.here().html)?.[1] ?? '';
    const response = await ichiro.raw(stack.app + path, {
      method,
      ...(method === 'POST' ? { body: new URLSearchParams({ csrf }), headers: { origin: stack.app } } : {}),
    });
    expect(response.status).toBe(403);
    expect(await kept(stack)).toEqual(before);
  });
});

describe.each(ROUTES.map(({ method, path }) => [method, path] as const))(
  'SECURITY the answer to %s %s',
  (method, path) => {
    test('carries the headers that protect it', async () => {
      const response = await anonymous(path, { method });
      const headers = Object.fromEntries(response.headers);
      expect(headers).toMatchObject({
        'strict-transport-security': expect.stringMatching(/^max-age=\d{8,}/),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        // The address of a one-time link is told to nobody, not even to ourselves.
        'referrer-policy': method === 'GET' && path === '/consent/start' ? 'strict-origin' : 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      });
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).not.toMatch(/unsafe-|\*/);
      expect(headers['access-control-allow-origin']).toBeUndefined();
      const isFile = /^text\/(?:css|plain|javascript)/.test(headers['content-type'] ?? '');
      expect(headers['cache-control']).toMatch(isFile ? /^(?:public, max-age=\d+|no-store)$/ : /^no-store$/);
    });

    test('sets only cookies that scripts and other sites do not get', async () => {
      const response = await anonymous(path, { method });
      for (const cookie of response.headers.getSetCookie()) {
        expect(cookie).toMatch(/^__Host-/);
        // Browsers keep none that is larger.
        expect(cookie.length).toBeLessThan(4096);
        const flags = cookie.toLowerCase();
        for (const flag of ['httponly', 'secure', 'samesite=lax', 'path=/']) expect(flags).toContain(flag);
        expect(flags).not.toContain('domain=');
      }
    });
  },
);
