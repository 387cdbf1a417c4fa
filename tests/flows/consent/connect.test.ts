import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { chooseAccount } from '../../../local/demo/choose-account.ts';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { inEntra } from '../fixtures/acts.ts';
import { onlyWhere } from '../fixtures/only-where.ts';
import { accountOf, HOKUTO, MIHON, ORGANIZATION, person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { activitiesIn, organizationOf } from '../fixtures/views.ts';
import { askForConsent, connect, consent, disconnect, ORGANIZATION_SCREEN, signIn, submit } from '../fixtures/walks.ts';

const HOUR = 3_600_000;
const NO_TENANT = '00000000-1111-4222-8333-444444444444';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(() => stack.reset());
afterAll(() => stack.stop());

const contacts = async (organization = ORGANIZATION) => (await organizationOf(stack, organization))?.contacts;

describe('A1, A2, A3, A4, F5 connecting', () => {
  test.each([
    ['a Global Administrator', 'global-admin'],
    ['a Privileged Role Administrator', 'role-admin'],
  ])('by %s is proven and shown, with who consented', async (_, consenter) => {
    const browser = await connect(stack, { consenter });
    const { url, text } = browser.here();
    expect(url.href).toBe(stack.app + ORGANIZATION_SCREEN);
    expect(text).toContain('連携中');
    expect(text).toContain(MIHON);
    expect(text).toContain(person(consenter).address);
    expect(await contacts()).toMatchObject({
      state: 'connected',
      tenantId: MIHON,
      provenBy: person(consenter).address,
    });
  });

  test('leads to the page on which an administrator of that tenant consents', async () => {
    const { url } = await askForConsent(stack, await signIn(stack, 'hanako'), MIHON);
    expect(url.origin + url.pathname).toBe(`${stack.entra}/${MIHON}/v2.0/adminconsent`);
  });

  test('takes a tenant ID with blanks and braces around it and in capitals', async () => {
    await connect(stack, { tenant: ` {${MIHON.toUpperCase()}} ` });
    expect(await contacts()).toMatchObject({ state: 'connected', tenantId: MIHON });
  });

  onlyWhere('the tenant is typed', () => {
    test.each(['', '見本商事', `${MIHON}0`, '"><script>alert(1)</script>'])(
      'says beside the field that %j is no tenant ID, and keeps what was typed',
      async (typed) => {
        const browser = await signIn(stack, 'hanako');
        const { status, html, text } = await askForConsent(stack, browser, typed);
        expect(status).toBe(422);
        expect(text).toContain('ディレクトリ (テナント) ID の形式が正しくありません');
        expect(html).toMatch(/aria-describedby="[^"]*tenantId-contacts-error"\s+aria-invalid="true"/);
        expect(html).not.toContain('<script>');
        if (/^[\w-]+$/.test(typed)) expect(html).toContain(`value="${typed}"`);
        expect(await contacts()).toEqual({ state: 'off', generation: 0 });
      },
    );
  });

  test('takes the tenant ID in what was pasted, and shows it', async () => {
    const browser = await signIn(stack, 'hanako');
    await askForConsent(stack, browser, `「テナント ID：${MIHON.replaceAll('-', '－').toUpperCase()}」`);
    expect(await contacts()).toMatchObject({ state: 'waiting', tenantId: MIHON });
    expect((await browser.open(stack.app + ORGANIZATION_SCREEN)).html).toContain(`value="${MIHON}"`);
  });

  onlyWhere('the tenant is typed', () => {
    test.each([
      ['mihon.onmicrosoft.com', 'ドメイン名ではなく、ディレクトリ (テナント) ID を入力してください'],
      [`${MIHON} ${'1'.repeat(32)}`, `${MIHON}、11111111-1111-1111-1111-111111111111`],
    ])('says what is wrong with %j', async (typed, said) => {
      const browser = await signIn(stack, 'hanako');
      const { status, text } = await askForConsent(stack, browser, typed);
      expect([status, text]).toEqual([422, expect.stringContaining(said)]);
      expect(await contacts()).toEqual({ state: 'off', generation: 0 });
    });
  });

  onlyWhere('the tenant is typed', () => {
    test('shows the ID that was understood where there is no such tenant', async () => {
      const browser = await signIn(stack, 'hanako');
      const { status, html } = await askForConsent(stack, browser, `ID: ${'f'.repeat(32)}`);
      expect(status).toBe(422);
      expect(html).toContain('value="ffffffff-ffff-ffff-ffff-ffffffffffff"');
    });
  });

  test('shows that it waits until the consent comes back, and expires after an hour', async () => {
    const browser = await signIn(stack, 'hanako');
    await askForConsent(stack, browser, MIHON);
    expect((await browser.open(stack.app + ORGANIZATION_SCREEN)).text).toContain('同意待ち');
    await stack.pass(HOUR);
    const { text } = await browser.open(stack.app + ORGANIZATION_SCREEN);
    expect(text).not.toContain('同意待ち');
    expect(text).toContain('依頼の有効期限が切れました');
  });

  onlyWhere('the tenant is typed', () => {
    test.each(['connect', 'check', 'consent-link'])('is not asked of a tenant that is not there (%s)', async (way) => {
      const browser = await signIn(stack, 'hanako');
      await browser.open(stack.app + ORGANIZATION_SCREEN);
      const before = await contacts();
      const path = `${ORGANIZATION_SCREEN}/contacts/${way}`;
      const response = await submit(stack, browser, path, { tenantId: NO_TENANT });
      expect([response.status, await response.text()]).toEqual([
        422,
        expect.stringContaining('このIDのテナントは Microsoft 365 に存在しません'),
      ]);
      expect(await contacts()).toEqual(before);
    });
  });

  test('can be started anew while it waits, and the first consent is still good', async () => {
    const browser = await signIn(stack, 'hanako');
    const first = await askForConsent(stack, browser, MIHON);
    await askForConsent(stack, browser, MIHON);
    await browser.open(first.url);
    await consent(browser, 'global-admin');
    expect(await contacts()).toMatchObject({ state: 'connected' });
  });

  test('is not to be had twice', async () => {
    const browser = await connect(stack);
    const before = await contacts();
    const path = `${ORGANIZATION_SCREEN}/contacts/connect`;
    const response = await submit(stack, browser, path, { tenantId: HOKUTO });
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('すでに連携しています');
    expect(await contacts()).toEqual(before);
  });

  onlyWhere('there are several organizations', () => {
    test('of one tenant is open to several organizations, each with its own proof', async () => {
      await connect(stack);
      const browser = await signIn(stack, 'jiro');
      await askForConsent(stack, browser, MIHON);
      expect(await contacts('hokuto')).toMatchObject({ state: 'waiting' });
      await browser.press(person('global-admin').name);
      await browser.press('承諾');
      expect(await contacts('hokuto')).toMatchObject({ state: 'connected', tenantId: MIHON });
      await disconnect(stack, browser);
      expect(await contacts()).toMatchObject({ state: 'connected' });
    });
  });

  test('works again after a disconnect', async () => {
    const browser = await connect(stack);
    await disconnect(stack, browser);
    expect(await contacts()).toMatchObject({ state: 'off' });
    expect((await connect(stack)).here().text).toContain('連携中');
  });
});

describe('A5 mail and contacts', () => {
  const mail = async () => (await organizationOf(stack, ORGANIZATION))?.mail;

  async function connectMail(browser: PlainBrowser) {
    await browser.open(stack.app + ORGANIZATION_SCREEN);
    const path = `${ORGANIZATION_SCREEN}/mail/connect`;
    const response = await submit(stack, browser, path, { tenantId: MIHON });
    await browser.open(response.headers.get('location') ?? '');
    await consent(browser, 'global-admin');
  }

  test('are consented apart: mail alone connects mail alone', async () => {
    const browser = await signIn(stack, 'hanako');
    await connectMail(browser);
    expect(await mail()).toMatchObject({ state: 'connected', tenantId: MIHON });
    expect(await contacts()).toEqual({ state: 'off', generation: 0 });
  });

  test('are disconnected apart', async () => {
    const browser = await connect(stack);
    const before = await contacts();
    await connectMail(browser);
    expect(await contacts()).toEqual(before);
    await disconnect(stack, browser, 'mail');
    expect(await mail()).toMatchObject({ state: 'off' });
    expect(await contacts()).toEqual(before);
  });
});

describe('A4 a consent that does not come about ends on a page that says why, and connects nothing', () => {
  /** Presses what is on Microsoft's pages, from the account picker on. */
  async function walk(tenant: string, ...buttons: readonly string[]) {
    const browser = await signIn(stack, 'hanako');
    await askForConsent(stack, browser, tenant);
    for (const button of buttons) await browser.press(button);
    return browser.here();
  }
  const own = (title: string) => ({
    url: expect.objectContaining({ origin: stack.app }),
    text: expect.stringContaining(title),
  });

  test('cancelled', async () => {
    expect(await walk(MIHON, person('global-admin').name, 'キャンセル')).toMatchObject(own('同意されませんでした'));
    expect(await contacts()).toMatchObject({ state: 'waiting', failure: { code: 'cancelled', aadsts: '65004' } });
  });

  test('and can be withdrawn, after which nothing comes of it', async () => {
    const browser = await signIn(stack, 'hanako');
    await askForConsent(stack, browser, MIHON);
    const consenter = browser.here().url;
    await browser.open(stack.app + ORGANIZATION_SCREEN);
    await browser.press('同意の依頼を取り下げる');
    expect(await contacts()).toMatchObject({ state: 'off' });
    expect(await activitiesIn(stack)).toContain('consent-withdrawn');
    await browser.open(consenter);
    await consent(browser, 'global-admin');
    expect(await contacts()).toMatchObject({ state: 'off' });
  });

  test('and offers who started it a link for somebody who may consent, one click away', async () => {
    const browser = await signIn(stack, 'hanako');
    await askForConsent(stack, browser, MIHON);
    await browser.press(person('ichiro').name);
    await browser.press('同意せずにアプリに戻る');
    const { text } = await browser.press('同意用リンクを作成');
    expect(text).toContain('このリンクを Microsoft 365 の管理者に送ってください');
    expect(text).toContain(MIHON);
    expect(text).not.toContain('以前に作成したリンク');
  });

  test('an ordinary user, who goes back to the app', async () => {
    const stop = await walk(MIHON, person('ichiro').name, '同意せずにアプリに戻る');
    expect(stop).toMatchObject(own('同意されませんでした'));
    expect(stop.text).toContain('グローバル管理者または特権ロール管理者');
    expect(await contacts()).toMatchObject({ state: 'waiting' });
  });

  test('an administrator of another tenant: Microsoft says so', async () => {
    expect(await walk(MIHON, person('jiro').name)).toMatchObject({
      status: 400,
      text: expect.stringContaining('AADSTS50020'),
    });
    expect(await contacts()).toMatchObject({ state: 'waiting' });
  });

  test('an ordinary user at the proof, although the tenant has consented', async () => {
    const browser = await signIn(stack, 'hanako', { haltAt: ['/consent/callback'] });
    await askForConsent(stack, browser, MIHON);
    await browser.press(person('global-admin').name);
    const { url } = await browser.press('承諾');
    await inEntra(stack, { kind: 'revoke-sessions', ...accountOf('global-admin') });
    await browser.open(url);
    expect(await chooseAccount(browser, person('ichiro').name)).toMatchObject(own('管理者のアカウントではありません'));
    expect(await contacts()).toMatchObject({ state: 'waiting', failure: { code: 'not-administrator' } });
  });

  test('an application that the tenant has switched off', async () => {
    await disconnect(stack, await connect(stack));
    await inEntra(stack, { kind: 'set-app-enabled', tenantId: MIHON, clientId: stack.contactsApp, enabled: false });
    const browser = await signIn(stack, 'hanako');
    await askForConsent(stack, browser, MIHON);
    expect((await chooseAccount(browser, person('global-admin').name)).text).toContain('AADSTS7000112');
    expect(await contacts()).toMatchObject({ state: 'waiting' });
  });

  test('Microsoft answers the proof with a passing trouble', async () => {
    const browser = await signIn(stack, 'hanako', { haltAt: ['/consent/proof'] });
    await askForConsent(stack, browser, MIHON);
    await browser.press(person('global-admin').name);
    await browser.press('承諾');
    const { url } = await chooseAccount(browser, person('global-admin').name);
    await inEntra(stack, { kind: 'fail-next-token', aadsts: 90033 });
    expect(await browser.open(url)).toMatchObject(own('Microsoft に接続できません'));
    expect(await contacts()).toMatchObject({
      state: 'waiting',
      failure: { code: 'microsoft-unavailable', aadsts: '90033' },
    });
  });
});
