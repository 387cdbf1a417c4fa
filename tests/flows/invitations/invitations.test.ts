import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { forgetFaults, plan } from '../fixtures/acts.ts';
import { person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { mailsIn } from '../fixtures/views.ts';
import { link, linkedUsers, signIn, supplyKeys, unlink } from '../fixtures/walks.ts';

const PAGE = '/organization/microsoft-365/invitations';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let stack: RunningStack;
let administrator: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(async () => {
  await stack.reset();
  administrator = (await linkedUsers(stack, 'misaki')).administrator;
});
afterAll(() => stack.stop());

const misaki = person('misaki').address;
const ken = person('ken').address;

async function preview(addresses: string, language = 'ja') {
  await administrator.open(stack.app + PAGE);
  await administrator.press('内容を確認', { addresses, language });
  return load(administrator.here().html);
}

/** What stands beside each address. */
function resultsIn(page: ReturnType<typeof load>): Record<string, string> {
  const rows = page('tbody tr').toArray();
  return Object.fromEntries(
    rows.map((row) => [page(row).find('td').first().text(), page(row).find('td').last().text()]),
  );
}

async function invite(addresses: string, language = 'ja') {
  await preview(addresses, language);
  await administrator.press('招待メールを送信');
  await stack.idle();
}

/** The mail server refuses so the next mails. */
const refuse = (status: number, times = 1) =>
  plan(stack.notices, { match: '^SMTP /mail$', times, effect: { kind: 'refuse', status, headers: {} } });

async function results() {
  await administrator.open(stack.app + PAGE);
  return resultsIn(load(administrator.here().html));
}

describe('E9 invitations', () => {
  test('a preview shows the mail and who gets it, and sends nothing', async () => {
    await supplyKeys(stack, administrator, ['ken']);
    const page = await preview(`${ken}\n${misaki} stranger@evil.example, nobody`);
    expect(resultsIn(page)).toEqual({
      [ken]: '招待します',
      [misaki]: '連携済みのため送りません',
      'stranger@evil.example': 'ご自身の会社のアドレスでも、登録済みの方のアドレスでもないため送りません',
      nobody: 'メールアドレスの形式ではありません',
    });
    expect(page('pre').text()).toContain(`${stack.app}/settings/microsoft-365`);
    await stack.idle();
    expect(await mailsIn(stack)).toEqual([]);
  });

  test('each gets one mail, which says what it is, whom to ask, and leads to the own screen', async () => {
    await supplyKeys(stack, administrator, ['ken']);
    await invite(`${ken} new.person@mihon.example.com`, 'en');
    const mails = await mailsIn(stack);
    expect(mails.map(({ to }) => to.join()).sort()).toEqual([ken, 'new.person@mihon.example.com'].sort());
    for (const { text, html } of mails) {
      for (const part of [text, html]) {
        expect(part).toContain(`${stack.app}/settings/microsoft-365`);
        expect(part).toContain(person('hanako').address);
      }
    }
    const textTo = (address: string) => mails.find(({ to }) => to.includes(address))?.text;
    expect([textTo(ken), textTo('new.person@mihon.example.com')]).toEqual([
      expect.not.stringContaining('API key'),
      expect.stringContaining('API key'),
    ]);
  });

  test('nobody is invited twice in a week, and who has not come after it is marked', async () => {
    const address = 'new.person@mihon.example.com';
    await invite(address);
    expect(resultsIn(await preview(address))).toEqual({ [address]: '7日以内に招待済みのため送りません' });
    await stack.pass(7 * DAY);
    administrator = await signIn(stack, 'hanako');
    expect(await results()).toMatchObject({ [address]: '7日以上たっても未連携' });
    await invite(address);
    expect(await mailsIn(stack)).toHaveLength(2);
  });

  test('a mail that is refused is told beside its address; one that the server was too busy for goes out later', async () => {
    const refused = 'a.refused@mihon.example.com';
    const later = 'b.later@mihon.example.com';
    await refuse(550);
    await refuse(451);
    await invite(`${refused} ${later}`);
    expect(await results()).toEqual({ [refused]: '送信できませんでした（smtp-550）', [later]: '送信待ち' });
    await stack.pass(16 * MINUTE);
    expect(await results()).toMatchObject({ [later]: expect.stringMatching(/^送信しました/) });
    expect((await mailsIn(stack)).map(({ to }) => to.join())).toEqual([later]);
  });

  test('somebody who links while the mail waits gets none any more', async () => {
    await supplyKeys(stack, administrator, ['ken']);
    await refuse(451);
    await invite(ken);
    expect(await results()).toEqual({ [ken]: '送信待ち' });
    const user = await link(stack, 'ken');
    await stack.pass(16 * MINUTE);
    expect([await results(), await mailsIn(stack)]).toEqual([{ [ken]: '連携済み' }, []]);
    await unlink(stack, user);
    expect(await results()).toEqual({ [ken]: '送信前に連携されました' });
  });

  test('a mail that the server is too busy for is given up after two days, and can be asked for anew', async () => {
    const address = 'new.person@mihon.example.com';
    await refuse(451, 1000);
    await invite(address);
    await stack.pass(2 * DAY - MINUTE);
    administrator = await signIn(stack, 'hanako');
    expect(await results()).toEqual({ [address]: '送信待ち' });
    await stack.pass(16 * MINUTE);
    expect(await results()).toEqual({ [address]: '送信できませんでした（smtp-451）' });
    await forgetFaults(stack.notices);
    await stack.pass(16 * MINUTE);
    expect(await mailsIn(stack)).toEqual([]);
    await invite(address);
    expect((await mailsIn(stack)).map(({ to }) => to.join())).toEqual([address]);
  });
});
