import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { apiKeyOf } from '../../../local/sample-data/world.ts';
import { WORDS } from '../../../shared/i18n/words.ts';
import { pendingFaults, plan, replaceKey, revokeKey } from '../fixtures/acts.ts';
import { post } from '../fixtures/http.ts';
import { onlyWhere } from '../fixtures/only-where.ts';
import { person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { trafficDuring } from '../fixtures/traffic.ts';
import { until } from '../fixtures/until.ts';
import { activitiesIn, folderOf, kept, linkOf, recoverableSecretsIn, secretsIn } from '../fixtures/views.ts';
import {
  KEYS_SCREEN,
  link,
  linkedUsers,
  ORGANIZATION_SCREEN,
  signIn,
  submit,
  supplyKeys,
  USER_SCREEN,
} from '../fixtures/walks.ts';

const ACCEPTED = 'APIキーを登録しました';
const MINUTE = 60_000;
const MISSING = 'APIキーが登録されていません';

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

const keysInVault = async () => (await secretsIn(stack)).filter((name) => name.startsWith('card-key-'));

describe('A7 a supplied key', () => {
  test('a key that the administrator supplies before the first visit of the user waits there', async () => {
    const { text } = await administrator.press('登録', {
      email: ' Misaki@Mihon.example.com ',
      apiKey: apiKeyOf('misaki'),
    });
    expect(text).toContain('Misaki@Mihon.example.com のAPIキーを登録しました');
    expect(text).toMatch(/misaki@mihon\.example\.com .* 登録を取り消す/);
    expect(administrator.here().url.href).not.toContain('ihon.example.com');
    expect(await linkOf(stack, 'misaki')).toBeUndefined();

    const user = await signIn(stack, 'misaki');
    expect((await user.open(stack.app + USER_SCREEN)).text).toContain('APIキーは登録済みです');
    expect(await linkOf(stack, 'misaki')).toMatchObject({ cardKey: { suppliedBy: 'administrator' } });
    expect(await keysInVault()).toHaveLength(1);
  });

  test('a key that waits can be taken back, and is forgotten', async () => {
    await supplyKeys(stack, administrator, ['misaki']);
    await administrator.open(stack.app + KEYS_SCREEN);
    await administrator.follow('取り消す');
    const { text } = await administrator.press('取り消す', { email: person('misaki').address });
    expect(text).toContain('misaki@mihon.example.com のAPIキーの登録を取り消しました');
    expect(text).toContain('利用開始前のAPIキーはありません');
    expect(await keysInVault()).toEqual([]);
    const user = await signIn(stack, 'misaki');
    expect((await user.open(stack.app + USER_SCREEN)).text).toContain(MISSING);
    expect(await activitiesIn(stack)).toContain('key-withdrawn');
  });

  test('a key that was handed over stays in the vault, also when it still waits as well', async () => {
    await supplyKeys(stack, administrator, ['misaki']);
    const effect = { kind: 'refuse', status: 403, headers: {} } as const;
    await plan(stack.cosmos, { match: '^DELETE .*/docs/supplied-key', effect });
    const user = await signIn(stack, 'misaki');
    await user.open(stack.app + USER_SCREEN);
    expect((await linkOf(stack, 'misaki'))?.cardKey).not.toBeNull();
    const before = await keysInVault();
    await submit(stack, administrator, `${KEYS_SCREEN}/withdraw`, { email: person('misaki').address });
    expect([before.length, await keysInVault()]).toEqual([1, before]);
  });

  test('a key that is replaced while its person takes it makes way for the newer one', async () => {
    await supplyKeys(stack, administrator, ['misaki']);
    await plan(stack.sansan, { match: '^GET ', effect: { kind: 'delay', ms: 1_500 } });
    const visit = signIn(stack, 'misaki').then((user) => user.open(stack.app + USER_SCREEN));
    await until(
      () => pendingFaults(stack.sansan),
      (faults) => faults.length === 0,
    );
    await supplyKeys(stack, administrator, ['misaki']);
    expect((await visit).text).toContain(WORDS.ja.settings.keyWaits);
    await (await signIn(stack, 'misaki')).open(stack.app + USER_SCREEN);
    expect(await keysInVault()).toEqual([(await linkOf(stack, 'misaki'))?.cardKey?.secret]);
  });

  test('a key is not handed to whoever was signed in before it was supplied, but at a newer sign-in', async () => {
    const user = await signIn(stack, 'misaki');
    await supplyKeys(stack, administrator, ['misaki']);
    const { text } = await user.open(stack.app + USER_SCREEN);
    expect(text).toContain(WORDS.ja.settings.keyWaits);
    expect((await linkOf(stack, 'misaki'))?.cardKey ?? null).toBeNull();
    expect((await user.follow('サインイン')).url.href).toBe(stack.app + USER_SCREEN);
    expect(user.here().text).toContain('APIキーは登録済みです');
    expect(user.here().text).not.toContain(WORDS.ja.settings.keyWaits);
  });

  test('a key that its person has already is not taken back with it', async () => {
    await linkedUsers(stack, 'misaki');
    const before = await keysInVault();
    await submit(stack, administrator, `${KEYS_SCREEN}/withdraw`, { email: person('misaki').address });
    expect([before.length, await keysInVault()]).toEqual([1, before]);
  });

  test('a user can enter the own key', async () => {
    const user = await signIn(stack, 'misaki');
    expect((await user.open(stack.app + USER_SCREEN)).text).toContain(MISSING);
    expect((await user.press('登録', { apiKey: ` ${apiKeyOf('misaki')}\n` })).text).toContain(ACCEPTED);
    expect(await linkOf(stack, 'misaki')).toMatchObject({ cardKey: { suppliedBy: 'user' } });
  });

  test('a newer key of the same person takes the place of the older one, which is forgotten', async () => {
    await supplyKeys(stack, administrator, ['misaki']);
    const [older] = await keysInVault();
    const apiKey = await replaceKey(stack, 'misaki');
    await administrator.press('登録', { email: person('misaki').address, apiKey });
    const user = await signIn(stack, 'misaki');
    await user.open(stack.app + USER_SCREEN);
    expect(await keysInVault()).toEqual([expect.not.stringMatching(`^${older}$`)]);
  });

  test('a key is replaced without waiting for the vault, which has forgotten the older one later', async () => {
    const { users } = await linkedUsers(stack, 'misaki');
    const apiKey = await replaceKey(stack, 'misaki');
    await users.misaki.open(stack.app + USER_SCREEN);
    const { keyVault } = await trafficDuring(stack, async () => {
      expect((await users.misaki.press('登録', { apiKey })).text).toContain(ACCEPTED);
    });
    expect(keyVault['DELETE /secrets/:name']).toBe(1);
    expect(keyVault['GET /deletedsecrets/:name'] ?? 0).toBeLessThanOrEqual(1);
    expect(keyVault['DELETE /deletedsecrets/:name']).toBeUndefined();
    expect(await recoverableSecretsIn(stack)).toHaveLength(1);
    await stack.pass(11 * MINUTE);
    expect(await recoverableSecretsIn(stack)).toEqual([]);
    expect(await keysInVault()).toHaveLength(1);
  });

  test('a key whose predecessor the vault does not delete is used at once, and the predecessor forgotten later', async () => {
    const { users } = await linkedUsers(stack, 'misaki');
    const [older] = await keysInVault();
    const apiKey = await replaceKey(stack, 'misaki');
    await plan(stack.keyVault, {
      match: '^DELETE /secrets/card-key',
      effect: { kind: 'refuse', status: 403, headers: {} },
    });
    await users.misaki.open(stack.app + USER_SCREEN);
    const { sansan } = await trafficDuring(stack, async () => {
      await users.misaki.press('登録', { apiKey });
      await stack.idle();
    });
    expect(sansan['GET /v3.2/bizCards']).toBeGreaterThan(0);
    expect(await keysInVault()).toContain(older);
    await stack.pass(11 * MINUTE);
    await stack.pass(MINUTE);
    expect([...(await keysInVault()), ...(await recoverableSecretsIn(stack))]).not.toContain(older);
  });

  test('a key that cannot be written down is not left in the vault either', async () => {
    // The first two are the question who has that address.
    const match = '^POST /dbs/meishi-sync/colls/links/docs';
    const effect = { kind: 'refuse', status: 503, body: { code: 'ServiceUnavailable' } };
    await post(`${stack.cosmos}/_emulator/faults`, { match, skip: 2, times: 1000, effect });
    const { status } = await administrator.press('登録', {
      email: person('misaki').address,
      apiKey: apiKeyOf('misaki'),
    });
    expect([status, await keysInVault()]).toEqual([500, []]);
  });
});

describe('A7, F5 a key that cannot be right is refused beside the field, and nothing is kept', () => {
  const MALFORMED = 'APIキーの形式が正しくありません';
  const REFUSED = 'Sansan がこのAPIキーを受け付けませんでした';
  const OTHER_PERSON = 'このAPIキーは、別の方に発行されたものです';

  test.each([
    ['is empty', '', MALFORMED],
    ['is too short', 'abc', MALFORMED],
    ['holds other characters', 'あ'.repeat(32), MALFORMED],
    ['is markup', '"><script>alert(1)</script>', MALFORMED],
    ['Sansan does not know', 'x'.repeat(32), REFUSED],
    ["is somebody else's", apiKeyOf('ichiro'), OTHER_PERSON],
  ])('when it %s', async (_, apiKey, message) => {
    const user = await signIn(stack, 'misaki');
    await user.open(stack.app + USER_SCREEN);
    const before = await kept(stack);
    for (const [browser, fields] of [
      [administrator, { email: person('misaki').address, apiKey }],
      [user, { apiKey }],
    ] as const) {
      const { status, text, html } = await browser.press('登録', fields);
      expect([status, text]).toEqual([422, expect.stringContaining(message)]);
      expect(html).toMatch(/id="apiKey"[^>]*aria-invalid="true" aria-describedby="apiKey-error"/);
      expect(html).not.toContain('<script>');
    }
    expect(administrator.here().html).toContain(`value="${person('misaki').address}"`);
    expect(await kept(stack)).toEqual(before);
    // What is no key at all is a slip of the finger; a key of the wrong person is worth a line of the audit log.
    const noted = (await activitiesIn(stack)).filter((kind) => kind === 'key-refused');
    expect(noted).toHaveLength(message === MALFORMED ? 0 : 2);
  });

  test('when Sansan has revoked it', async () => {
    await revokeKey(stack, 'misaki');
    const { text } = await administrator.press('登録', { email: person('misaki').address, apiKey: apiKeyOf('misaki') });
    expect(text).toContain(REFUSED);
    expect(await keysInVault()).toEqual([]);
  });

  test('when the address is none, which is said at its field', async () => {
    const { status, text, html } = await administrator.press('登録', { email: 'misaki', apiKey: apiKeyOf('misaki') });
    expect([status, text]).toEqual([422, expect.stringContaining('メールアドレスの形式が正しくありません')]);
    const page = load(html);
    expect(page('[aria-invalid]').attr('id')).toBe('email');
    expect(page('[autofocus]').attr('id')).toBe('email');
    expect(page('#email').attr()).toMatchObject({
      type: 'text',
      inputmode: 'email',
      'aria-describedby': 'email-error',
    });
  });

  test('when the key is none, which is said at its field', async () => {
    const { html } = await administrator.press('登録', { email: person('misaki').address, apiKey: 'short' });
    const page = load(html);
    expect(page('[aria-invalid]').attr('id')).toBe('apiKey');
    // Neither filled in with the password of a sign-in, nor kept as one.
    expect(page('#apiKey').attr()).toMatchObject({ autocomplete: 'new-password', 'data-lpignore': 'true' });
    expect(page('[autofocus]').attr('id')).toBe('apiKey');
  });

  test('when Sansan cannot be reached, which is said as such', async () => {
    await plan(stack.sansan, { match: 'GET /v3.2/me', effect: { kind: 'lose-request' } });
    const fields = { email: person('misaki').address, apiKey: apiKeyOf('misaki') };
    expect((await administrator.press('登録', fields)).text).toContain('Sansan に接続できず');
    expect(await keysInVault()).toEqual([]);
    expect((await administrator.press('登録', fields)).text).toContain(ACCEPTED);
  });

  test('when it opens the cards of another owner than before', async () => {
    await supplyKeys(stack, administrator, ['misaki']);
    const user = await signIn(stack, 'misaki');
    await user.open(stack.app + USER_SCREEN);
    const before = await kept(stack);
    const body = { id: 'another-owner', name: person('misaki').name, email: person('misaki').address };
    await plan(stack.sansan, { match: 'GET /v3.2/me', effect: { kind: 'refuse', status: 200, headers: {}, body } });
    expect((await user.press('登録', { apiKey: apiKeyOf('misaki') })).text).toContain(
      'これまでと異なる名刺所有者のもの',
    );
    expect(await kept(stack)).toEqual(before);
  });
});

describe('A7, E1, E4 whose a key is', () => {
  onlyWhere('there are several organizations', () => {
    test("a key of another organization's person is not claimed by a person here", async () => {
      await supplyKeys(stack, administrator, ['sakura']);
      const sakura = await signIn(stack, 'sakura');
      expect((await sakura.open(stack.app + USER_SCREEN)).text).toContain(MISSING);
    });
  });

  test('a key is never shown again, nor logged', async () => {
    await stack.reset();
    const { administrator: hanako, users } = await linkedUsers(stack, 'misaki');
    await link(stack, 'ken');
    const keyed = await users.misaki.open(stack.app + USER_SCREEN);
    await users.misaki.press('登録', { apiKey: apiKeyOf('ichiro') });
    await stack.pass(24 * 3_600_000);
    const seen = [
      keyed.html,
      users.misaki.here().html,
      (await users.misaki.open(stack.app + USER_SCREEN)).html,
      JSON.stringify(await users.misaki.json(stack.app + USER_SCREEN)),
      (await hanako.open(stack.app + ORGANIZATION_SCREEN)).html,
      JSON.stringify(await linkOf(stack, 'misaki')),
      JSON.stringify(await folderOf(stack, 'misaki')),
      stack.output(),
    ].join('\n');
    expect(seen).toContain('run-finished');
    expect(seen).not.toContain(apiKeyOf('misaki'));
    expect(seen).not.toContain(apiKeyOf('ichiro'));
  });

  test('a key that waited and is not taken at the visit of its person is in the audit log', async () => {
    await supplyKeys(stack, administrator, ['misaki']);
    await revokeKey(stack, 'misaki');
    await (await signIn(stack, 'misaki')).open(stack.app + USER_SCREEN);
    expect(await keysInVault()).toEqual([]);
    expect(await activitiesIn(stack)).toEqual(['signed-in', 'key-supplied', 'key-refused']);
  });
});
