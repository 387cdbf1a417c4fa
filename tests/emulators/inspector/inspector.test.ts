import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { QueueClient } from '@azure/storage-queue';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import * as z from 'zod';
import { plainBrowser } from '../../../local/demo/plain-browser.ts';
import { startAzurite } from '../../../local/emulators/queue/emulator.ts';
import { inspector } from '../../../local/inspector/inspector.ts';
import type { Overview } from '../../../local/inspector/overview.ts';
import { lookAtQueues } from '../../../local/inspector/queues.ts';
import { queuesPage } from '../../../local/inspector/queues-page.ts';

let child: ChildProcess;
let app: string;
beforeAll(async () => {
  child = fork(new URL('../fixtures/inspected-stack.ts', import.meta.url), {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  app = z.string().parse((await once(child, 'message'))[0]);
});
afterAll(() => child.disconnect());

const browser = plainBrowser();
const overview = async () => (await browser.json(`${app}/local`)) as Overview;
const person = async (address: string) => (await overview()).people.find((other) => other.address === address);
const list = () =>
  load(browser.here().html)('.items .name')
    .toArray()
    .map((name) => load(name).text());

describe('LOCAL GET /local for programs', () => {
  test('says what runs where', async () => {
    const { app: origin, localTime, emulators } = await overview();
    expect(origin).toBe(app);
    expect(Math.abs(Date.parse(localTime) - Date.now())).toBeLessThan(60_000);
    expect(Object.keys(emulators).sort()).toEqual([
      'communicationServices',
      'cosmos',
      'entra',
      'graph',
      'keyVault',
      'notices',
      'portal',
      'queues',
      'sansan',
    ]);
    for (const address of Object.values(emulators)) expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${emulators.graph}/_emulator/state`)).status).toBe(200);
  });

  test('says who can sign in as what', async () => {
    expect(await person('ichiro@mihon.example.com')).toEqual({
      name: '佐藤 一郎',
      address: 'ichiro@mihon.example.com',
      role: 'user',
      organization: '見本商事株式会社',
      organizationId: 'mihon',
      tenantId: '5a1e0c3b-0f1d-4d5e-9b51-3a6f2d7c9001',
      mailbox: 'ichiro@mihon.example.com',
      cards: 300,
      apiKey: 'localichiro000000000000000000000',
    });
    expect(await person('global.admin@mihon.example.com')).toMatchObject({
      role: 'global-administrator',
      organizationId: 'mihon',
      cards: null,
      apiKey: null,
    });
    expect(await person('naoko@mihon.example.com')).toMatchObject({ mailbox: null, cards: 5 });
    expect(await person('aoi@komichi.example.com')).toMatchObject({
      role: 'administrator',
      tenantId: null,
      mailbox: null,
    });
  });
});

describe('LOCAL the pages', () => {
  test.each([
    ['/local', '概要', 200],
    ['/local/mailboxes', 'メールボックス', 200],
    ['/local/mailboxes/hanako@mihon.example.com', '見本 花子', 200],
    ['/local/cards', '名刺', 200],
    ['/local/queues', 'キュー', 200],
    ['/local/services/cosmos', 'Cosmos DB', 200],
    ['/local/services/none', '操作できませんでした', 404],
    ['/local/mailboxes/nobody@example.com', '操作できませんでした', 404],
    ['/local/cards/owner-nobody', '操作できませんでした', 404],
    ['/local/nowhere', '操作できませんでした', 404],
  ])('%s is about %s', async (path, heading, status) => {
    const page = await browser.open(app + path);
    expect(load(page.html)('h1').text()).toContain(heading);
    expect(page.status).toBe(status);
  });

  test.each([
    ['/local', 'The local stack'],
    ['/local/mailboxes', 'Mailboxes'],
    ['/local/mailboxes/hanako@mihon.example.com', 'Mailbox of 見本 花子'],
    ['/local/cards', 'Cards of'],
    ['/local/notices', 'Notices'],
    ['/local/queues', 'Queues'],
    ['/local/services/graph', 'Microsoft Graph'],
    ['/local/nowhere', 'Not done'],
  ])('%s is in English for those who want that', async (path, heading) => {
    const english = plainBrowser();
    await english.open(`${app}${path}?lang=en`);
    const page = load(english.here().html);
    expect([page('html').attr('lang'), page('h1').text()]).toEqual(['en', expect.stringContaining(heading)]);
    page('.name, .line, .owner, code, option, pre, .count, strong, h1, h2, .places, .steps, table, a[lang]').remove();
    expect(page('body').text()).not.toMatch(/\p{Script=Hiragana}/u);
    const japanese = await english.open(`${app}${path}?lang=ja`);
    expect(load(japanese.html)('html').attr('lang')).toBe('ja');
  });

  test('load nothing from elsewhere', async () => {
    const page = await browser.raw(`${app}/local`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const style = await browser.raw(`${app}/local/style.css`);
    expect(style.headers.get('content-type')).toContain('text/css');
    expect(await style.text()).not.toMatch(/url\(|@import/);
  });

  test('wait for the stack, and leave other addresses to the app', async () => {
    const early = inspector(() => undefined);
    expect((await early(new Request('http://localhost/local')))?.status).toBe(503);
    expect(early(new Request('http://localhost/locals'))).toBeUndefined();
    expect(early(new Request('http://localhost/'))).toBeUndefined();
  });
});

describe('LOCAL a form', () => {
  test.each<[what: string, headers: Record<string, string>]>([
    ['from another site', { origin: 'https://elsewhere.example' }],
    ['from a name that was made to point here', { origin: 'http://elsewhere.example:7071' }],
    ['from a page without an origin', { origin: 'null' }],
    ['from another service on this machine', { origin: 'http://127.0.0.1:1' }],
    ['that a browser calls cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['that a browser calls same-site', { 'sec-fetch-site': 'same-site' }],
  ])('%s is refused and does nothing', async (_what, headers) => {
    const before = await person('ken@mihon.example.com');
    const answer = await fetch(`${app}/local/cards/owner-ken/key/replace`, {
      method: 'POST',
      headers,
      redirect: 'manual',
    });
    expect(answer.status).toBe(403);
    expect(await person('ken@mihon.example.com')).toEqual(before);
  });

  test.each<[what: string, headers: () => Record<string, string>]>([
    ['from our own page', () => ({ origin: app, 'sec-fetch-site': 'same-origin' })],
    ['from a program', () => ({})],
  ])('%s is obeyed', async (_what, headers) => {
    const answer = await fetch(`${app}/local/cards/owner-ken/key/replace`, {
      method: 'POST',
      headers: headers(),
      redirect: 'manual',
    });
    expect(answer.status).toBe(303);
  });
});

describe('LOCAL a mailbox', () => {
  const own = () => `${app}/local/mailboxes/misaki@mihon.example.com`;

  test('lets its owner write, change and delete a contact', async () => {
    await browser.open(`${own()}?folder=contacts`);
    await browser.follow('新しい連絡先');
    await browser.press('作成', {
      surname: '<b>山田',
      givenName: '太郎',
      personalNotes: '詳しくは https://cards.example/1?a=1&b=2 まで',
    });
    expect(list()).toEqual(['太郎 <b>山田']);
    const link = load(browser.here().html)('.notes a');
    expect([link.attr('href'), link.text()]).toEqual(Array(2).fill('https://cards.example/1?a=1&b=2'));

    await browser.follow('編集');
    await browser.press('保存', { displayName: '山田 太郎', nickName: 'タロー', mobilePhone: '090-0000-0000' });
    expect(browser.here().text).toContain('タロー');
    expect(load(browser.here().html)('a[href="tel:09000000000"]').length).toBe(1);

    await browser.press('連絡先を削除');
    expect(list()).toEqual([]);
    await browser.follow('削除済みアイテム');
    expect(list()).toEqual(['山田 太郎']);
  });

  test('lets its owner make, rename and delete a folder', async () => {
    await browser.open(own());
    await browser.press('作成', { displayName: 'Sansan' });
    expect(load(browser.here().html)('.places [aria-current]').text()).toContain('Sansan');
    expect((await browser.press('作成', { displayName: 'sansan' })).status).toBe(409);

    await browser.open(own());
    await browser.press('変更', { displayName: '自分の名刺' });
    await browser.press('「自分の名刺」を削除');
    expect(load(browser.here().html)('.places .deleted').text()).toContain('自分の名刺');
    // Deleted Items has one of that name by now.
    await browser.press('作成', { displayName: '自分の名刺' });
    await browser.press('「自分の名刺」を削除');
    expect(load(browser.here().html)('.places .deleted')).toHaveLength(2);
    await browser.press('削除済みアイテムを空にする');
    expect(load(browser.here().html)('.places').text()).not.toContain('自分の名刺');
  });
});

describe('LOCAL the cards', () => {
  const own = () => `${app}/local/cards/owner-hanako`;
  const content = { lastName: '試験', firstName: '用', companyName: '試験商会', memo: '初めての\nメモ' };

  test('are added and edited with all that is on them', async () => {
    await browser.open(`${own()}?form=new`);
    await browser.press('名刺を登録', { ...content, prefecture: '東京都', city: '港区', tags: '展示会、重要' });
    expect(await person('hanako@mihon.example.com')).toMatchObject({ cards: 13 });
    await browser.press('保存', { title: '部長' });
    const $ = load(browser.here().html);
    const shown = (name: string) => $(`.detail [name="${name}"]`).val();
    expect(['lastName', 'title', 'address', 'tags'].map(shown)).toEqual(['試験', '部長', '東京都港区', '展示会、重要']);
    expect(shown('memo')).toMatch(/^初めての\r?\nメモ$/);
  });

  test('are merged by two, given away and removed', async () => {
    await browser.open(own());
    const [one = '', other = ''] = load(browser.here().html)('[name="card"]')
      .toArray()
      .map((box) => String(load(box)('input').val()));
    const merge = (cards: string[]) =>
      browser.raw(`${own()}/merge`, {
        method: 'POST',
        body: new URLSearchParams(cards.map((id): [string, string] => ['card', id])),
      });
    expect((await merge([one])).status).toBe(400);
    expect((await merge([one, other])).status).toBe(303);
    expect(await person('hanako@mihon.example.com')).toMatchObject({ cards: 12 });

    await browser.open(`${own()}?search=${encodeURIComponent('試験商会')}`);
    await browser.follow('試験');
    const before = await person('aoi@komichi.example.com');
    await browser.press('譲渡', { to: 'owner-aoi' });
    expect(await person('aoi@komichi.example.com')).toEqual({ ...before, cards: Number(before?.cards) + 1 });

    await browser.open(`${app}/local/cards/owner-aoi?search=${encodeURIComponent('試験商会')}`);
    await browser.follow('試験');
    await browser.press('この名刺を削除');
    expect(await person('aoi@komichi.example.com')).toEqual(before);
  });

  test('cannot be read any more with a key that was revoked', async () => {
    await browser.open(`${app}/local/cards/owner-jiro`);
    await browser.press('失効させる');
    expect(await person('jiro@hokuto.example.com')).toMatchObject({ apiKey: null });
    await browser.press('発行');
    expect((await person('jiro@hokuto.example.com'))?.apiKey).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('LOCAL the clock', () => {
  const cosmosState = z.object({
    containers: z.array(z.object({ items: z.array(z.looseObject({ lastServed: z.string().optional() })) })),
  });

  test('moves forward and the timer has run when the page is back', async () => {
    const before = await overview();
    await browser.open(`${app}/local`);
    const page = await browser.press('30分進めて');
    expect([page.url.pathname, page.status]).toEqual(['/local', 200]);

    const passed = Date.parse((await overview()).localTime) - Date.parse(before.localTime);
    expect(passed).toBeGreaterThanOrEqual(30 * 60_000);
    expect(passed).toBeLessThan(31 * 60_000);
    const state = cosmosState.parse(await (await fetch(`${before.emulators.cosmos}/_emulator/state`)).json());
    const served = state.containers.flatMap(({ items }) => items.flatMap(({ lastServed }) => lastServed ?? []));
    const leap = Date.parse(before.localTime) + 30 * 60_000;
    expect(Math.max(...served.map((minute) => Date.parse(minute)))).toBeGreaterThanOrEqual(leap - (leap % 60_000));
  });

  test.each(['0', '-30', '1.5', '', 'soon', '999999'])('does not take "%s" minutes', async (minutes) => {
    const answer = await browser.raw(`${app}/local/time`, { method: 'POST', body: new URLSearchParams({ minutes }) });
    expect(answer.status).toBe(400);
  });
});

describe('LOCAL the page of queues', () => {
  test('shows what waits in the queues, decoded, and counts what is hidden', async () => {
    const queues = await startAzurite();
    try {
      const queue = new QueueClient(queues.connectionString, 'sync-user');
      await queue.create();
      await queue.sendMessage(Buffer.from('{"v":1,"userId":"<user>"}').toString('base64'));
      await queue.sendMessage('aGlkZGVu', { visibilityTimeout: 600 });
      const looks = await lookAtQueues({ queues });
      expect(looks.map(({ name, total, waiting }) => [name, total, waiting.length])).toEqual([
        ['sync-user', 2, 1],
        ['sync-user-poison', 0, 0],
        ['clean-up-link', 0, 0],
        ['clean-up-link-poison', 0, 0],
        ['send-notice', 0, 0],
        ['send-notice-poison', 0, 0],
      ]);
      const { content, isChanging } = queuesPage(looks);
      expect(load(String(await content))('pre').text()).toBe('{\n  "v": 1,\n  "userId": "<user>"\n}');
      expect(isChanging).toBe(true);
    } finally {
      await queues.close();
    }
  });
});
