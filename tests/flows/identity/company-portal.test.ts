import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { inEntra } from '../fixtures/acts.ts';
import { accountOf, HOKUTO, MIHON, person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import {
  askForConsent,
  consent,
  disconnect,
  KEYS_SCREEN,
  link,
  ORGANIZATION_SCREEN,
  SETTINGS_SCREEN,
  signIn,
  submit,
  supplyKeys,
  USER_SCREEN,
} from '../fixtures/walks.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack({ PORTAL_SIGN_IN: 'entra' });
});
beforeEach(() => stack.reset());
afterAll(() => stack.stop());

/** Opens an address in a frame of another site. By `node:http`, since `fetch` writes `Sec-Fetch-Mode` itself. */
async function frame(address: string | URL): Promise<number | undefined> {
  const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' };
  const [response] = (await once(request(address, { headers }).end(), 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

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
    const browser = await signIn(stack, 'misaki');
    await browser.open(`${stack.entra}/${MIHON}/oauth2/v2.0/logout`);
    const source = /<iframe[^>]* src="([^"]+)"/.exec(browser.here().html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const wrong = new URL(source);
    wrong.searchParams.set('sid', crypto.randomUUID());
    expect(await frame(wrong)).toBe(200);
    expect((await browser.open(stack.app + USER_SCREEN)).url.href).toBe(stack.app + USER_SCREEN);
    expect(await frame(source)).toBe(200);
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

describe('G4 what an administrator does first', () => {
  const steps = async (browser: PlainBrowser) => {
    const { html } = await browser.open(stack.app + ORGANIZATION_SCREEN);
    return load(html)('section[aria-labelledby=first-steps] li')
      .toArray()
      .map((item) => `${load(item)('.badge').text()}: ${load(item)('a').attr('href')}`);
  };
  const list = (...done: readonly boolean[]) =>
    [
      `${ORGANIZATION_SCREEN}#contacts`,
      KEYS_SCREEN,
      `${SETTINGS_SCREEN}#notices`,
      `${ORGANIZATION_SCREEN}/invitations`,
    ].map((leadsTo, at) => `${done[at] ? '完了' : '未完了'}: ${leadsTo}`);

  test('is listed, ticks itself off, and is gone for good when all is done', async () => {
    const browser = await signIn(stack, 'hanako');
    expect(await steps(browser)).toEqual(list(false, false, false, false));
    await supplyKeys(stack, browser, ['misaki']);
    expect(await steps(browser)).toEqual(list(false, true, false, false));
    await askForConsent(stack, browser, MIHON);
    await consent(browser, 'global-admin');
    expect(await steps(browser)).toEqual(list(true, true, false, false));
    await link(stack, 'misaki');
    expect(await steps(browser)).toEqual(list(true, true, false, true));
    await browser.open(stack.app + SETTINGS_SCREEN);
    await browser.press('お知らせの設定を保存', { to: person('hanako').address });
    expect(await steps(browser)).toEqual([]);
    await disconnect(stack, browser);
    expect(await steps(browser)).toEqual([]);
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
