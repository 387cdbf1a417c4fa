import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import {
  addCard,
  editCard,
  inEntra,
  inOutlook,
  plan,
  removeCard,
  revokeKey,
  setCondition,
  setWriteLatency,
} from '../fixtures/acts.ts';
import { accountOf } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { trafficDuring } from '../fixtures/traffic.ts';
import { until } from '../fixtures/until.ts';
import { cardOf, cardsOf, contactOf, folderOf, kept, linkOf, mailboxOf } from '../fixtures/views.ts';
import {
  connect,
  link,
  linkedUsers,
  openScreen,
  pickAccount,
  SETTINGS_SCREEN,
  signIn,
  supplyKeys,
  USER_SCREEN,
  unlink,
} from '../fixtures/walks.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BATCH = 'POST /\\$batch';
const later = (seconds: number) =>
  ({ kind: 'refuse', status: 429, headers: { 'Retry-After': String(seconds) } }) as const;

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(() => stack.reset());
afterAll(() => stack.stop());

/** What the screen says in a word, in what colour, and in full. */
async function screen(user: PlainBrowser) {
  const { html, text } = await openScreen(stack, user, USER_SCREEN);
  const [, tone, label] = /<span class="badge (\w*)">([^<]*)</.exec(html) ?? [];
  return { tone, label, text };
}

describe('B6, B7 the screen says that', () => {
  test('nothing is linked yet, and where "link" leads', async () => {
    await connect(stack);
    expect(await screen(await signIn(stack, 'misaki'))).toMatchObject({
      label: '未連携',
      text: expect.stringContaining('Microsoft のサインイン画面に移ります'),
    });
  });

  test('a key is missing, which is not healthy', async () => {
    await connect(stack);
    const misaki = await link(stack, 'misaki');
    expect(await screen(misaki)).toMatchObject({ label: 'APIキー未登録', tone: 'warn' });
    expect(misaki.here().text).not.toContain('次回の同期');
  });

  test('a linking broke off, and goes on at the next', async () => {
    await connect(stack);
    await plan(stack.keyVault, { match: 'PUT /secrets/tokens-', effect: { kind: 'refuse', status: 403, headers: {} } });
    const misaki = await link(stack, 'misaki');
    expect(await screen(misaki)).toMatchObject({ label: '連携が未完了', tone: 'warn' });
    await pickAccount(stack, misaki, 'misaki');
    expect((await screen(misaki)).label).toBe('APIキー未登録');
  });

  test('a sync runs, how far it is, how fast, and how long it takes', async () => {
    await supplyKeys(stack, await connect(stack), ['misaki']);
    await setWriteLatency(stack, 100);
    const misaki = await link(stack, 'misaki');
    const { text } = await until(
      () => screen(misaki),
      (seen) => seen.text.includes('40枚中20枚'),
    );
    expect(text).toContain('この画面を閉じても、同期は続きます');
  });

  test('Microsoft asked to wait, and until when', async () => {
    await supplyKeys(stack, await connect(stack), ['misaki']);
    await plan(stack.graph, { match: BATCH, effect: later(600) });
    const misaki = await link(stack, 'misaki');
    await stack.idle();
    const { label, text } = await screen(misaki);
    expect(label).toBe('待機中');
    expect(text).toContain('Microsoft へのアクセスが混み合っている');
    expect(text).toMatch(/再開の予定\d+分後 \d{4}\/\d\d\/\d\d \d+:\d\d/);
  });

  test('all went well, when, when it is the turn next, and what each client shows of the folder', async () => {
    const { misaki } = (await linkedUsers(stack, 'misaki')).users;
    const { tone, text } = await screen(misaki);
    expect(tone).toBe('good');
    expect(text).toMatch(/最後に成功した同期たった今 \d{4}/);
    expect(text).toMatch(/次回の同期(まもなく|\d+分後) \d{4}/);
    expect(text).toContain('フォルダーの場所');
    const clients = [
      '新しい Outlook（Windows）フォルダーは、左の一覧を展開したときだけ表示されます',
      'Outlook on the webフォルダーが左の一覧に表示されます',
      '従来の Outlook（Windows）フォルダーが「個人用の連絡先」の下に表示されます',
      '端末に保存されるのは、既定の「連絡先」フォルダーだけです',
      'スマートフォン本体の Exchange アカウントすべての連絡先フォルダーが端末の連絡先に表示され',
      'Microsoft Teams最上位の「連絡先」フォルダーだけが表示され',
    ];
    expect(clients.filter((said) => !text.includes(said))).toEqual([]);
  });

  test('a run failed, and why', async () => {
    const { misaki } = (await linkedUsers(stack, 'misaki')).users;
    await setCondition(stack, 'misaki', 'gone');
    await stack.pass(DAY);
    expect(await screen(misaki)).toMatchObject({ label: '同期できていません', tone: 'warn' });
  });

  test('removals wait for a word', async () => {
    const { misaki } = (await linkedUsers(stack, 'misaki')).users;
    for (const { id } of (await cardsOf(stack, 'misaki')).slice(0, 25)) await removeCard(stack, id);
    await stack.pass(6 * HOUR);
    expect(await screen(misaki)).toMatchObject({ label: '削除の確認待ち', tone: 'warn' });
    expect(misaki.here().text).toContain('件数が多いため、連絡先の削除を保留しました（25件）');
  });

  test('a new sign-in is needed, and offers it', async () => {
    const { misaki } = (await linkedUsers(stack, 'misaki')).users;
    await inEntra(stack, { kind: 'revoke-sessions', ...accountOf('misaki') });
    await stack.pass(DAY);
    expect(await screen(misaki)).toMatchObject({ label: '再連携が必要', tone: 'bad' });
    expect(misaki.here().html).toContain('id="link"');
    expect(misaki.here().text).toContain('アクセスの許可が取り消されたため');
  });

  test('a key was refused, for which another sign-in is no help', async () => {
    const { misaki } = (await linkedUsers(stack, 'misaki')).users;
    await revokeKey(stack, 'misaki');
    await stack.pass(HOUR);
    await screen(misaki);
    expect(misaki.here().html).not.toContain('id="link"');
    expect(misaki.here().text).toContain('新しいキーを登録すると、同期が再開します');
  });

  test('a link is being tidied up, as long as the folder waits to be deleted', async () => {
    const { misaki } = (await linkedUsers(stack, 'misaki')).users;
    await plan(stack.graph, { match: 'PATCH /me/contactFolders/', effect: later(120) });
    await unlink(stack, misaki, 'delete');
    expect(await screen(misaki)).toMatchObject({ label: '解除中', tone: 'busy' });
    await stack.pass(10 * 60_000);
    expect((await screen(misaki)).label).toBe('未連携');
    expect(misaki.here().text).toContain('連携を解除しました（フォルダーも削除）');
  });

  test('the organization is not connected, which leaves nothing to press', async () => {
    const { text, label } = await screen(await signIn(stack, 'misaki'));
    expect(label).toBe('未連携');
    expect(text).toContain('管理者にお問い合わせください');
  });
});

describe('B6 a program that watches the screen', () => {
  const live = z.object({ version: z.string(), says: z.string(), every: z.number(), progress: z.unknown() });
  const watch = async (user: PlainBrowser) => z.object({ live }).parse(await user.json(stack.app + USER_SCREEN)).live;

  test('is told the same as long as nothing changes, and another version when something does', async () => {
    const { misaki } = (await linkedUsers(stack, 'misaki')).users;
    const first = await watch(misaki);
    expect(await watch(misaki)).toEqual(first);
    expect(first).toMatchObject({ says: '連携中', every: 30, progress: null });
    const { html } = await misaki.open(stack.app + USER_SCREEN);
    expect(html).toContain(`data-version="${first.version}"`);
    await unlink(stack, misaki);
    expect((await watch(misaki)).version).not.toBe(first.version);
  });

  test('sees the progress move without a new version, and hears of every quarter', async () => {
    await supplyKeys(stack, await connect(stack), ['misaki']);
    await setWriteLatency(stack, 100);
    const misaki = await link(stack, 'misaki');
    const seen = await until(
      () => watch(misaki),
      ({ says }) => says.includes('50%'),
    );
    expect(seen).toMatchObject({ every: 2, progress: { done: 20, total: 40, text: expect.stringContaining('20枚') } });
  });
});

describe('SECURITY, B6 a session', () => {
  const ask = async (user: PlainBrowser, headers: Record<string, string>) => {
    const accept = 'application/json';
    return (await user.raw(stack.app + USER_SCREEN, { headers: { accept, ...headers } })).status;
  };

  test.each([
    ['ends under a page that is open and that nobody uses', { 'x-unattended': '1' }, 303],
    ['goes on as long as its person does something', {}, 200],
  ])('%s', async (_, headers, status) => {
    const misaki = await signIn(stack, 'misaki');
    for (let quarter = 0; quarter < 3; quarter += 1) {
      await stack.pass(HOUR / 4);
      expect(await ask(misaki, headers)).toBe(200);
    }
    await stack.pass(HOUR / 4);
    expect(await ask(misaki, headers)).toBe(status);
  });
});

describe('B6 the preview', () => {
  let misaki: PlainBrowser;
  beforeEach(async () => {
    misaki = (await linkedUsers(stack, 'misaki')).users.misaki;
    await misaki.open(stack.app + USER_SCREEN);
  });
  const preview = async () => (await misaki.open(`${stack.app}${USER_SCREEN}/preview`)).text;

  test('says that there is nothing to do', async () => {
    expect(await preview()).toContain('書き込むものはありません');
  });

  test('names what comes, changes and goes, with the reason, and writes nothing', async () => {
    const [changed, gone] = await cardsOf(stack, 'misaki');
    if (changed === undefined || gone === undefined) throw new Error('There are too few cards.');
    const { displayName } = await contactOf(stack, 'misaki', changed.id);
    await addCard(stack, 'misaki', { lastName: '予告', firstName: '編' });
    await editCard(stack, changed.id, { title: '取締役' });
    await removeCard(stack, gone.id);
    const [state, mailbox] = [await kept(stack), await mailboxOf(stack, 'misaki')];
    expect(await preview()).toContain('3件の変更があります');
    expect([await kept(stack), await mailboxOf(stack, 'misaki')]).toEqual([state, mailbox]);
    const { text } = misaki.here();
    for (const shown of [
      '追加：新しい名刺1件',
      '更新：名刺または組織の設定が変更されたため1件',
      '予告 編',
      displayName,
    ]) {
      expect(text).toContain(shown);
    }
  });

  const unavailable = { kind: 'refuse', status: 503, headers: {} } as const;

  test('shows a card that is gone by the name of its contact, or by its id when that is gone as well', async () => {
    const { id } = await cardOf(stack, 'misaki');
    const contact = await contactOf(stack, 'misaki', id);
    await removeCard(stack, id);
    expect(await preview()).toContain('削除：「マイデータ」から名刺がなくなったため1件');
    expect(misaki.here().text).toContain(`${contact?.displayName} 削除：`);
    await inOutlook(stack, 'misaki', { kind: 'delete-contact', contactId: contact?.id ?? '' });
    expect(await preview()).toContain(`「マイデータ」にない名刺（名刺ID：${id}） 変更なし`);
  });

  test('shows removals that would be held, each by the name of its contact, in two requests', async () => {
    const cards = (await cardsOf(stack, 'misaki')).slice(0, 25);
    const names = await Promise.all(cards.map(async ({ id }) => (await contactOf(stack, 'misaki', id))?.displayName));
    for (const { id } of cards) await removeCard(stack, id);
    const { graph } = await trafficDuring(stack, preview);
    const { text } = misaki.here();
    expect(text).toContain('連絡先40件のうち25件が削除の対象です');
    expect(text).not.toContain('書き込むものはありません');
    for (const name of names) expect(text).toContain(`${name} 保留中`);
    expect(graph['POST /$batch']).toBe(2);
  });

  test('says that the folder is gone', async () => {
    await inOutlook(stack, 'misaki', { kind: 'delete-folder', folderId: (await folderOf(stack, 'misaki')).id });
    expect(await preview()).toContain('フォルダーが見つかりません');
    expect((await mailboxOf(stack, 'misaki')).folders).toEqual([]);
  });

  test('says why it could not be made', async () => {
    await plan(stack.sansan, { match: 'GET /v3.2/bizCards', effect: unavailable });
    expect(await preview()).toContain('Sansan に接続できませんでした');
  });

  test('is for people who are linked', async () => {
    await unlink(stack, misaki);
    expect(await preview()).toContain('現在、同期は行われません');
  });

  test('lists the cards and the folder once', async () => {
    const { graph, sansan } = await trafficDuring(stack, preview);
    expect(graph).toEqual({ 'GET /me/contactFolders/:folderId': 1, 'GET /me/contactFolders/:folderId/contacts': 1 });
    expect(Object.values(sansan)).toEqual([1]);
  });
});

describe('A7, B6, C10, F4 the screen', () => {
  test('a card that Outlook refuses leads to its page, where the organization has told the address of cards', async () => {
    const administrator = await connect(stack);
    await supplyKeys(stack, administrator, ['misaki']);
    await administrator.open(stack.app + SETTINGS_SCREEN);
    const cardUrl = `${stack.sansan}/v/card/{id}`;
    await administrator.press('URLを保存', { cardUrl });
    const body = { error: { code: 'ErrorInvalidProperty', message: 'No.' } };
    await plan(stack.graph, {
      match: 'POST /me/contactFolders/.+/contacts$',
      effect: { kind: 'refuse', status: 400, headers: {}, body },
    });
    const misaki = await link(stack, 'misaki');
    await stack.idle();
    const notes = (await folderOf(stack, 'misaki')).contacts.map(({ personalNotes }) => personalNotes ?? '');
    const pageOf = (id: string) => cardUrl.replace('{id}', id);
    const refused = (await cardsOf(stack, 'misaki')).filter(({ id }) => !notes.join().includes(pageOf(id)));
    expect(refused).toHaveLength(1);
    const { html, text } = await misaki.open(stack.app + USER_SCREEN);
    expect(html).toContain(`<a href="${pageOf(refused[0]?.id ?? '')}">`);
    expect(text).toContain('Outlook が受け付けない内容が含まれています。');
  });

  test('a card of which an address could not be written is told with its page, as long as that is so', async () => {
    const administrator = await connect(stack);
    await supplyKeys(stack, administrator, ['misaki']);
    const { id } = await cardOf(stack, 'misaki');
    await editCard(stack, id, { email: 'taro at example.com' });
    const misaki = await link(stack, 'misaki');
    await stack.idle();
    const { text } = await misaki.open(stack.app + USER_SCREEN);
    expect(text).toContain('一部の内容を書き込めなかった名刺');
    expect(text).toContain(
      `メールアドレス：アドレスとして読み取れない内容があるか、4件以上のアドレスがあります。${id}`,
    );
    expect(text).not.toContain('taro at example.com');

    await editCard(stack, id, { email: 'taro.@docomo.ne.jp' });
    await misaki.press('今すぐ同期');
    await stack.idle();
    expect((await misaki.open(stack.app + USER_SCREEN)).text).not.toContain('一部の内容を書き込めなかった名刺');
  });

  test('the screen is there while the vault does not give out a key that waits, and takes the key later', async () => {
    await supplyKeys(stack, await connect(stack), ['misaki']);
    const misaki = await signIn(stack, 'misaki');
    await plan(stack.keyVault, {
      match: '^GET /secrets/card-key',
      effect: { kind: 'refuse', status: 403, headers: {} },
    });
    const { status, text } = await misaki.open(stack.app + USER_SCREEN);
    expect([status, text.includes('APIキーが登録されていません')]).toEqual([200, true]);
    await misaki.open(stack.app + USER_SCREEN);
    expect(await linkOf(stack, 'misaki')).toMatchObject({ cardKey: { suppliedBy: 'administrator' } });
  });
});
