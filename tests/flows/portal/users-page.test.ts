import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { type PlainBrowser, plainBrowser } from '../../../local/demo/plain-browser.ts';
import { DEFAULT_KEY } from '../../../local/emulators/cosmos/account-key.ts';
import { WORDS } from '../../../shared/i18n/words.ts';
import { USER_STATUSES } from '../../../shared/links/link-status.ts';
import { cosmosContainers } from '../../../shared/storage/cosmos-database.ts';
import { linkIn, linkKey } from '../../unit/fixtures/links.ts';
import { inOutlook, removeCard, revokeKey, setWriteLatency } from '../fixtures/acts.ts';
import { get } from '../fixtures/http.ts';
import { onlyWhere } from '../fixtures/only-where.ts';
import { HOKUTO, ORGANIZATION, person, userIdOf } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { trafficDuring } from '../fixtures/traffic.ts';
import { until } from '../fixtures/until.ts';
import { activitiesIn, cardIdsIn, cardIdsOf, cardsOf, folderOf, kept, ledgerRows, linkOf } from '../fixtures/views.ts';
import {
  connect,
  link,
  linkedUsers,
  ORGANIZATION_SCREEN,
  signIn,
  submit,
  supplyKeys,
  USER_SCREEN,
  USERS_SCREEN,
} from '../fixtures/walks.ts';

const HOUR = 3_600_000;

const requestsSchema = z.object({ charge: z.number(), byOperation: z.record(z.string(), z.number()) });

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(async () => {
  await stack.reset();
  await setWriteLatency(stack, 0);
});
afterAll(() => stack.stop());

const usersScreen = (browser: PlainBrowser) => browser.open(stack.app + USERS_SCREEN);
const idOf = userIdOf;

describe('E1, F5 the list of users', () => {
  test('says of each how things stand, since when, and why', async () => {
    const administrator = await connect(stack);
    await supplyKeys(stack, administrator, ['misaki', 'naoko', 'hanako']);
    await link(stack, 'misaki');
    await link(stack, 'hanako');
    await link(stack, 'ken');
    await stack.idle();
    await revokeKey(stack, 'hanako');
    await stack.pass(HOUR / 2);
    const { text, html } = await usersScreen(administrator);
    expect(text).toContain('すべて 3');
    expect(text).toMatch(/misaki@mihon\.example\.com 連携中 40 (?:たった今|\d+分前)/);
    expect(text).toContain('hanako@mihon.example.com APIキーの変更が必要APIキーが Sansan に拒否されました。');
    const [, toKeys = ''] = /href="([^"]*api-keys\?for=[^"]+)"/.exec(html) ?? [];
    expect(toKeys).not.toContain('hanako');
    const keys = await administrator.open(stack.app + toKeys);
    expect(keys.html).toContain(`value="${person('hanako').address}"`);
    // Linked without a key is nothing to be green about.
    expect(html).toMatch(
      /ken@mihon\.example\.com<\/bdi><\/div><\/td>\s*<td[^>]*><div><span class="badge warn">APIキー未登録/,
    );
  });

  test('shows who is late in colour, and nobody while all is well', async () => {
    await linkedUsers(stack, 'misaki', 'ken');
    const late = async () => {
      const { html } = await usersScreen(await signIn(stack, 'hanako'));
      return [...html.matchAll(/<div class="age (\w+)"><span[^>]*>([^<]+)/g)].map(([, tone, age]) => [
        tone,
        age?.trim(),
      ]);
    };
    expect(await late()).toEqual([]);
    await revokeKey(stack, 'ken');
    await stack.pass(5 * HOUR);
    expect(await late()).toEqual([['warn', '5時間前']]);
    await stack.pass(24 * HOUR);
    expect(await late()).toEqual([['bad', '1日前']]);
  });

  test('is searched by address and state, and no address gets into an address', async () => {
    const { administrator } = await linkedUsers(stack, 'misaki', 'ken');
    await usersScreen(administrator);
    const found = await administrator.press('検索', { text: 'MISAKI@', standing: 'working' });
    expect([found.text.includes(person('misaki').address), found.text.includes(person('ken').address)]).toEqual([
      true,
      false,
    ]);
    expect(found.html).toContain('value="misaki@"');
    // Also in the other language.
    expect((await administrator.follow('English')).html).toContain('value="misaki@"');
    await administrator.follow('日本語');
    expect((await administrator.press('検索', { text: 'nobody' })).text).toContain('条件に合うユーザーはいません');
    expect((await administrator.follow('連携中')).text).toContain(person('ken').address);
    const trail = administrator.trail().map(({ href }) => decodeURIComponent(href).toLowerCase());
    expect(trail.some((address) => address.includes('misaki') || address.includes('nobody'))).toBe(false);
  });

  test('is searched for what was meant, and says why a name or two addresses are not found', async () => {
    const { administrator } = await linkedUsers(stack, 'misaki', 'ken');
    await usersScreen(administrator);
    const { address } = person('misaki');
    for (const text of [
      'ｍｉｓａｋｉ＠',
      `\u200b${address}`,
      `mailto:${address}`,
      `鈴木 美咲 <${address}>`,
      `「${address}」`,
    ]) {
      const found = (await administrator.press('検索', { text })).text;
      expect([text, found.includes(address), found.includes(person('ken').address)]).toEqual([text, true, false]);
    }
    const two = await administrator.press('検索', { text: `${address}, ${person('ken').address}` });
    expect(two.text).toContain('メールアドレスは1つずつ検索してください');
    expect((await administrator.press('検索', { text: '鈴木' })).text).toContain('氏名では検索できません');
    const long = await administrator.press('検索', { text: `${'a'.repeat(250)}@mihon.example.com` });
    expect([long.status, long.text]).toEqual([200, expect.stringContaining('条件に合うユーザーはいません')]);
  });

  onlyWhere('there are several organizations', () => {
    test('cannot be led elsewhere by what stands in its address', async () => {
      const { administrator } = await linkedUsers(stack, 'misaki');
      await connect(stack, { administrator: 'jiro', tenant: HOKUTO, consenter: 'jiro' });
      const jiro = await signIn(stack, 'jiro');
      await usersScreen(jiro);
      const found = await submit(stack, jiro, `${USERS_SCREEN}/find`, { text: 'a' });
      const { search } = new URL(found.headers.get('location') ?? '', stack.app);
      expect(search).toMatch(/^\?view=ey/);
      for (const foreign of [search, '?view=made-up', '?view=', '?standing=nothing', '?organizationId=hokuto']) {
        const { status, text, html } = await administrator.open(stack.app + USERS_SCREEN + foreign);
        expect([status, html.includes('name="text" value=""')]).toEqual([200, true]);
        expect(text).toContain(person('misaki').address);
        expect(text).not.toContain('hokuto');
      }
    });
  });
});

describe('E1 what the list of users costs the database', () => {
  /** Request units and queries on links so far. */
  async function costs() {
    const { charge, byOperation } = requestsSchema.parse(await get(`${stack.cosmos}/_emulator/requests`));
    return { charge, queries: byOperation['query links'] ?? 0 };
  }

  /** Heads in one partition, so that a batch writes a hundred of them. */
  async function addPeople(count: number): Promise<void> {
    const links = await cosmosContainers({ endpoint: stack.cosmos, key: DEFAULT_KEY })('links');
    const head = {
      type: 'head',
      ...linkIn('not-linked', linkKey('everybody', ORGANIZATION)),
      email: 'somebody@mihon.example.com',
      standing: 'not-linked',
    };
    const items = Array.from({ length: count }, (_, index) => ({ ...head, id: `head-${index}`, listed: `${index}` }));
    for (let from = 0; from < count; from += 100) {
      const creates = items
        .slice(from, from + 100)
        .map((item) => ({ operationType: 'Create', resourceBody: item }) as const);
      await links.items.batch(creates, [head.organizationId, head.userId]);
    }
  }

  test('of an organization without people is no more than 20 request units', async () => {
    const administrator = await signIn(stack, 'hanako');
    const before = await costs();
    await usersScreen(administrator);
    const after = await costs();
    expect(after.charge - before.charge).toBeLessThanOrEqual(20);
  });

  test('of a large one: the numbers are counted once in five seconds, however often an administrator reloads', async () => {
    await addPeople(1_000);
    const administrator = await signIn(stack, 'hanako');
    const before = await costs();
    const began = Date.now();
    for (let n = 0; n < 10; n += 1) await usersScreen(administrator);
    expect(administrator.here().text).toContain('すべて 1,000');
    const times = (milliseconds: number) => 1 + Math.floor((Date.now() - began) / milliseconds);
    // A page is one query, counting is one for each status, and the timer has one a minute. The SDK sends each twice, at
    // first without its plan.
    const most = 10 + times(5_000) * USER_STATUSES.length + times(60_000);
    expect((await costs()).queries - before.queries).toBeLessThanOrEqual(2 * most);
  });
});

describe('E1, E6 an address of a list', () => {
  test.each([`${USERS_SCREEN}?standing=held`, `${ORGANIZATION_SCREEN}/audit?before=2026-11-01T00%3A00%3A00.000Z`])(
    'is still there after the sign-in: %s',
    async (address) => {
      const browser = plainBrowser();
      await browser.open(stack.app + address);
      expect((await browser.press(person('hanako').name)).url.href).toBe(stack.app + address);
    },
  );

  test.each([
    [
      `${ORGANIZATION_SCREEN}/audit.csv?before=2026-11-01T00%3A00%3A00.000Z`,
      `${ORGANIZATION_SCREEN}/audit?before=2026-11-01T00%3A00%3A00.000Z`,
    ],
    [`${ORGANIZATION_SCREEN}/erasure/receipt`, `${ORGANIZATION_SCREEN}/erasure`],
  ])('of a file (%s) leads to its screen after the sign-in', async (address, screen) => {
    const browser = plainBrowser();
    await browser.open(stack.app + address);
    expect((await browser.press(person('hanako').name)).url.href).toBe(stack.app + screen);
  });

  test('opens the same search after a sign-in, and later says that it has expired', async () => {
    const { administrator } = await linkedUsers(stack, 'misaki', 'ken');
    await usersScreen(administrator);
    const found = (await administrator.press('検索', { text: 'misaki' })).url;
    const later = plainBrowser();
    await later.open(found);
    const { text } = await later.press(person('hanako').name);
    expect(text).toContain(person('misaki').address);
    expect(text).not.toContain(person('ken').address);
    await stack.pass(8 * HOUR);
    const over = await (await signIn(stack, 'hanako')).open(found);
    expect(over.text).toContain('検索条件の有効期限が切れたため、全員を表示しています。');
    expect(over.text).toContain(person('ken').address);
  });

  test.each([
    ['the audit log', `${ORGANIZATION_SCREEN}/audit?user=made-up`, WORDS.ja.audit.viewOver],
    ['the file of it', `${ORGANIZATION_SCREEN}/audit.csv?user=made-up`, WORDS.ja.audit.viewOver],
    ['the API keys', `${ORGANIZATION_SCREEN}/api-keys?after=made-up`, WORDS.ja.keys.viewOver],
  ])('that cannot be read (%s) is said to show everything', async (_, address, note) => {
    expect((await (await signIn(stack, 'hanako')).open(stack.app + address)).text).toContain(note);
  });
});

describe('E1 a pause of one user', () => {
  test('has nothing done for that user and keeps everything, until it goes on', async () => {
    const { administrator, users } = await linkedUsers(stack, 'misaki');
    await usersScreen(administrator);
    await administrator.press('検索', { text: 'misaki' });
    const paused = await administrator.press('一時停止', { userId: idOf('misaki') });
    expect(paused.text).toContain('同期を一時停止しました');
    expect(paused.text).toContain('misaki@mihon.example.com 一時停止中');
    // Still the page that was searched for.
    expect(paused.html).toContain('value="misaki"');

    const before = await folderOf(stack, 'misaki');
    const [card] = await cardsOf(stack, 'misaki');
    await removeCard(stack, card?.id ?? '');
    await users.misaki.open(stack.app + USER_SCREEN);
    expect(users.misaki.here().text).toContain('管理者があなたの同期を一時停止しています');
    await submit(stack, users.misaki, `${USER_SCREEN}/sync`);
    const { graph, sansan } = await trafficDuring(stack, () => stack.pass(24 * HOUR));
    expect([graph, sansan]).toEqual([{}, {}]);
    expect(await folderOf(stack, 'misaki')).toEqual(before);

    const again = await signIn(stack, 'hanako');
    await usersScreen(again);
    expect((await again.press('再開', { userId: idOf('misaki') })).text).toContain('同期を再開しました');
    await stack.idle();
    expect(await cardIdsIn(stack, 'misaki')).toEqual(await cardIdsOf(stack, 'misaki'));
    expect(await activitiesIn(stack)).toEqual(expect.arrayContaining(['paused', 'resumed']));
  });

  test('stops a run in progress after the batch that is on its way, and none is lost or doubled', async () => {
    await setWriteLatency(stack, 20);
    const administrator = await connect(stack);
    await supplyKeys(stack, administrator, ['ichiro']);
    await link(stack, 'ichiro');
    await until(
      () => ledgerRows(stack),
      (rows) => rows > 0,
    );
    await usersScreen(administrator);
    await administrator.press('一時停止');
    const written = (await folderOf(stack, 'ichiro')).contacts.length;
    await stack.idle();
    const stopped = (await folderOf(stack, 'ichiro')).contacts.length;
    // The batch in flight, and one that was prepared meanwhile.
    expect(stopped).toBeLessThanOrEqual(written + 40);
    expect(stopped).toBeLessThan(300);
    expect(await linkOf(stack, 'ichiro')).toMatchObject({ state: { name: 'linked' }, pausedAt: expect.any(String) });
    await setWriteLatency(stack, 0);
    await administrator.press('再開');
    await stack.pass(HOUR / 2);
    expect(await cardIdsIn(stack, 'ichiro')).toEqual(await cardIdsOf(stack, 'ichiro'));
  });

  test('ends with the link', async () => {
    const { administrator, users } = await linkedUsers(stack, 'ken');
    await usersScreen(administrator);
    await administrator.press('一時停止');
    await users.ken.open(stack.app + USER_SCREEN);
    await users.ken.follow('連携を解除');
    await users.ken.press('連携を解除');
    await stack.idle();
    expect(await linkOf(stack, 'ken')).toMatchObject({ state: { name: 'not-linked' }, pausedAt: null });
  });
});

describe('E1 a pause of all users', () => {
  test('a pause of everybody has nothing done for anybody, says so, and goes on within half an hour', async () => {
    const { administrator, users } = await linkedUsers(stack, 'misaki', 'ken');
    await usersScreen(administrator);
    await administrator.follow('全員の同期を一時停止');
    expect((await administrator.press('一時停止する')).text).toContain('全員の同期を一時停止しています');
    expect((await users.ken.open(stack.app + USER_SCREEN)).text).toContain(
      '管理者が組織全体の同期を一時停止しています',
    );
    const [card] = await cardsOf(stack, 'misaki');
    await removeCard(stack, card?.id ?? '');
    const { graph, sansan } = await trafficDuring(stack, () => stack.pass(HOUR / 2));
    expect([graph, sansan]).toEqual([{}, {}]);
    expect((await administrator.press('全員の同期を再開')).text).toContain('30分以内に全員の同期が始まります');
    const { sansan: asked } = await trafficDuring(stack, () => stack.pass(HOUR / 2));
    expect(asked['GET /v3.2/bizCards']).toBe(2);
  });
});

describe('C6, E1 removals on hold', () => {
  beforeEach(async () => {
    await linkedUsers(stack, 'misaki', 'ken');
    for (const { id } of (await cardsOf(stack, 'misaki')).slice(0, 25)) await removeCard(stack, id);
    await stack.pass(7 * HOUR);
  });

  test.each([
    ['削除を実行', 15, 'apply'],
    ['連絡先を残す', 40, 'keep'],
  ])('are listed for the administrator, who decides: %s', async (button, contacts) => {
    const administrator = await signIn(stack, 'hanako');
    expect((await usersScreen(administrator)).text).toContain('1名のユーザーについて、連絡先の削除を保留しています');
    const { text } = await administrator.follow('該当するユーザーを見る');
    expect(text).toContain('連絡先40件のうち25件が削除の対象です');
    expect(text).not.toContain(person('ken').address);
    const question = await administrator.follow('対応を選ぶ');
    expect(question.text).toContain('「削除を実行」を押すと');
    expect(decodeURIComponent(question.url.href)).not.toContain('misaki');
    await administrator.press(button, { userId: idOf('misaki') });
    await stack.idle();
    expect((await folderOf(stack, 'misaki')).contacts).toHaveLength(contacts);
    expect(await linkOf(stack, 'misaki')).toMatchObject({
      sync: { counts: { kept: button === '削除を実行' ? 0 : 25 } },
    });
    expect((await usersScreen(administrator)).text).not.toContain('確認を待っています');
    expect((await administrator.open(`${stack.app}${ORGANIZATION_SCREEN}/audit`)).text).toContain(
      `保留中の削除への対応を選びました（${button}） ${person('misaki').address}${person('hanako').name}`,
    );
  });
});

describe('SECURITY, E1 the people of another organization', () => {
  onlyWhere('there are several organizations', () => {
    test('nobody of another organization is touched, whatever id a form names', async () => {
      await linkedUsers(stack, 'misaki');
      await inOutlook(stack, 'misaki', { kind: 'create-folder', displayName: '家族' });
      const jiro = await connect(stack, { administrator: 'jiro', tenant: HOKUTO, consenter: 'jiro' });
      const before = await kept(stack);
      for (const [path, fields] of [
        ['pause', { pause: 'on' }],
        ['pause', { pause: 'off' }],
        ['hold', { decision: 'apply', removals: '1' }],
      ] as const) {
        const response = await submit(stack, jiro, `${USERS_SCREEN}/${path}`, { ...fields, userId: idOf('misaki') });
        expect(response.status).toBe(303);
      }
      await stack.idle();
      expect(await kept(stack)).toEqual(before);
    });
  });
});
