import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningStack, startRunningStack } from './fixtures/running-stack.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
afterAll(() => stack.stop());

describe.each([
  ['ja', 'お問い合わせ番号：', 'ページが見つかりません', 'この操作はできません'],
  ['en', 'Reference number: ', 'Page not found', 'This cannot be done here'],
])('a refusal in %s', (language, label, notFound, notAllowed) => {
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
    const lines = stack
      .output()
      .split('\n')
      .filter((line) => line.includes(reference ?? 'no reference'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"refusal":"not-found"');
    expect(lines[0]).not.toContain('secret');
  });
});
