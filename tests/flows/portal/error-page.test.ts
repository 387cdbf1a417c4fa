import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plan } from '../fixtures/acts.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
afterAll(() => stack.stop());

/** The lines of the log that carry this number. */
function linesWith(reference: string | undefined): readonly string[] {
  const lines = stack.output().split('\n');
  return lines.filter((line) => line.includes(reference ?? 'no reference'));
}

describe.each([
  ['ja', 'お問い合わせ番号：', 'ページが見つかりません', 'この操作はできません'],
  ['en', 'Reference number: ', 'Page not found', 'This cannot be done here'],
])('SECURITY, E4 a refusal in %s', (language, label, notFound, notAllowed) => {
  const ask = (path: string, method = 'GET') =>
    fetch(stack.app + path, { method, headers: { 'accept-language': language }, redirect: 'manual' });

  test.each(['/nothing-here', '/settings', '/settings/microsoft-365/link/more', '/portal.css/x', '/.env', '/%2e%2e/x'])(
    'of an address that does not exist: %s',
    async (path) => {
      const response = await ask(path);
      const page = await response.text();
      expect(response.status).toBe(404);
      expect(page).toContain(notFound);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    },
  );

  test('of a method that the address does not take says which it takes', async () => {
    const response = await ask('/portal.css', 'DELETE');
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET']);
    expect(await response.text()).toContain(notAllowed);
  });

  test('carries the number under which it is logged, and the log no more of it', async () => {
    const page = await (await ask('/nothing-here?card=secret')).text();
    const [, reference] = new RegExp(`${label}([0-9a-f-]{36})`).exec(page) ?? [];
    await stack.idle();
    const lines = linesWith(reference);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"refusal":"not-found"');
    expect(lines[0]).not.toContain('secret');
  });

  test('of what could not be finished carries a number as well, and says nothing of the cause', async () => {
    const body = 'what-the-database-says';
    await plan(stack.cosmos, {
      match: 'POST .*/attempts/docs',
      effect: { kind: 'refuse', status: 400, headers: {}, body },
    });
    const response = await ask('/sign-in');
    const page = await response.text();
    const [, reference] = new RegExp(`${label}([0-9a-f-]{36})`).exec(page) ?? [];
    expect([response.status, page.includes(body)]).toEqual([500, false]);
    await stack.idle();
    const lines = linesWith(reference);
    expect([lines.length, lines[0]?.includes('"event":"request-failed"'), lines[0]?.includes(body)]).toEqual([
      1,
      true,
      false,
    ]);
  });
});
