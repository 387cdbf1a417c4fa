import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { apiKeyOf } from '../../local/sample-data/world.ts';
import { plan, setWriteLatency } from '../flows/fixtures/acts.ts';
import { MIHON, person } from '../flows/fixtures/people.ts';
import type { RunningStack } from '../flows/fixtures/running-stack.ts';
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
} from '../flows/fixtures/walks.ts';
import { describeInChromium, startStackAndBrowser } from './fixtures/stack-in-browser.ts';

/** Four writes at a time: the second half of 40 cards takes longer than the page waits between two looks. */
const WRITE_MS = 500;

describeInChromium('an open screen in Chromium', () => {
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
    await setWriteLatency(stack, 0);
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

  /** From the screen to Microsoft and back. */
  async function link(): Promise<void> {
    await page.getByRole('button', { name: '連携', exact: true }).click();
    await page.getByRole('button', { name: person('misaki').name }).click();
    await page.waitForURL(stack.app + USER_SCREEN);
    loads = 0;
  }

  test('follows the first sync to its end, and tells those who cannot see it', async () => {
    await setWriteLatency(stack, WRITE_MS);
    await link();
    const bar = page.getByRole('progressbar');
    await bar.waitFor();
    await page.getByText('40件中20件').waitFor();
    expect(await bar.getAttribute('value')).toBe('20');
    await page.getByText('追加 40、更新 0、削除 0').waitFor();
    await page.locator('#news').getByText('連携中').waitFor({ state: 'attached' });
    await page.getByText('最初の同期が完了しました').waitFor();
    expect([loads, complaints]).toEqual([0, []]);
  });

  test.each(['typed', ''])(
    'keeps where one is, what is open and what is typed there (%j), while the rest changes',
    async (typed) => {
      await setWriteLatency(stack, WRITE_MS);
      await link();
      await page.getByRole('progressbar').waitFor();
      await page.getByText('APIキーを変更する').click();
      await page.getByLabel('APIキー', { exact: true }).fill(typed);
      await page.getByRole('link', { name: '再構築' }).focus();
      await page.getByText('名刺は最新の状態です').waitFor();
      expect(await page.getByLabel('APIキー', { exact: true }).inputValue()).toBe(typed);
      expect(await page.locator('#enter-key').getAttribute('open')).toBe('');
      expect(await page.locator(':focus').textContent()).toBe('再構築');
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
    await screen.goto(`${stack.app}/sign-in`);
    await screen.getByRole('button', { name: person('hanako').name }).click();
    await screen.goto(stack.app + ORGANIZATION_SCREEN);
    const bar = screen.getByRole('progressbar');
    expect([await bar.getAttribute('value'), await bar.getAttribute('max')]).toEqual(['0', '1']);
    await screen.getByRole('checkbox').first().check();
    await screen.locator('input[name=tenantId]').first().fill('typed');
    await stack.pass(60_000);
    await screen.getByText('1名の連携の解除処理も完了しています').waitFor();
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
  async function asAdministrator(path: string): Promise<Page> {
    const screen = await (await browser.newContext({ locale: 'ja-JP' })).newPage();
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

  test('stays as it is when the person has signed out elsewhere', async () => {
    await link();
    await page.getByText('名刺は最新の状態です').waitFor();
    await page.clock.install();
    await page.reload();
    await page.context().clearCookies();
    const asked = page.waitForResponse(stack.app + USER_SCREEN);
    await page.clock.fastForward(30_000);
    expect((await asked).status()).toBe(303);
    expect(await page.getByText('名刺は最新の状態です').count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});
