import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { apiKeyOf } from '../../../local/sample-data/world.ts';
import { plan } from '../fixtures/acts.ts';
import { person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { kept, secretsIn } from '../fixtures/views.ts';
import { csrfOf, KEYS_SCREEN, ORGANIZATION_SCREEN, signIn, USER_SCREEN } from '../fixtures/walks.ts';

let stack: RunningStack;
let administrator: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(async () => {
  await stack.reset();
  administrator = await signIn(stack, 'hanako');
  await administrator.open(stack.app + KEYS_SCREEN);
});
afterAll(() => stack.stop());

const lineOf = (id: string) => `${person(id).address},${apiKeyOf(id)}`;

/** Sends a file as a browser does, with what a test would rather send in its place. */
function upload(file: string | Uint8Array<ArrayBuffer> | undefined, instead: { csrf?: string; origin?: string } = {}) {
  const body = new FormData();
  body.set('csrf', instead.csrf ?? csrfOf(administrator));
  // A browser sends an empty file where none was chosen.
  body.set('file', new Blob(file === undefined ? [] : [file], { type: 'text/csv' }), 'keys.csv');
  const headers = { origin: instead.origin ?? stack.app };
  return administrator.raw(`${stack.app}${KEYS_SCREEN}/file`, { method: 'POST', body, headers });
}

/** The rows of the result: line, address, what became of it. */
async function results(response: Response) {
  const $ = load(await response.text());
  return $('tbody tr')
    .toArray()
    .map((row) =>
      $(row)
        .find('td')
        .toArray()
        .map((cell) => $(cell).text().trim()),
    );
}

describe('A7, E4 a file of keys', () => {
  test('each line of a file of keys is checked, and told of by its number and address', async () => {
    const response = await upload(
      [
        'email,api key',
        lineOf('misaki'),
        `KEN@mihon.example.com , ${apiKeyOf('ken')}`,
        `${person('hanako').address},${apiKeyOf('ichiro')}`,
        `${person('ichiro').address},${'x'.repeat(32)}`,
        `${person('naoko').address},short`,
        'nobody,0123',
        lineOf('misaki'),
      ].join('\r\n'),
    );
    expect(response.status).toBe(200);
    // First those that are left to do.
    expect(await results(response)).toEqual([
      ['4', person('hanako').address, expect.stringContaining('別の方に発行されたものです')],
      ['5', person('ichiro').address, expect.stringContaining('Sansan がこのAPIキーを受け付けませんでした')],
      ['6', person('naoko').address, expect.stringContaining('形式が正しくありません')],
      ['7', '（読み取れません）', expect.stringContaining('メールアドレスの形式')],
      ['8', person('misaki').address, expect.stringContaining('前の行で登録しました')],
      ['2', person('misaki').address, '登録しました'],
      ['3', 'KEN@mihon.example.com', '登録しました'],
    ]);
    expect((await secretsIn(stack)).filter((name) => name.startsWith('card-key-'))).toHaveLength(2);
    const misaki = await signIn(stack, 'misaki');
    expect((await misaki.open(stack.app + USER_SCREEN)).text).toContain('APIキーは登録済みです');
  });

  test('the audit log says for whom a key was registered, also for people who have not been here', async () => {
    await upload(lineOf('misaki'));
    const { text } = await administrator.open(`${stack.app}${ORGANIZATION_SCREEN}/audit`);
    expect(text).toContain(`APIキーを登録しました ${person('misaki').address}`);
  });

  test('no key is shown or logged, also not one in the wrong column', async () => {
    const file = `${apiKeyOf('misaki')},${person('misaki').address}\n${lineOf('ken')}\n${person('hanako').address},${apiKeyOf('ichiro')}`;
    const html = await (await upload(file)).text();
    for (const id of ['misaki', 'ken', 'ichiro']) {
      expect(html).not.toContain(apiKeyOf(id));
      expect(stack.output()).not.toContain(apiKeyOf(id));
    }
  });

  test.each([';', '\t'])('fields may end with %j as well', async (separator) => {
    const response = await upload(lineOf('misaki').replace(',', separator));
    expect(await results(response)).toEqual([['1', person('misaki').address, '登録しました']]);
  });

  test.each([' ', '|', ':', '"'])(
    'a key behind an address is not shown either, with %j between them',
    async (separator) => {
      const html = await (await upload(lineOf('misaki').replace(',', separator))).text();
      expect(html).not.toContain(apiKeyOf('misaki'));
    },
  );

  test('an address that is far too long is refused as one', async () => {
    const line = `a@${'.'.repeat(200_000)}@,${apiKeyOf('misaki')}`;
    expect(await results(await upload(line))).toEqual([
      ['1', expect.stringMatching(/^a@\.{1,253}$/), expect.stringContaining('メールアドレスの形式')],
    ]);
  });

  test('what stands in a file is shown as text', async () => {
    const html = await (await upload('"""><script>alert(1)</script>@x.example",x')).text();
    expect(html).not.toContain('<script>');
  });

  test('a line that Sansan gave no answer for says so, and the others are done', async () => {
    await plan(stack.sansan, { match: 'GET /v3.2/me', effect: { kind: 'lose-request' } });
    const outcomes = (await results(await upload([lineOf('misaki'), lineOf('ken')].join('\n')))).map(
      ([, , said]) => said,
    );
    expect(outcomes.filter((said) => said === '登録しました')).toHaveLength(1);
    expect(outcomes.filter((said) => said?.includes('Sansan に接続できず'))).toHaveLength(1);
  });
});

describe('A7 a file that is not taken says why, and nothing is kept', () => {
  test.each<[string, string | Uint8Array<ArrayBuffer> | undefined, number, string]>([
    ['none was chosen', undefined, 422, 'ファイルを選択してください'],
    ['it has no line', 'email,api key\n', 422, 'APIキーの行がありません'],
    ['it has too many lines', `${lineOf('misaki')}\n`.repeat(1001), 422, '行数が多すぎます'],
    ['it is a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0xff]), 422, 'ファイルを読み取れません'],
    ['it is too large', 'x'.repeat(600 * 1024), 413, '大きすぎます'],
  ])('%s', async (_, file, status, message) => {
    const before = await kept(stack);
    const response = await upload(file);
    expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(message)]);
    expect(await kept(stack)).toEqual(before);
  });
});

describe('SECURITY, A7 a form with a file is refused', () => {
  test.each([
    ['with a made-up token', { csrf: 'made-up' }, 403],
    ['with an empty token', { csrf: '' }, 403],
    ['from another origin', { origin: 'https://other.example' }, 403],
    ['from an origin that hides itself', { origin: 'null' }, 403],
  ])('%s', async (_, instead, status) => {
    const before = await kept(stack);
    expect((await upload(lineOf('misaki'), instead)).status).toBe(status);
    expect(await kept(stack)).toEqual(before);
  });

  test('when its parts cannot be told apart', async () => {
    const response = await administrator.raw(`${stack.app}${KEYS_SCREEN}/file`, {
      method: 'POST',
      body: `csrf=${csrfOf(administrator)}`,
      headers: { origin: stack.app, 'content-type': 'multipart/form-data; boundary=x' },
    });
    expect(response.status).toBe(400);
  });
});

describe('A7 a file of keys and the vault', () => {
  test('a line whose key the vault does not keep costs the others nothing', async () => {
    await plan(stack.keyVault, { match: '^PUT ', effect: { kind: 'refuse', status: 403, headers: {} } });
    const response = await upload(['hanako', 'ichiro', 'misaki', 'naoko'].map(lineOf).join('\n'));
    expect(response.status).toBe(200);
    const outcomes = (await results(response)).map(([, , outcome]) => outcome);
    expect(outcomes.filter((outcome) => outcome === '登録しました')).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome?.startsWith('登録できませんでした'))).toHaveLength(1);
    expect((await secretsIn(stack)).filter((name) => name.startsWith('card-key'))).toHaveLength(3);
    expect(stack.output()).toContain('key-line-failed');
  });
});
