import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { apiKeyOf } from '../../../local/sample-data/world.ts';
import { plan, removeCard } from '../fixtures/acts.ts';
import { MIHON, ORGANIZATION_NAME, person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { trafficDuring } from '../fixtures/traffic.ts';
import { activitiesIn, cardsOf } from '../fixtures/views.ts';
import {
  disconnect,
  KEYS_SCREEN,
  linkedUsers,
  ORGANIZATION_SCREEN,
  openScreen,
  SETTINGS_SCREEN,
  supplyKeys,
  USER_SCREEN,
  USERS_SCREEN,
} from '../fixtures/walks.ts';

let stack: RunningStack;
let hanako: PlainBrowser;
let misaki: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(async () => {
  await stack.reset();
  const { administrator, users } = await linkedUsers(stack, 'misaki');
  [hanako, misaki] = [administrator, users.misaki];
});
afterAll(() => stack.stop());

/** Sends the form of a button as the page has it, as often as it is called. */
async function formOf(
  browser: PlainBrowser,
  path: string,
  button: string,
  typed: Record<string, string> = {},
): Promise<Send> {
  const $ = load((await browser.open(stack.app + path)).html);
  const pressed = $('main form button')
    .filter((_, one) => $(one).text() === button)
    .first();
  const form = pressed.closest('form');
  const fields = form.serializeArray().map(({ name, value }): [string, string] => [name, value]);
  const body = new URLSearchParams(fields);
  const name = pressed.attr('name');
  if (name !== undefined) body.set(name, pressed.attr('value') ?? '');
  for (const [field, text] of Object.entries(typed)) body.set(field, text);
  const action = pressed.attr('formaction') ?? form.attr('action') ?? '';
  return async (changes = {}) => {
    const sent = new URLSearchParams(body);
    for (const [field, text] of Object.entries(changes)) sent.set(field, text);
    const init = { method: 'POST', body: sent, headers: { origin: stack.app } };
    const response = await browser.raw(stack.app + action, init);
    const page = load(await response.text())('main');
    page.find('input[type=hidden]').remove();
    return { status: response.status, to: response.headers.get('location'), page: page.html() };
  };
}
type Send = (changes?: Record<string, string>) => Promise<Answer>;
interface Answer {
  readonly status: number;
  readonly to: string | null;
  readonly page: string | null;
}

/** A double click, and a repeat later on. All have the same outcome, which is returned. */
async function thrice(send: Send): Promise<Answer> {
  const [first, second] = await Promise.all([send(), send()]);
  const later = await send();
  expect(second).toEqual(first);
  expect(later).toEqual(first);
  return first;
}

async function countOf(kind: string): Promise<number> {
  return (await activitiesIn(stack)).filter((one) => one === kind).length;
}

async function holdRemovals(): Promise<void> {
  for (const { id } of (await cardsOf(stack, 'misaki')).slice(0, 25)) await removeCard(stack, id);
  await stack.pass(6 * 3_600_000);
}

type Case = [act: string, form: () => Promise<Send>, kind: string, wrong: string];

describe('E8 the same form, sent again,', () => {
  test.each<Case>([
    [
      'disconnects once, and says nothing else',
      () => formOf(hanako, `${ORGANIZATION_SCREEN}/contacts/disconnect`, 'すべての連携を解除する'),
      'disconnected',
      '何も解除していません',
    ],
    [
      "decides a hold once by its owner's word",
      () => holdRemovals().then(() => formOf(misaki, USER_SCREEN, '連絡先を残す')),
      'hold-decided',
      '反映されていません',
    ],
    [
      "decides a hold once by an administrator's word",
      async () => {
        await holdRemovals();
        await openScreen(stack, hanako, USERS_SCREEN);
        await hanako.follow('対応を選ぶ');
        return formOf(hanako, hanako.here().url.pathname + hanako.here().url.search, '連絡先を残す');
      },
      'hold-decided',
      '反映されていません',
    ],
    [
      'withdraws a key once',
      async () => {
        await supplyKeys(stack, hanako, ['ken']);
        await hanako.open(stack.app + KEYS_SCREEN);
        await hanako.follow('登録を取り消す');
        return formOf(hanako, hanako.here().url.pathname + hanako.here().url.search, '登録を取り消す');
      },
      'key-withdrawn',
      'エラー',
    ],
    [
      'supplies a key once',
      () => formOf(hanako, KEYS_SCREEN, '登録', { email: person('ken').address, apiKey: apiKeyOf('ken') }),
      'key-supplied',
      'エラー',
    ],
    ['pauses once', () => formOf(hanako, USERS_SCREEN, '一時停止'), 'paused', 'エラー'],
    ['unlinks once', () => formOf(misaki, `${USER_SCREEN}/unlink`, '連携を解除'), 'unlinked', 'エラー'],
    [
      'takes a consent link back once',
      async () => {
        await (await formOf(hanako, ORGANIZATION_SCREEN, '同意用リンクを作成', { tenantId: MIHON }))();
        return formOf(hanako, ORGANIZATION_SCREEN, '同意用リンクを取り消す');
      },
      'consent-link-revoked',
      'エラー',
    ],
  ])('%s', async (_, form, kind, wrong) => {
    const send = await form();
    const before = await countOf(kind);
    const { status, to } = await thrice(send);
    expect(status).toBe(303);
    expect(await countOf(kind)).toBe(before + 1);
    const browser = to?.startsWith(USER_SCREEN) ? misaki : hanako;
    const { text } = await browser.open(stack.app + (to ?? ''));
    expect(text).not.toContain(wrong);
  });

  test('shows the consent link again that it made, which stays good', async () => {
    const send = await formOf(hanako, ORGANIZATION_SCREEN, '同意用リンクを作成', { tenantId: MIHON });
    const { page } = await thrice(send);
    const url = load(page ?? '')('#url').attr('value') ?? '';
    expect(url).toContain('/consent/start?link=');
    expect(await countOf('consent-link-made')).toBe(1);
    expect((await fetch(url)).status).toBe(200);
    // What the database keeps of it opens nothing.
    const kept = await (await fetch(`${stack.cosmos}/_emulator/state`)).text();
    expect(kept).not.toContain(new URL(url).searchParams.get('link'));
  });

  test('shows the secret of a webhook again that it made', async () => {
    const send = await formOf(hanako, SETTINGS_SCREEN, 'お知らせの設定を保存', {
      webhook: 'https://hooks.mihon.example.com/meishi',
    });
    const { page } = await thrice(send);
    expect(load(page ?? '')('#secret').val()).toMatch(/.{20}/);
    expect(await countOf('notices-chosen')).toBe(1);
  });

  test('asks once for the end of all data', async () => {
    await disconnect(stack, hanako);
    const send = await formOf(hanako, `${ORGANIZATION_SCREEN}/erasure`, 'すべてのデータを削除する', {
      name: ORGANIZATION_NAME,
    });
    expect((await thrice(send)).status).toBe(303);
  });

  test('costs a claim and a note in the database, and a repeat no more than a look', async () => {
    // A form after which nothing runs in the background.
    const send = await formOf(misaki, USER_SCREEN, 'お知らせメールを停止する');
    const first = await trafficDuring(stack, () => send());
    const again = await trafficDuring(stack, () => send());
    expect(first.cosmos).toMatchObject({ 'create attempts': 1, 'upsert attempts': 1, 'replace links': 1 });
    expect(again.cosmos).toMatchObject({ 'create attempts': 1, 'read attempts': 1 });
    expect(Object.keys(again.cosmos)).not.toContain('upsert attempts');
    expect(Object.keys(again.cosmos)).not.toContain('replace links');
  });

  test('is tried anew when it was rejected, or when it failed', async () => {
    const typed = { email: person('ken').address, apiKey: apiKeyOf('ken') };
    const send = await formOf(hanako, KEYS_SCREEN, '登録', typed);
    await plan(stack.keyVault, { match: 'PUT /secrets/', effect: { kind: 'refuse', status: 403, headers: {} } });
    expect((await send()).status).toBe(500);
    expect((await send()).status).toBe(303);
  });

  test('with another word is another act, and the first word counts', async () => {
    await holdRemovals();
    const send = await formOf(misaki, USER_SCREEN, '連絡先を残す');
    await send();
    await send({ decision: 'apply' });
    expect((await misaki.open(stack.app + USER_SCREEN)).text).toContain('反映されていません');
    expect(await countOf('hold-decided')).toBe(1);
  });
});
