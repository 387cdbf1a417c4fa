import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { plainBrowser } from '../../../local/demo/plain-browser.ts';
import { inEntra } from '../fixtures/acts.ts';
import { accountOf, HOKUTO, MIHON, person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { signIn, submit, supplyKeys, USER_SCREEN } from '../fixtures/walks.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack({ PORTAL_SIGN_IN: 'entra' });
});
beforeEach(() => stack.reset());
afterAll(() => stack.stop());

describe('G3 the sign-out', () => {
  test('at the portal is one at Microsoft, without asking for whom', async () => {
    const browser = await signIn(stack, 'misaki');
    await browser.open(`${stack.app}/`);
    const { url } = await browser.press('サインアウト');
    expect(url.href).toBe(`${stack.app}/`);
    expect(browser.trail().some(({ searchParams }) => searchParams.has('logout_hint'))).toBe(true);
    await browser.open(`${stack.app}/sign-in`);
    expect(browser.here().html).toContain('data-page="account-picker"');
  });

  test('at Microsoft ends the session at the portal, told by a frame that carries no cookie', async () => {
    const [browser, stranger] = [await signIn(stack, 'misaki'), plainBrowser()];
    await browser.open(`${stack.entra}/${MIHON}/oauth2/v2.0/logout`);
    const frame = /<iframe[^>]* src="([^"]+)"/.exec(browser.here().html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' };
    const wrong = new URL(frame);
    wrong.searchParams.set('sid', crypto.randomUUID());
    expect((await stranger.raw(wrong, { headers })).status).toBe(200);
    expect((await browser.open(stack.app + USER_SCREEN)).url.href).toBe(stack.app + USER_SCREEN);
    expect((await stranger.raw(frame, { headers })).status).toBe(200);
    expect((await browser.open(stack.app + USER_SCREEN)).url.origin).toBe(stack.entra);
  });
});

describe('G2 an administrator', () => {
  test('whose role was taken away loses the screens within the hour, however busy', async () => {
    const browser = await signIn(stack, 'hanako');
    const screen = `${stack.app}/organization/microsoft-365`;
    expect((await browser.open(screen)).status).toBe(200);
    await inEntra(stack, { kind: 'set-app-roles', ...accountOf('hanako'), clientId: stack.portalApp, roles: null });
    for (const minutes of [25, 25]) {
      await stack.pass(minutes * 60_000);
      expect((await browser.open(screen)).status).toBe(200);
    }
    await stack.pass(15 * 60_000);
    expect((await browser.open(screen)).status).toBe(403);
  });

  test('who still has it comes back without a click', async () => {
    const browser = await signIn(stack, 'hanako');
    for (const minutes of [25, 25, 15]) {
      await stack.pass(minutes * 60_000);
      const { status, url } = await browser.open(`${stack.app}/organization/microsoft-365/users`);
      expect([status, url.href]).toEqual([200, `${stack.app}/organization/microsoft-365/users`]);
    }
  });
});

describe('G1 who is refused at the portal of a company', () => {
  test.each([['a guest', 'sakura', 'ゲスト アカウントは使えません']])(
    '%s is told why, and signed in with another account from there',
    async (_, id, title) => {
      const browser = await signIn(stack, id);
      expect(browser.here()).toMatchObject({ status: 400, text: expect.stringContaining(title) });
      await browser.follow('別のアカウントでサインイン');
      expect((await browser.press(person('misaki').name)).text).toContain(person('misaki').name);
    },
  );

  test('an account of another tenant gets no further than to Microsoft', async () => {
    const browser = await signIn(stack, 'jiro');
    expect(browser.here().html).toContain('data-aadsts="50020"');
  });

  test('before anybody approved the portal, the page says who can, with a text to send and the address', async () => {
    await inEntra(stack, { kind: 'remove-consent', tenantId: MIHON, clientId: stack.portalApp });
    await inEntra(stack, { kind: 'set-user-consent', tenantId: MIHON, allowed: false });
    const browser = await signIn(stack, 'misaki');
    expect(browser.here().html).toContain('data-page="approval-required"');
    const { text, html } = await browser.press('同意せずにアプリに戻る');
    expect(text).toContain('クラウド アプリケーション管理者');
    expect(html).toMatch(new RegExp(`<textarea[^>]*>[^<]*${stack.app}/sign-in`));

    const approver = await signIn(stack, 'global-admin');
    await approver.press('承諾', { organization: 'on' });
    expect(approver.here().text).toContain(person('global-admin').name);
    expect((await signIn(stack, 'misaki')).here().text).toContain(person('misaki').name);
  });
});

describe('A7, G1 an API key', () => {
  test('that was supplied for the user principal name is that of a person with another e-mail address', async () => {
    const administrator = await signIn(stack, 'hanako');
    await supplyKeys(stack, administrator, ['misaki']);
    await inEntra(stack, {
      kind: 'set-mail',
      ...accountOf('misaki'),
      address: 'suzuki@mihon.example.com',
      verified: true,
    });
    const browser = await signIn(stack, 'misaki');
    expect((await browser.open(stack.app + USER_SCREEN)).text).toContain('APIキーは登録済みです');
  });

  test("is not that of a person whose e-mail address is of somebody else's domain", async () => {
    const administrator = await signIn(stack, 'hanako');
    await supplyKeys(stack, administrator, ['ichiro']);
    await inEntra(stack, {
      kind: 'set-mail',
      ...accountOf('misaki'),
      address: person('ichiro').address,
      verified: false,
    });
    const browser = await signIn(stack, 'misaki');
    expect((await browser.open(stack.app + USER_SCREEN)).text).not.toContain('APIキーは登録済みです');
  });
});

describe('A1, G3 the tenant to connect', () => {
  test('is shown, and no form can name another one', async () => {
    const browser = await signIn(stack, 'hanako');
    const { html } = await browser.open(`${stack.app}/organization/microsoft-365`);
    expect(html).toMatch(new RegExp(`name="tenantId" value="${MIHON}" required readonly`));
    const { headers } = await submit(stack, browser, '/organization/microsoft-365/contacts/connect', {
      tenantId: HOKUTO,
    });
    expect(headers.get('location')).toContain(`/${MIHON}/v2.0/adminconsent`);
  });
});
