import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import { chooseAccount } from '../../../local/demo/choose-account.ts';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { accountOf, MIHON, person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { kept, linkOf, mailboxOf, organizationOf } from '../fixtures/views.ts';
import {
  CONFIRM,
  connect,
  link,
  ORGANIZATION_SCREEN,
  OTHER_ACCOUNT,
  SETTINGS_SCREEN,
  signIn,
  submit,
  USER_SCREEN,
} from '../fixtures/walks.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack({ PORTAL_SIGN_IN: 'entra' });
});
beforeEach(async () => {
  await stack.reset();
  await connect(stack);
});
afterAll(() => stack.stop());

/** A user at the question about the mailbox of another account. */
async function atTheQuestion(id: string, other: string) {
  const browser = await signIn(stack, id);
  await browser.open(stack.app + USER_SCREEN);
  await browser.press(OTHER_ACCOUNT);
  await browser.press(person(other).name);
  expect(browser.here().text).toContain(
    `ポータルには ${person(id).address} でサインインしていますが、メールボックスは ${person(other).address} を選んでいます。`,
  );
  return browser;
}

describe('B1, G1 the mailbox of the account of the portal', () => {
  test('is linked by one press, without a page of Microsoft, and no address shows anybody', async () => {
    const browser = await signIn(stack, 'misaki');
    await browser.open(stack.app + USER_SCREEN);
    const before = browser.trail().length;
    expect((await browser.press('連携')).text).toContain('連携中');
    const addresses = browser.trail().slice(before);
    expect(addresses.some(({ searchParams }) => searchParams.has('login_hint'))).toBe(true);
    expect(addresses.map(String).join('\n')).not.toMatch(/misaki|%40/);
    expect((await linkOf(stack, 'misaki'))?.state).toMatchObject({
      name: 'linked',
      mailbox: { objectId: accountOf('misaki').objectId, tenantId: MIHON },
    });
  });
});

describe('B1 the mailbox of another account', () => {
  test('is linked only after a page has named both accounts', async () => {
    const before = await kept(stack);
    const browser = await atTheQuestion('misaki', 'ken');
    expect((await mailboxOf(stack, 'ken')).folders).toEqual([]);
    expect(await kept(stack)).toEqual(before);
    await browser.press(CONFIRM);
    await chooseAccount(browser, person('ken').name);
    expect((await browser.open(stack.app + USER_SCREEN)).text).toContain('連携中');
    expect((await linkOf(stack, 'misaki'))?.state).toMatchObject({
      name: 'linked',
      mailbox: { objectId: accountOf('ken').objectId },
    });
  });

  test('is not linked by an answer that was about somebody else', async () => {
    const browser = await atTheQuestion('misaki', 'ken');
    const question = /name="confirmed" value="([^"]+)"/.exec(browser.here().html)?.[1] ?? '';
    const other = await signIn(stack, 'ichiro');
    await other.open(stack.app + USER_SCREEN);
    const stolen = await submit(stack, other, `${USER_SCREEN}/link`, { confirmed: question });
    expect(stolen.status).toBe(400);
    const again = await submit(stack, browser, `${USER_SCREEN}/link`, { confirmed: question });
    expect(again.status).toBe(400);
    expect(await linkOf(stack, 'misaki')).toBeUndefined();
  });
});

describe('B1 an organization that refuses other accounts', () => {
  /** Sends the form with the tick taken away, as the browser saw it last. */
  const refuseOthers = (administrator: PlainBrowser) => {
    const seen =
      load(administrator.here().html)('form[action$="/other-accounts"] input[name=seen]').attr('value') ?? '';
    return submit(stack, administrator, `${SETTINGS_SCREEN}/other-accounts`, { seen });
  };
  const atTheSettings = async (id: string) => {
    const browser = await signIn(stack, id);
    await browser.open(stack.app + SETTINGS_SCREEN);
    return browser;
  };

  test('has its people link their own mailbox only, whatever was asked before', async () => {
    const browser = await atTheQuestion('misaki', 'ken');
    await refuseOthers(await atTheSettings('hanako'));
    await browser.press(CONFIRM);
    await chooseAccount(browser, person('ken').name);
    expect(browser.here()).toMatchObject({ status: 400, text: expect.stringContaining('組織の設定により') });
    expect((await browser.open(stack.app + USER_SCREEN)).text).not.toContain(OTHER_ACCOUNT);
    await submit(stack, browser, `${USER_SCREEN}/link`, { account: 'other' }).then(({ headers }) =>
      browser.open(headers.get('location') ?? ''),
    );
    expect((await browser.press(person('ken').name)).text).toContain('組織の設定により');
    expect((await mailboxOf(stack, 'ken')).folders).toEqual([]);
    expect((await linkOf(stack, 'misaki'))?.state.name).not.toBe('linked');
    await browser.open(stack.app + USER_SCREEN);
    expect((await browser.press('連携')).text).toContain('連携中');
  });

  test('keeps the links that exist, and is written down', async () => {
    await link(stack, 'misaki', 'ken');
    const administrator = await atTheSettings('hanako');
    await refuseOthers(administrator);
    expect((await linkOf(stack, 'misaki'))?.state.name).toBe('linked');
    const { text } = await administrator.open(`${stack.app}${ORGANIZATION_SCREEN}/audit`);
    expect(text).toContain(`設定を変更しました（連携できるアカウント） ${person('hanako').name}`);
  });

  test('does not change what another administrator has changed since', async () => {
    const [first, second] = [await atTheSettings('hanako'), await atTheSettings('global-admin')];
    expect((await refuseOthers(first)).headers.get('location')).toBe(SETTINGS_SCREEN);
    const late = await second.press('アカウントの設定を保存');
    expect([late.status, late.html.includes('class="error" tabindex="-1" autofocus')]).toEqual([422, true]);
    expect((await organizationOf(stack, MIHON))?.otherAccountsAllowed).toBe(false);
  });
});
