import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../local/browser/plain-browser.ts';
import { apiKeyOf } from '../../local/world.ts';
import { person } from './fixtures/people.ts';
import { type RunningStack, startRunningStack } from './fixtures/running-stack.ts';
import { kept, secretsIn } from './fixtures/views.ts';
import { ORGANIZATION_SCREEN, signIn } from './fixtures/walks.ts';

const PATH = `${ORGANIZATION_SCREEN}/api-keys/list`;

let stack: RunningStack;
let administrator: PlainBrowser;
let csrf: string;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(async () => {
  await stack.reset();
  administrator = await signIn(stack, 'hanako');
  await administrator.open(stack.app + ORGANIZATION_SCREEN);
  csrf = /name="csrf" value="([^"]+)"/.exec(administrator.here().html)?.[1] ?? '';
});
afterAll(() => stack.stop());

/** As a browser sends a form with a file. */
function upload(list: string, { token = csrf, origin = stack.app, by = administrator } = {}): Promise<Response> {
  const body = new FormData();
  body.append('csrf', token);
  body.append('keyList', new Blob([list], { type: 'text/csv' }), 'keys.csv');
  return by.raw(stack.app + PATH, { method: 'POST', body, headers: { origin } });
}

test('a file of keys is entered line by line, and each line has its result, without its key', async () => {
  const lines = [
    'email,api key',
    `${person('misaki').address},${apiKeyOf('misaki')}`,
    `${person('ken').address},${apiKeyOf('misaki')}`,
    `nobody,${apiKeyOf('ken')}`,
    `${person('ichiro').address},short`,
    `${person('misaki').address},${apiKeyOf('misaki')}`,
  ];
  const response = await upload(lines.join('\r\n'));
  const page = await response.text();
  expect(response.status).toBe(200);
  expect(page).toContain('5行中 1行を登録しました');
  for (const text of ['別の方のもの', 'メールアドレスの形式', 'APIキーの形式', '同じメールアドレスの行'])
    expect(page).toContain(text);
  expect(page).not.toContain(apiKeyOf('misaki'));
  expect((await secretsIn(stack)).filter((name) => name.startsWith('card-key-'))).toHaveLength(1);
});

test.each<[string, () => Promise<Response>, number]>([
  ['with the token of nobody', () => upload('a@example.com,k', { token: 'made-up' }), 403],
  ['from another site', () => upload('a@example.com,k', { origin: 'https://other.example' }), 403],
  ['by a user', async () => upload('a@example.com,k', { by: await signIn(stack, 'ichiro') }), 403],
  ['without a line', () => upload(''), 422],
  ['that is too large', () => upload('a@example.com,k\n'.repeat(20_000)), 413],
])('a file %s is refused, and nothing is kept', async (_, send, status) => {
  const before = await kept(stack);
  const response = await send();
  expect(response.status).toBe(status);
  expect(await kept(stack)).toEqual(before);
});
