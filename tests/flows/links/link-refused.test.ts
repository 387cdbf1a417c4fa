import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type PlainBrowser, plainBrowser } from '../../../local/demo/plain-browser.ts';
import { WORDS } from '../../../shared/i18n/words.ts';
import { inEntra } from '../fixtures/acts.ts';
import { onlyWhere } from '../fixtures/only-where.ts';
import { HOKUTO, MIHON, ORGANIZATION, person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { kept, linkOf, mailboxOf, organizationOf, secretsIn } from '../fixtures/views.ts';
import { connect, disconnect, link, pickAccount, signIn, signInAnew, USER_SCREEN } from '../fixtures/walks.ts';

const MINUTE = 60_000;
const CALLBACK = `${USER_SCREEN}/linked`;

const NOT_OURS = 'サインインを確認できませんでした';
const REFUSED = 'サインインを完了できませんでした';
const CANCELLED = 'サインインがキャンセルされました';

let stack: RunningStack;
let administrator: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(async () => {
  await stack.reset();
  administrator = await connect(stack);
});
afterAll(() => stack.stop());

/** A user who stands before the callback of the own sign-in at Microsoft. */
async function beforeCallback(id: string, account = id) {
  const browser = await signIn(stack, id, { haltAt: [CALLBACK] });
  await pickAccount(stack, browser, account);
  expect(browser.here().url.pathname).toBe(CALLBACK);
  return { browser, callback: browser.here().url };
}

/** Opens a callback, and expects that page, nothing of ours changed and no folder made. */
async function expectRefused(browser: PlainBrowser, callback: string | URL, title: string): Promise<void> {
  const before = await kept(stack);
  const { status, url, text } = await browser.open(callback);
  expect({ status, origin: url.origin, text }).toEqual({
    status: 400,
    origin: stack.app,
    text: expect.stringContaining(title),
  });
  await stack.idle();
  expect(await kept(stack)).toEqual(before);
  for (const id of ['ichiro', 'misaki', 'sakura']) expect((await mailboxOf(stack, id)).folders).toEqual([]);
}

describe('B1, B5 an account that cannot be linked', () => {
  test('a guest of the tenant is told to take the own account', async () => {
    const { browser, callback } = await beforeCallback('ichiro', 'sakura');
    await expectRefused(browser, callback, 'ゲスト アカウントは連携できません');
  });

  test('an account without a mailbox is told so', async () => {
    const { browser, callback } = await beforeCallback('naoko');
    await expectRefused(browser, callback, 'メールボックスがありません');
  });

  test('is named, for the reader and for whoever gets the text to send', async () => {
    const { text } = (await link(stack, 'ichiro', 'naoko')).here();
    expect(text.match(/サインインしたアカウント：?naoko@mihon\.example\.com/g)).toHaveLength(2);
    expect(text).toContain(`依頼者：${person('ichiro').address}`);
  });

  test('an account of another tenant is refused by Microsoft, and nothing is linked', async () => {
    const browser = await link(stack, 'ichiro', 'jiro');
    expect(browser.here().text).toContain('AADSTS50020');
    expect((await linkOf(stack, 'ichiro'))?.state.name ?? 'not-linked').toBe('not-linked');
  });
});

describe('B4 a consent that the tenant has withdrawn', () => {
  test('keeps a user from linking, who is told to ask an administrator', async () => {
    await inEntra(stack, { kind: 'remove-consent', tenantId: MIHON, clientId: stack.contactsApp });
    const browser = await link(stack, 'ichiro');
    expect(browser.here().text).toContain('AADSTS90094');
    expect((await browser.press('同意せずにアプリに戻る')).text).toContain(CANCELLED);
    expect(await secretsIn(stack)).toEqual([]);
  });

  test.each(['65001', '90094'])('is explained at AADSTS%s, with a text to send', async (number) => {
    const { browser, callback } = await beforeCallback('ichiro');
    callback.searchParams.delete('code');
    callback.searchParams.set('error', 'access_denied');
    callback.searchParams.set('error_description', `AADSTS${number}: Admin consent is required.`);
    const { status, text, html } = await browser.open(callback);
    expect([status, text]).toEqual([400, expect.stringContaining('管理者の同意が必要です')]);
    expect(text).toContain('「アクセス許可」>「管理者の同意を与えます」');
    expect(text).toContain(`AADSTS${number}`);
    const message = /<textarea[^>]*readonly[^>]*>([^<]*)</.exec(html)?.[1] ?? '';
    expect(message).toContain(stack.contactsApp);
    expect(message).toContain(MIHON);
    expect(message).toContain(`${stack.entra}/${MIHON}/v2.0/adminconsent`);
    expect(message).toContain(`依頼者：${person('ichiro').address}`);
    // It came by the browser, so it only informs.
    expect((await organizationOf(stack, ORGANIZATION))?.contacts).toMatchObject({
      state: 'connected',
      missing: { proven: false, cause: 'approval-required', aadsts: number },
    });
  });

  test('in the middle of a sign-in is noticed when the code is redeemed', async () => {
    const { browser, callback } = await beforeCallback('ichiro');
    await inEntra(stack, { kind: 'remove-consent', tenantId: MIHON, clientId: stack.contactsApp });
    expect((await browser.open(callback)).text).toContain('管理者の同意が必要です');
    expect(await secretsIn(stack)).toEqual([]);
    expect((await organizationOf(stack, ORGANIZATION))?.contacts).toMatchObject({
      missing: { proven: true, aadsts: '65001' },
    });
  });
});

describe('SECURITY, B1 a callback of the linking', () => {
  test.each<[string, (query: URLSearchParams) => void, string]>([
    ['without a state', (query) => query.delete('state'), NOT_OURS],
    ['with a made-up state', (query) => query.set('state', 'made-up'), NOT_OURS],
    ['without a code', (query) => query.delete('code'), REFUSED],
    ['with a made-up code', (query) => query.set('code', 'made-up'), REFUSED],
    ['that says the person cancelled', (query) => query.set('error', 'access_denied'), CANCELLED],
  ])('%s links nothing', async (_, forge, title) => {
    const { browser, callback } = await beforeCallback('ichiro');
    forge(callback.searchParams);
    await expectRefused(browser, callback, title);
  });

  test('is taken once, and again it changes nothing', async () => {
    const { browser, callback } = await beforeCallback('ken');
    expect((await browser.open(callback)).url.pathname).toBe(USER_SCREEN);
    await stack.idle();
    const [state, mailbox] = [await kept(stack), await mailboxOf(stack, 'ken')];
    expect(await browser.open(callback)).toMatchObject({
      text: expect.stringContaining(WORDS.ja.settings.linkedBefore),
    });
    expect(browser.here().url.pathname).toBe(USER_SCREEN);
    expect(await kept(stack)).toEqual(state);
    expect(await mailboxOf(stack, 'ken')).toEqual(mailbox);
  });

  test.each([
    ['without a session', undefined],
    ['of the same person elsewhere', 'ichiro'],
    ['of a colleague, whose cards it would pour into another mailbox', 'misaki'],
  ])('is not taken from a browser %s', async (_, somebody) => {
    const { callback } = await beforeCallback('ichiro');
    const browser = somebody === undefined ? plainBrowser() : await signIn(stack, somebody);
    await expectRefused(browser, callback, NOT_OURS);
  });

  onlyWhere('there are several organizations', () => {
    test('is not taken from a browser of somebody of another organization', async () => {
      const { callback } = await beforeCallback('ichiro');
      await expectRefused(await signIn(stack, 'sakura'), callback, NOT_OURS);
    });
  });

  test('comes to its end when the same person signs in anew in that browser meanwhile', async () => {
    const { browser, callback } = await beforeCallback('ken');
    await browser.open(`${stack.app}/sign-in`);
    expect((await browser.open(callback)).text).toContain(person('ken').address);
    expect(await linkOf(stack, 'ken')).toMatchObject({ state: { name: 'linked' } });
  });

  test('is not taken when a colleague has signed in in that browser meanwhile', async () => {
    const { browser, callback } = await beforeCallback('ichiro');
    await signInAnew(stack, browser, 'misaki');
    expect(browser.here().text).toContain(person('misaki').name);
    await expectRefused(browser, callback, NOT_OURS);
  });

  test('is not taken with the code of another sign-in', async () => {
    const [ichiro, misaki] = [await beforeCallback('ichiro'), await beforeCallback('misaki')];
    ichiro.callback.searchParams.set('code', misaki.callback.searchParams.get('code') ?? '');
    await expectRefused(ichiro.browser, ichiro.callback, REFUSED);
  });

  test('is not taken after a quarter of an hour', async () => {
    const { browser, callback } = await beforeCallback('ichiro');
    await stack.pass(15 * MINUTE);
    await expectRefused(browser, callback, NOT_OURS);
  });

  test('is not taken after the organization disconnected', async () => {
    const { browser, callback } = await beforeCallback('ichiro');
    await disconnect(stack, administrator);
    await expectRefused(browser, callback, '組織の連携が設定されていません');
  });

  async function isVoidAfterConnecting(tenant: string, consenter: string) {
    const { browser, callback } = await beforeCallback('ichiro');
    await disconnect(stack, administrator);
    await connect(stack, { tenant, consenter });
    await expectRefused(browser, callback, '組織の連携が設定されていません');
  }

  test('is not taken after the organization disconnected and connected the same tenant', () =>
    isVoidAfterConnecting(MIHON, 'global-admin'));

  onlyWhere('the tenant is typed', () => {
    test('is not taken after the organization disconnected and connected another one', () =>
      isVoidAfterConnecting(HOKUTO, 'jiro'));
  });

  test('that would end within the hour is refused, and says which permission is missing', async () => {
    const { browser, callback } = await beforeCallback('ken');
    await inEntra(stack, { kind: 'set-tenant-fault', tenantId: MIHON, fault: 'no-refresh-token', on: true });
    await expectRefused(browser, callback, 'offline_access');
  });

  test('that meets a passing trouble of Microsoft says so, and the next try links', async () => {
    const { browser, callback } = await beforeCallback('ken');
    await inEntra(stack, { kind: 'fail-next-token', aadsts: 90033 });
    await expectRefused(browser, callback, 'Microsoft に接続できません');
    const { url } = await pickAccount(stack, browser, 'ken');
    expect((await browser.open(url)).text).toContain(person('ken').address);
    expect(await linkOf(stack, 'ken')).toMatchObject({ state: { name: 'linked' } });
  });
});
