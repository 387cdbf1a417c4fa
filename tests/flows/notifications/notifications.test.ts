import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { inEntra, pendingFaults, plan, removeCard, revokeKey } from '../fixtures/acts.ts';
import { accountOf, MIHON, ORGANIZATION, person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { trafficDuring } from '../fixtures/traffic.ts';
import {
  activitiesIn,
  cardsOf,
  everythingKept,
  linkOf,
  mailsIn,
  organizationOf,
  secretsIn,
  webhooksIn,
} from '../fixtures/views.ts';
import {
  linkedUsers,
  ORGANIZATION_SCREEN,
  openScreen,
  pickAccount,
  SETTINGS_SCREEN,
  USER_SCREEN,
} from '../fixtures/walks.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ADMINISTRATOR = 'it@mihon.example.com';
const NOTICES_SAVED = 'お知らせの設定を保存しました';

let stack: RunningStack;
let administrator: PlainBrowser;
let user: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(async () => {
  await stack.reset();
  const walked = await linkedUsers(stack, 'misaki');
  administrator = walked.administrator;
  user = walked.users.misaki;
});
afterAll(() => stack.stop());

/** Address and subject of every mail so far. */
const mails = async () => (await mailsIn(stack)).map(({ to, subject }) => [to.join(), subject]);
const misaki = person('misaki').address;
const RECONNECT = [misaki, 'Outlook への名刺の同期が止まっています（再連携のお願い）'];
const KEY = [misaki, 'Outlook への名刺の同期が止まっています（APIキーのご確認）'];
const HOLD = [misaki, 'Outlook の連絡先の削除を保留しています（ご確認のお願い）'];

/** Microsoft takes the access away, the service notices, and the timer comes by once more. */
async function loseAccess(): Promise<void> {
  await inEntra(stack, { kind: 'revoke-sessions', ...accountOf('misaki') });
  await stack.pass(DAY);
  await stack.pass(HOUR);
}

async function loseManyCards(): Promise<void> {
  for (const { id } of (await cardsOf(stack, 'misaki')).slice(0, 30)) await removeCard(stack, id);
  await stack.pass(7 * HOUR);
  await stack.pass(HOUR);
}

async function chooseNotifications(fields: { to?: string; webhook?: string }) {
  await administrator.open(`${stack.app}${ORGANIZATION_SCREEN}/settings`);
  return administrator.press('保存', { to: '', webhook: '', ...fields });
}

describe('E3 somebody whose access was revoked', () => {
  test('gets one mail a day for as long as it is so, and none once it is mended', async () => {
    await loseAccess();
    expect(await mails()).toEqual([RECONNECT]);
    await stack.pass(HOUR);
    await stack.pass(12 * HOUR);
    expect(await mails()).toEqual([RECONNECT]);
    await stack.pass(DAY);
    expect(await mails()).toEqual([RECONNECT, RECONNECT]);
    await user.open(stack.app + USER_SCREEN);
    await pickAccount(stack, user, 'misaki');
    await stack.idle();
    await stack.pass(2 * DAY);
    expect(await mails()).toEqual([RECONNECT, RECONNECT]);
  });

  test('is told what happened and where to mend it, in both parts, and nothing about anybody', async () => {
    await loseAccess();
    const [mail] = await mailsIn(stack);
    const html = load(mail?.html ?? '');
    for (const text of [mail?.text, html('body').text()]) {
      expect(text).toContain('アクセスの許可が取り消されました');
      expect(text).not.toContain('鈴木');
      expect(text).not.toContain(misaki);
    }
    expect(mail?.text).toMatch(new RegExp(`^${stack.app}${USER_SCREEN}$`, 'm'));
    expect(
      html('a')
        .toArray()
        .map((link) => html(link).attr('href')),
    ).toEqual([stack.app + USER_SCREEN, `${stack.app}${USER_SCREEN}#notices`]);
    expect(html('html').attr('lang')).toBe('ja');
    expect((await openScreen(stack, user, USER_SCREEN)).html).toContain('<section id="notices"');
  });

  test('is written to in the language of the last visit', async () => {
    await user.open(`${stack.app}${USER_SCREEN}?lang=en`);
    await loseAccess();
    expect(await mails()).toEqual([[misaki, 'Your business cards no longer reach Outlook: please sign in again']]);
    expect((await mailsIn(stack))[0]?.text).toContain('The access was revoked');
  });

  test('gets no mail once the mails are switched off, and gets them again once they are on', async () => {
    await user.open(stack.app + USER_SCREEN);
    expect((await user.press('お知らせメールを停止する')).text).toContain('お知らせメールを停止しました');
    await loseAccess();
    await stack.pass(DAY);
    expect(await mails()).toEqual([]);
    await openScreen(stack, user, USER_SCREEN);
    expect((await user.press('お知らせメールを受け取る')).text).toContain('お知らせメールを再開しました');
    await stack.pass(HOUR);
    expect(await mails()).toEqual([RECONNECT]);
  });

  test('gets the mail at the next tick when the mail server was busy, and not twice when its answer was lost', async () => {
    await plan(`${stack.notices}`, { match: '^SMTP /mail$', effect: { kind: 'refuse', status: 451, headers: {} } });
    await loseAccess();
    expect([await mails(), await pendingFaults(stack.notices)]).toEqual([[], []]);
    await plan(`${stack.notices}`, { match: '^SMTP /mail$', effect: { kind: 'lose-answer' } });
    await stack.pass(HOUR);
    expect([await mails(), await pendingFaults(stack.notices)]).toEqual([[RECONNECT], []]);
    await stack.pass(HOUR);
    expect(await mails()).toEqual([RECONNECT]);
  });
});

describe('E3 notices of a refused key and of held removals', () => {
  test('somebody whose API key Sansan refuses is told so', async () => {
    await revokeKey(stack, 'misaki');
    await stack.pass(HOUR);
    await stack.pass(HOUR);
    expect(await mails()).toEqual([KEY]);
  });

  test('held removals are told to their user and, as a number, to the administrators', async () => {
    expect((await chooseNotifications({ to: ` ${ADMINISTRATOR}、second@mihon.example.com` })).text).toContain(
      NOTICES_SAVED,
    );
    await loseManyCards();
    const holds = '連絡先の削除が保留されているユーザーがいます（名刺の同期）';
    expect((await mails()).sort()).toEqual([HOLD, [ADMINISTRATOR, holds], ['second@mihon.example.com', holds]].sort());
    const [told] = (await mailsIn(stack)).filter(({ to }) => to.includes(ADMINISTRATOR));
    expect(told?.text).toContain('1名のユーザーについて、多数の連絡先の削除を保留しています');
    expect(told?.text).not.toMatch(/鈴木|misaki/);
    const [own] = (await mailsIn(stack)).filter(({ to }) => to.includes(misaki));
    expect(own?.text).toContain('40件のうち30件が削除の対象になりましたが');
    await stack.pass(HOUR);
    expect(await mails()).toHaveLength(3);
  });
});

describe('E3 a webhook', () => {
  const hook = () => `${stack.notices}/webhook`;

  test('tells of a missing consent without a word about anybody, signed with the secret that was shown once', async () => {
    const page = await chooseNotifications({ webhook: hook() });
    const secret = load(page.html)('#secret').val();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await administrator.open(`${stack.app}${ORGANIZATION_SCREEN}/settings`)).html).not.toContain(secret);
    await inEntra(stack, { kind: 'remove-consent', tenantId: MIHON, clientId: stack.contactsApp });
    await stack.pass(DAY);
    await stack.pass(2 * HOUR);
    const hooks = await webhooksIn(stack);
    expect(hooks.map(({ body }) => JSON.parse(body))).toEqual([
      {
        type: 'notice.consent-missing',
        timestamp: expect.any(String),
        data: { organizationId: ORGANIZATION, count: 1, url: stack.app + ORGANIZATION_SCREEN },
      },
    ]);
    expect(hooks[0]?.headers['webhook-signature']).toMatch(/^v1,/);
    expect(await mails()).toEqual([]);
    expect(stack.output()).not.toContain(secret);
  });

  test('keeps its secret while its address stays, gets a new one with a new address, and leaves none behind', async () => {
    const secrets = async () => (await secretsIn(stack)).filter((name) => name.startsWith('webhook-'));
    await chooseNotifications({ webhook: hook() });
    const [first] = await secrets();
    expect((await chooseNotifications({ webhook: hook(), to: ADMINISTRATOR })).text).toContain(NOTICES_SAVED);
    expect(await secrets()).toEqual([first]);
    await chooseNotifications({ webhook: `${hook()}?again` });
    expect(await secrets()).toEqual([expect.not.stringMatching(`^${first}$`)]);
    const { keyVault } = await trafficDuring(stack, async () => {
      expect((await chooseNotifications({})).text).toContain(NOTICES_SAVED);
    });
    expect(await secrets()).toEqual([]);
    // Nobody waits until the vault has forgotten it.
    expect(keyVault).toEqual({ 'DELETE /secrets/:name': 1, 'GET /deletedsecrets/:name': 1 });
    expect(await organizationOf(stack, ORGANIZATION)).toMatchObject({ notices: { to: [], webhook: null } });
    expect((await activitiesIn(stack)).filter((kind) => kind === 'notices-chosen')).toHaveLength(4);
  });

  test('is told at the next tick when the vault did not give its secret out, and the screen says why until then', async () => {
    await chooseNotifications({ webhook: hook() });
    const match = '^GET /secrets/webhook-';
    await plan(stack.keyVault, { match, effect: { kind: 'refuse', status: 403, headers: {}, body: {} } });
    await loseManyCards();
    expect([await webhooksIn(stack), await pendingFaults(stack.keyVault)]).toEqual([[], []]);
    expect((await openScreen(stack, administrator, SETTINGS_SCREEN)).text).toContain(
      'Webhook：送信できませんでした（vault）',
    );
    await stack.pass(HOUR);
    expect(await webhooksIn(stack)).toHaveLength(1);
    expect((await openScreen(stack, administrator, SETTINGS_SCREEN)).text).toContain('Webhook：送信しました');
  });
});

describe('E3 a trial', () => {
  const trial = async () => {
    await administrator.open(`${stack.app}${ORGANIZATION_SCREEN}/settings`);
    return (await administrator.press('テストを送信')).text;
  };

  test('goes out on every way that was entered, and the screen says what became of each', async () => {
    await chooseNotifications({ to: ADMINISTRATOR, webhook: `${stack.notices}/webhook` });
    expect(await trial()).toMatch(/直近の送信（.+）メール：送信しましたWebhook：送信しました/);
    expect(await mails()).toEqual([[ADMINISTRATOR, 'お知らせのテスト（名刺の同期）']]);
    expect((await webhooksIn(stack)).map(({ body }) => JSON.parse(body))).toMatchObject([{ type: 'notice.trial' }]);
    expect(await activitiesIn(stack)).toContain('notices-tried');
    await plan(stack.notices, { match: '^POST /webhook', effect: { kind: 'refuse', status: 500, headers: {} } });
    expect(await trial()).toContain('メール：送信しましたWebhook：送信できませんでした（http-500）');
  });

  test('is offered only where there is somebody to be told', async () => {
    await chooseNotifications({});
    await expect(trial()).rejects.toThrow('No button "テストを送信"');
  });
});

describe('E3 the notices of an organization', () => {
  test('a webhook that fails is seen on the screen, until another one is entered', async () => {
    await chooseNotifications({ webhook: `${stack.notices}/webhook` });
    await plan(stack.notices, { match: '^POST /webhook', effect: { kind: 'refuse', status: 410, headers: {} } });
    await loseManyCards();
    expect((await openScreen(stack, administrator, SETTINGS_SCREEN)).text).toContain(
      'Webhook：送信できませんでした（送り先の応答：410。',
    );
    await chooseNotifications({ webhook: `${stack.notices}/webhook?again` });
    expect((await openScreen(stack, administrator, SETTINGS_SCREEN)).text).not.toContain('送信できませんでした');
  });

  test('each wrong part of the notices is named, both at once', async () => {
    const { text } = await chooseNotifications({
      to: `${ADMINISTRATOR}, it@mihon`,
      webhook: 'http://hooks.example.com/',
    });
    expect(text).toContain('「it@mihon」はメールアドレスの形式ではありません');
    expect(text).toContain('https で始まる、インターネット上の公開サーバーのURL');
    const many = [1, 2, 3, 4, 5, 6].map((n) => `it${n}@mihon.example.com`).join(' ');
    expect((await chooseNotifications({ to: many })).text).toContain('登録できるのは5件までです');
  });
});

describe('E3 the administrator keeps what was typed, beside what is wrong with it', () => {
  test.each([
    ['notice-to', { to: 'it@mihon', webhook: '' }],
    ['notice-to', { to: 'a@b.jp, c@d.jp, e@f.jp, g@h.jp, i@j.jp, k@l.jp', webhook: '' }],
    ['notice-webhook', { to: ADMINISTRATOR, webhook: 'http://hooks.example.com/' }],
    ['notice-webhook', { to: ADMINISTRATOR, webhook: 'https://169.254.169.254/metadata"><script>' }],
  ])('%s %j', async (field, typed) => {
    const before = await organizationOf(stack, ORGANIZATION);
    const { status, html } = await chooseNotifications(typed);
    const page = load(html);
    expect(status).toBe(422);
    expect(page(`#${field}`).attr('aria-describedby')).toContain(`${field}-error`);
    expect([page('#notice-to').val(), page('#notice-webhook').val()]).toEqual([typed.to, typed.webhook]);
    expect(html).not.toContain('<script>');
    expect(await organizationOf(stack, ORGANIZATION)).toEqual(before);
  });
});

describe('E3, E4 notices and logs', () => {
  test('nothing of a notice is in the logs', async () => {
    await chooseNotifications({ to: ADMINISTRATOR });
    await loseManyCards();
    expect(await linkOf(stack, 'misaki')).toMatchObject({ notices: { told: { hold: expect.any(String) } } });
    expect(stack.output()).toContain('"event":"notice-sent"');
    expect(stack.output()).not.toContain(ADMINISTRATOR);
    expect(stack.output()).not.toContain(misaki);
    expect(await everythingKept(stack)).not.toContain('whsec_');
  });
});
