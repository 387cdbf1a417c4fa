import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Browser, type BrowserContextOptions, errors, type Locator, type Page } from 'playwright-core';
import { apiKeyOf } from '../../local/sample-data/world.ts';
import { addCard, forgetFaults, plan, removeCard } from '../flows/fixtures/acts.ts';
import { MIHON, person } from '../flows/fixtures/people.ts';
import type { RunningStack } from '../flows/fixtures/running-stack.ts';
import { until } from '../flows/fixtures/until.ts';
import { cardsOf } from '../flows/fixtures/views.ts';
import {
  askForConsent,
  connect,
  disconnect,
  KEYS_SCREEN,
  ORGANIZATION_SCREEN,
  SETTINGS_SCREEN,
  signIn,
  supplyKeys,
  USER_SCREEN,
  USERS_SCREEN,
} from '../flows/fixtures/walks.ts';
import { describeInChromium, startStackAndBrowser } from './fixtures/stack-in-browser.ts';

const INVITATIONS = `${ORGANIZATION_SCREEN}/invitations`;

/** Nothing waits for so long: what is held is let go by the test. */
const HELD_MS = 60_000;
/** From one look to the next, unless the page shows it sooner. */
const ANSWER_MS = 200;

describeInChromium('B6, E8 an open screen in Chromium', () => {
  let stack: RunningStack;
  let browser: Browser;
  let page: Page;
  let loads = 0;
  const complaints: string[] = [];

  beforeAll(async () => {
    [stack, browser] = await startStackAndBrowser();
  });
  beforeEach(async () => {
    await stack.reset();
    await supplyKeys(stack, await connect(stack), ['misaki']);
    page = await (await browser.newContext({ locale: 'ja-JP' })).newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' && message.location().url.startsWith(stack.app)) complaints.push(message.text());
    });
    await page.goto(`${stack.app}/sign-in`);
    await page.getByRole('button', { name: person('misaki').name }).click();
    await page.goto(stack.app + USER_SCREEN);
    complaints.length = 0;
    loads = 0;
    page.on('load', () => {
      loads += 1;
    });
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  /** Has the mailbox hold the second half of 40 cards, until its faults are forgotten. */
  async function holdSecondHalf(): Promise<void> {
    await plan(stack.graph, { match: '^POST /\\$batch$', skip: 1, effect: { kind: 'delay', ms: HELD_MS } });
  }

  /** The page looks again and again, and is given time to answer, until it is so. */
  async function lookUntil(screen: Page, shown: Locator, state: 'visible' | 'hidden' = 'visible'): Promise<void> {
    const isSo = () =>
      shown.waitFor({ state, timeout: ANSWER_MS }).then(
        () => true,
        (failure: unknown) => {
          if (failure instanceof errors.TimeoutError) return false;
          throw failure;
        },
      );
    await until(
      async () => {
        await screen.clock.fastForward(30_000);
        return isSo();
      },
      (is) => is,
    );
  }

  /** From the screen to Microsoft and back. */
  async function link(): Promise<void> {
    await page.getByRole('button', { name: '連携', exact: true }).click();
    await page.getByRole('button', { name: person('misaki').name }).click();
    await page.waitForURL(stack.app + USER_SCREEN);
    loads = 0;
  }

  test('a file that is dropped beside a field does not replace the page, and one on a file field is taken', async () => {
    const isKept = await page.evaluate(`
      const field = document.body.appendChild(Object.assign(document.createElement('input'), { type: 'file' }));
      [document.body, field].map((at) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['a@example.com'], 'keys.csv'));
        const event = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer });
        at.dispatchEvent(event);
        return event.defaultPrevented;
      })`);
    expect(isKept).toEqual([true, false]);
  });

  test('follows the first sync to its end, and tells those who cannot see it', async () => {
    await holdSecondHalf();
    await page.clock.install();
    await link();
    const bar = page.getByRole('progressbar');
    await lookUntil(page, page.getByText('40枚中20枚'));
    expect(await bar.getAttribute('value')).toBe('20');
    await forgetFaults(stack.graph);
    await lookUntil(page, page.getByText('追加 40、更新 0、削除 0'));
    await page.locator('#news').getByText('連携中').waitFor({ state: 'attached' });
    await page.getByText('最初の同期が完了しました').waitFor();
    expect([loads, complaints]).toEqual([0, []]);
  });

  test.each(['typed', ''])(
    'keeps where one is, what is open and what is typed there (%j), while the rest changes',
    async (typed) => {
      await holdSecondHalf();
      await page.clock.install();
      await link();
      await lookUntil(page, page.getByRole('progressbar'));
      await page.getByText('APIキーを変更する').click();
      await page.getByLabel('APIキー', { exact: true }).fill(typed);
      await page.getByRole('link', { name: '連携を解除' }).focus();
      await forgetFaults(stack.graph);
      await lookUntil(page, page.getByText('名刺は最新の状態です'));
      expect(await page.getByLabel('APIキー', { exact: true }).inputValue()).toBe(typed);
      expect(await page.locator('#enter-key').getAttribute('open')).toBe('');
      expect(await page.locator(':focus').textContent()).toBe('連携を解除');
      expect(loads).toBe(0);
    },
  );

  test('follows the tidying after a disconnect to its end', async () => {
    await link();
    await stack.idle();
    const body = { error: { code: 'BadParameter' } };
    const effect = { kind: 'refuse', status: 400, headers: {}, body } as const;
    await plan(stack.keyVault, { match: '^DELETE /secrets/tokens', effect });
    await disconnect(stack, await signIn(stack, 'hanako'));
    const screen = await (await browser.newContext({ locale: 'ja-JP' })).newPage();
    await screen.clock.install();
    await screen.goto(`${stack.app}/sign-in`);
    await screen.getByRole('button', { name: person('hanako').name }).click();
    await screen.goto(stack.app + ORGANIZATION_SCREEN);
    const bar = screen.getByRole('progressbar');
    expect([await bar.getAttribute('value'), await bar.getAttribute('max')]).toEqual(['0', '1']);
    await screen.getByRole('checkbox').first().check();
    await screen.locator('input[name=tenantId]').first().fill('typed');
    await stack.pass(60_000);
    await lookUntil(screen, screen.getByText('1名の連携の解除処理も完了しています'));
    await screen.locator('#news').getByText('連携の解除処理が完了しました。').waitFor({ state: 'attached' });
    expect(await screen.locator('input[name=tenantId]').first().inputValue()).toBe('typed');
    expect(complaints).toEqual([]);
  });

  test('shows a consent that somebody else has just given', async () => {
    const administrator = await signIn(stack, 'hanako');
    await disconnect(stack, administrator);
    await askForConsent(stack, administrator, MIHON);
    const consenter = administrator.here().url;
    const screen = await (await browser.newContext({ locale: 'ja-JP' })).newPage();
    await screen.goto(`${stack.app}/sign-in`);
    await screen.getByRole('button', { name: person('hanako').name }).click();
    await screen.goto(stack.app + ORGANIZATION_SCREEN);
    await screen.getByText('同意待ち').waitFor();
    await screen.clock.install();
    await screen.reload();
    await administrator.open(consenter);
    await administrator.press(person('global-admin').name);
    await administrator.press('承諾');
    await screen.clock.fastForward(30_000);
    await screen.getByText('同意した管理者').waitFor();
    expect(await screen.getByText('同意待ち').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('moves the focus to what is said about an act, and not again', async () => {
    await link();
    await page.getByRole('button', { name: 'お知らせメールを停止' }).click();
    await page.getByText('お知らせメールを停止しました').waitFor();
    expect(await page.locator(':focus').textContent()).toBe('お知らせメールを停止しました。');
    await page.reload();
    expect(await page.getByText('お知らせメールを停止しました').count()).toBe(0);
  });

  test('sends a form once when its button is pressed twice, and is busy meanwhile', async () => {
    const screen = await asAdministrator(`${ORGANIZATION_SCREEN}/contacts/disconnect`);
    const sent: string[] = [];
    screen.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.url());
    });
    const note = "sessionStorage.setItem('busy', document.querySelectorAll('main form[aria-busy=true]').length)";
    await screen.evaluate(`addEventListener('pagehide', () => ${note})`);
    await screen.getByRole('button', { name: 'すべての連携を解除する' }).dblclick();
    await screen.getByText('に連携を解除しました').waitFor();
    expect(await screen.getByText('何も解除していません').count()).toBe(0);
    expect(sent).toHaveLength(1);
    expect(await screen.evaluate("sessionStorage.getItem('busy')")).toBe('1');
    expect(await screen.locator(':focus').textContent()).toContain('に連携を解除しました');
  });

  test('copies a link at the press of a button', async () => {
    await disconnect(stack, await signIn(stack, 'hanako'));
    const context = await browser.newContext({ locale: 'ja-JP', permissions: ['clipboard-read', 'clipboard-write'] });
    const screen = await context.newPage();
    await screen.goto(`${stack.app}/sign-in`);
    await screen.getByRole('button', { name: person('hanako').name }).click();
    await screen.goto(stack.app + ORGANIZATION_SCREEN);
    await screen.getByRole('checkbox').first().check();
    await screen.locator('#tenantId-contacts').fill(MIHON);
    await screen.getByText('管理者が別の方の場合').first().click();
    await screen.getByRole('button', { name: '同意用リンクを作成' }).first().click();
    await screen.getByRole('button', { name: 'コピー' }).first().click();
    await screen.getByText('コピーしました').first().waitFor();
    expect(await screen.evaluate('navigator.clipboard.readText()')).toBe(await screen.locator('#url').inputValue());
  });

  /** An administrator's page of its own. */
  async function asAdministrator(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const screen = await (await browser.newContext({ locale: 'ja-JP', ...options })).newPage();
    await screen.goto(`${stack.app}/sign-in`);
    await screen.getByRole('button', { name: person('hanako').name }).click();
    await screen.goto(stack.app + path);
    return screen;
  }

  test('shows a key that is being typed for as long as one asks, and never sends it as plain text', async () => {
    const screen = await asAdministrator(KEYS_SCREEN);
    const field = screen.locator('#apiKey');
    await screen.locator('#email').fill(person('ken').address);
    await field.fill(apiKeyOf('ken'));
    const box = screen.getByLabel('入力したキーを表示する');
    await box.check();
    expect(await field.getAttribute('type')).toBe('text');
    await box.uncheck();
    expect(await field.getAttribute('type')).toBe('password');
    await box.check();
    await screen.evaluate(`addEventListener('submit', (event) => event.preventDefault())`);
    await field.press('Enter');
    expect(await field.getAttribute('type')).toBe('password');
  });

  test.each([
    [KEYS_SCREEN, '#email', 'ken@mihon.example.com'],
    [`${ORGANIZATION_SCREEN}/erasure`, '#name', '見本商事'],
    [ORGANIZATION_SCREEN, '#tenantId-contacts', MIHON],
    [INVITATIONS, '#addresses', 'ken@mihon.example.com new.person@mihon.example.com'],
  ])('takes what is typed on %s along into the other language', async (path, field, typed) => {
    await disconnect(stack, await signIn(stack, 'hanako'));
    const screen = await asAdministrator(path);
    const box = screen.getByRole('checkbox').first();
    if (path === ORGANIZATION_SCREEN) await box.check();
    await screen.locator(field).fill(typed);
    if (path === INVITATIONS) await screen.locator('input[name=language][value=en]').check();
    const asked: string[] = [];
    screen.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await screen.getByRole('link', { name: 'English' }).click();
    await screen.waitForLoadState();
    expect([await screen.locator('html').getAttribute('lang'), asked]).toEqual(['en', []]);
    expect(await screen.locator(field).inputValue()).toBe(typed);
    expect(await screen.locator(field).isVisible()).toBe(true);
    if (path === INVITATIONS) expect(await screen.locator('input[value=en]').isChecked()).toBe(true);
    // Once: nothing stays in the browser.
    expect(await screen.evaluate('sessionStorage.length')).toBe(0);
  });

  test('without JavaScript, keeps what is typed in its tab while another one opens in the other language', async () => {
    const screen = await asAdministrator(KEYS_SCREEN, { javaScriptEnabled: false });
    await screen.locator('#email').fill('ken@mihon.example.com');
    const opened = screen.waitForEvent('popup');
    await screen.getByRole('link', { name: 'English' }).click();
    const other = await opened;
    await other.waitForLoadState();
    expect([other.url(), await other.locator('html').getAttribute('lang')]).toEqual([stack.app + KEYS_SCREEN, 'en']);
    expect(await screen.locator('#email').inputValue()).toBe('ken@mihon.example.com');
  });

  test('asks before the other language loses a secret', async () => {
    const screen = await asAdministrator(KEYS_SCREEN);
    await screen.locator('#apiKey').fill(apiKeyOf('ken'));
    const asked = screen.waitForEvent('dialog');
    const left = screen.getByRole('link', { name: 'English' }).click();
    await (await asked).dismiss();
    await left;
    expect(await screen.locator('#apiKey').inputValue()).toBe(apiKeyOf('ken'));
    expect(await screen.evaluate('JSON.stringify(sessionStorage)')).not.toContain(apiKeyOf('ken'));
  });

  test('asks before a list that was typed is lost by leaving the page', async () => {
    const screen = await asAdministrator(INVITATIONS);
    await screen.locator('#addresses').fill('new.person@mihon.example.com');
    const asked = screen.waitForEvent('dialog');
    const left = screen.getByRole('link', { name: 'Microsoft 365' }).first().click();
    await (await asked).dismiss();
    await left;
    expect(await screen.locator('#addresses').inputValue()).toBe('new.person@mihon.example.com');
  });

  test('asks before what was changed in one form is lost by saving another', async () => {
    const screen = await asAdministrator(SETTINGS_SCREEN);
    const other = screen.locator('#notice-to');
    await other.fill('it@mihon.example.com');
    await screen.locator('input[name=written]').first().click();
    const asked = screen.waitForEvent('dialog');
    const save = () => screen.getByRole('button', { name: '書き込み設定を保存' }).click();
    const saved = save();
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await saved;
    expect(await other.inputValue()).toBe('it@mihon.example.com');
    await other.fill('');
    await save();
    await screen.getByText('書き込み設定を保存しました').waitFor();
  });

  /** The user's screen of a link that is up to date, whose time the test moves. */
  async function upToDate(): Promise<void> {
    await link();
    await stack.idle();
    await page.clock.install();
    await page.reload();
    await page.getByText('名刺は最新の状態です').waitFor();
    loads = 0;
  }

  test.each<[cause: string, trouble: () => Promise<unknown>, says: string, wayOn: string]>([
    ['the session has ended', () => page.context().clearCookies(), 'サインインの有効期限が切れたか', 'サインイン'],
    ['there is no network', () => page.context().setOffline(true), '自動で再試行しています', '再読み込み'],
    [
      'the service answers nothing now',
      () => page.route(stack.app + USER_SCREEN, (route) => route.fulfill({ status: 503 })),
      '自動で再試行しています',
      '再読み込み',
    ],
    [
      'the screen has become another one',
      () =>
        page.route(stack.app + USER_SCREEN, (route) =>
          route.continue({ headers: { ...route.request().headers(), accept: 'text/html' } }),
        ),
      '画面の構成またはご利用条件が変わったため',
      '再読み込み',
    ],
  ])('says since when it is not renewed, and what to do, when %s', async (_, trouble, says, wayOn) => {
    await upToDate();
    const cookies = await page.context().cookies();
    await trouble();
    await page.clock.fastForward(5 * 60_000);
    const note = page.locator('#stale');
    await note.getByText(says).waitFor();
    expect(await note.innerText()).toMatch(/この表示は\d{1,2}:\d\d時点（日本時間）のものです。/);
    expect(await note.getByRole('link', { name: wayOn }).count()).toBe(1);
    expect(await page.locator('#news').textContent()).toContain(says);
    // Green words are green no longer.
    const colour = (selector: string) => page.evaluate(`getComputedStyle(document.querySelector('${selector}')).color`);
    expect(await colour('.badge.good')).toBe(await colour('dt'));
    await page.getByText('5分前').waitFor();

    await page.context().addCookies(cookies);
    await page.context().setOffline(false);
    await page.unrouteAll();
    // A network that has just come back may refuse a first look.
    await lookUntil(page, note, 'hidden');
    expect(await page.locator('#news').textContent()).toBe('連携中');
    expect(await colour('.badge.good')).not.toBe(await colour('dt'));
    expect(loads).toBe(0);
  });

  test.each<[path: string, change: () => Promise<unknown>, shows: string]>([
    [USERS_SCREEN, async () => link(), '連携中 1'],
    [KEYS_SCREEN, async () => supplyKeys(stack, await signIn(stack, 'hanako'), ['ken']), person('ken').address],
    [ORGANIZATION_SCREEN, async () => disconnect(stack, await signIn(stack, 'hanako')), '未連携'],
    [`${ORGANIZATION_SCREEN}/erasure`, async () => disconnect(stack, await signIn(stack, 'hanako')), '確認のため'],
  ])('%s shows what others have done, and says when it cannot', async (path, change, shows) => {
    const screen = await asAdministrator(path);
    await screen.clock.install();
    await screen.reload();
    let reloads = 0;
    screen.on('load', () => {
      reloads += 1;
    });
    await change();
    await stack.idle();
    await screen.clock.fastForward(31_000);
    await screen.getByText(shows).first().waitFor();
    await screen.context().clearCookies();
    await screen.clock.fastForward(5 * 60_000);
    const note = screen.locator('#stale');
    await note.getByText('サインインの有効期限が切れたか').waitFor();
    expect(await note.innerText()).toMatch(/この表示は\d{1,2}:\d\d時点（日本時間）のものです。/);
    expect(reloads).toBe(0);
  });

  test('a box that is ticked stays so while the rest of its page is renewed', async () => {
    await disconnect(stack, await signIn(stack, 'hanako'));
    const screen = await asAdministrator(ORGANIZATION_SCREEN);
    await screen.clock.install();
    await screen.reload();
    await screen.getByRole('checkbox').first().check();
    await supplyKeys(stack, await signIn(stack, 'hanako'), ['ken']);
    await askForConsent(stack, await signIn(stack, 'hanako'), MIHON);
    await screen.clock.fastForward(31_000);
    await screen.locator('#news').getByText('同意待ち').waitFor({ state: 'attached' });
    expect(await screen.getByRole('checkbox').first().isChecked()).toBe(true);
    expect(await screen.locator('#tenantId-contacts').inputValue()).toBe('');
  });

  test('shows nothing of somebody else who signs in in the same browser, and takes no form for them', async () => {
    await upToDate();
    const before = await page.locator('main').innerText();
    const other = await page.context().newPage();
    await other.goto(`${stack.app}/sign-in?anew`);
    await other.getByRole('button', { name: person('ken').name }).click();
    await other.waitForURL(`${stack.app}/`);
    await page.clock.fastForward(30_000);
    await page.locator('#stale').getByText('別のアカウント').waitFor();
    await page.clock.fastForward(60_000);
    const after = await page.locator('main').innerText();
    expect(after).toContain(person('misaki').address);
    expect(after).not.toContain('未連携');
    expect(before).toContain(person('misaki').address);
    await page.getByRole('button', { name: '今すぐ同期' }).click();
    await page.getByText('送信を受け付けられませんでした').waitFor();
  });

  test.each([
    ['a link', () => page.getByRole('link', { name: '再構築' })],
    ['what opens a part', () => page.getByText('フォルダーの場所')],
  ])('keeps the focus on %s while its part is renewed', async (_, element) => {
    await upToDate();
    await element().focus();
    const focused = await page.locator(':focus').textContent();
    await addCard(stack, 'misaki', {});
    await stack.pass(30 * 60_000);
    await page.clock.fastForward(30_000);
    await page.getByText('追加 1、更新 0、削除 0').waitFor();
    expect(await page.locator(':focus').textContent()).toBe(focused);
  });

  test('keeps the focus on the buttons of a hold while its part is renewed', async () => {
    await link();
    await stack.idle();
    for (const { id } of (await cardsOf(stack, 'misaki')).slice(0, 25)) await removeCard(stack, id);
    await stack.pass(6 * 3_600_000);
    await page.clock.install();
    await page.reload();
    await page.getByRole('button', { name: '連絡先を残す' }).focus();
    await addCard(stack, 'misaki', {});
    await stack.pass(30 * 60_000);
    await page.clock.fastForward(30_000);
    await page.getByText('追加 1、更新 0、削除 0').waitFor();
    expect(await page.locator(':focus').textContent()).toBe('連絡先を残す');
  });
});
