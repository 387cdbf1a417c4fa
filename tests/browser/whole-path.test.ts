import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { apiKeyOf } from '../../local/sample-data/world.ts';
import { MIHON, person } from '../flows/fixtures/people.ts';
import type { RunningStack } from '../flows/fixtures/running-stack.ts';
import { cardIdsIn, cardIdsOf, organizationOf } from '../flows/fixtures/views.ts';
import { USER_SCREEN } from '../flows/fixtures/walks.ts';
import { type Hands, keyboard, pointer } from './fixtures/hands.ts';
import { describeInChromium, startStackAndBrowser } from './fixtures/stack-in-browser.ts';

describeInChromium('A1, A3, A7, B1, B2 the whole path in Chromium', () => {
  let stack: RunningStack;
  let browser: Browser;
  const complaints: string[] = [];

  beforeAll(async () => {
    [stack, browser] = await startStackAndBrowser();
  });
  beforeEach(() => stack.reset());
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  /** A browser of somebody's own, on our home page. */
  async function visit(options: BrowserContextOptions): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'ja-JP', ...options })).newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' && message.location().url.startsWith(stack.app)) complaints.push(message.text());
    });
    await page.goto(stack.app);
    return page;
  }

  /** The page shows itself anew every few seconds while something goes on; this saves the wait. */
  async function whenSettled(page: Page): Promise<void> {
    await page.waitForURL(({ pathname }) => pathname === USER_SCREEN);
    await stack.idle();
    await page.reload();
  }

  test.each<[string, Hands, BrowserContextOptions]>([
    ['by clicking', pointer, {}],
    ['without JavaScript', pointer, { javaScriptEnabled: false }],
    ['by keyboard only', keyboard, {}],
  ])('connect, link, find the folder filled, unlink, disconnect: %s', async (_, hands, options) => {
    const button = (page: Page, name: string) => hands.press(page.getByRole('button', { name }).first());
    const link = (page: Page, name: string) => hands.press(page.getByRole('link', { name }).first());

    const hanako = await visit(options);
    await link(hanako, 'サインイン');
    await button(hanako, person('hanako').name);
    await link(hanako, '組織の連携を設定する');
    const contacts = hanako.getByRole('region', { name: '連絡先への名刺の書き込み' });
    await hands.tick(contacts.getByRole('checkbox', { name: '許可する' }));
    await hands.type(contacts.getByLabel('ディレクトリ (テナント) ID'), MIHON);
    await hands.press(contacts.getByRole('button', { name: '保存' }));
    await button(hanako, person('global-admin').name);
    await button(hanako, '承諾');
    await contacts.getByText('連携中', { exact: true }).waitFor();
    await link(hanako, 'APIキー');
    await hands.type(hanako.getByLabel('メールアドレス', { exact: true }), person('misaki').address);
    await hands.type(hanako.getByLabel('APIキー', { exact: true }), apiKeyOf('misaki'));
    await button(hanako, '登録');
    await hanako.getByRole('status').getByText('APIキーを登録しました').waitFor();

    const misaki = await visit(options);
    await link(misaki, 'サインイン');
    await button(misaki, person('misaki').name);
    await link(misaki, '自分の Outlook に名刺を連携する');
    await button(misaki, '連携');
    await button(misaki, person('misaki').name);
    await whenSettled(misaki);
    await misaki.getByText('追加 40、更新 0、削除 0').waitFor();
    expect(await cardIdsIn(stack, 'misaki')).toEqual(await cardIdsOf(stack, 'misaki'));

    await link(misaki, '連携を解除');
    await button(misaki, '連携を解除');
    await whenSettled(misaki);
    await misaki.getByText('未連携', { exact: true }).waitFor();
    await button(misaki, 'サインアウト');
    await button(misaki, 'サインアウト Sign out');
    await misaki.getByText('ご利用になるには、Sansan のアカウントでサインインしてください。').waitFor();

    await link(hanako, '連携');
    await link(hanako, '連携を解除');
    await button(hanako, 'すべての連携を解除する');
    await contacts.getByText('未連携', { exact: true }).waitFor();
    expect(await organizationOf(stack, 'mihon')).toMatchObject({ contacts: { state: 'off' } });
    expect(complaints).toEqual([]);
  });
});
