import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type PlainBrowser, plainBrowser } from '../../../local/demo/plain-browser.ts';
import type { Capability } from '../../../shared/capability.ts';
import { WORDS } from '../../../shared/i18n/words.ts';
import type { AnswerRefusal } from '../../../shared/identity/attempt.ts';
import { inEntra } from '../fixtures/acts.ts';
import { onlyWhere } from '../fixtures/only-where.ts';
import { HOKUTO, MIHON, ORGANIZATION, ORGANIZATION_NAME, person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { activitiesIn, everythingKept, linkOf, organizationOf } from '../fixtures/views.ts';
import {
  askForConsent,
  connect,
  consent,
  csrfOf,
  disconnect,
  linkedUsers,
  ORGANIZATION_SCREEN,
  signIn,
  submit,
} from '../fixtures/walks.ts';

const DAY = 24 * 3_600_000;
const INVALID = 'このリンクは使えません';
const START = '同意画面へ進む';

let stack: RunningStack;
let administrator: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(async () => {
  await stack.reset();
  administrator = await signIn(stack, 'hanako');
});
afterAll(() => stack.stop());

const contacts = async () => (await organizationOf(stack, ORGANIZATION))?.contacts;
const waitsUntil = async () => {
  const connection = await contacts();
  return connection?.state === 'waiting' ? connection.until : '';
};

/** The page on which the last link was shown. */
let page: string;

/** The administrator makes a link, which is shown on the page that follows. */
async function makeLink(capability: Capability = 'contacts'): Promise<string> {
  await administrator.open(stack.app + ORGANIZATION_SCREEN);
  const path = `${ORGANIZATION_SCREEN}/${capability}/consent-link`;
  const response = await submit(stack, administrator, path, { tenantId: MIHON });
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  page = await response.text();
  const url = /id="url" readonly value="([^"]+)"/.exec(page)?.[1];
  if (url === undefined) throw new Error('There is no link on the page.');
  return url;
}

/** Somebody opens the link in a browser of their own, and goes as far as these buttons lead. */
async function follow(url: string, ...buttons: readonly string[]): Promise<PlainBrowser> {
  const browser = plainBrowser();
  await browser.open(url);
  for (const button of buttons) await browser.press(button);
  return browser;
}

/** The proof asks which account it is for, also of a browser that is signed in. */
const consenting = [START, person('global-admin').name, '承諾', person('global-admin').name];

describe('A3, A5 a one-time link', () => {
  test('says who asks for what in which tenant, and tells its address to nobody', async () => {
    const url = await makeLink();
    const browser = await follow(url);
    const { text } = browser.here();
    expect(text).toContain(ORGANIZATION_NAME);
    expect(text).toContain(person('hanako').name);
    expect(text).toContain('Contacts.ReadWrite');
    expect(text).toContain(MIHON);
    expect(text).toContain(stack.contactsApp);
    const { headers } = await browser.raw(url);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('strict-origin');
  });

  test('is good in either language', async () => {
    const browser = await follow(await makeLink());
    await browser.follow('English');
    await browser.press(WORDS.en.consentLink.start);
    expect(browser.here().url.origin).toBe(stack.entra);
  });

  test('connects the organization by a proven consent, without an account here, and is used up', async () => {
    const url = await makeLink();
    const browser = await follow(url, ...consenting);
    const { url: end, text, html } = browser.here();
    expect(end.pathname).toBe('/consent/done');
    expect(text).toContain('同意が完了しました');
    // Nor does a reload say otherwise.
    expect((await browser.open(end)).text).toContain('同意が完了しました');
    expect(html).not.toContain(ORGANIZATION_SCREEN);
    expect(await contacts()).toMatchObject({
      state: 'connected',
      tenantId: MIHON,
      provenBy: person('global-admin').address,
    });
    expect(await follow(url).then((again) => again.here())).toMatchObject({
      status: 410,
      text: expect.stringContaining(INVALID),
    });
    expect((await administrator.open(stack.app + ORGANIZATION_SCREEN)).text).toContain('連携中');
  });

  test('is not used up by looking at it, as mail scanners do', async () => {
    const url = await makeLink();
    for (let looks = 0; looks < 5; looks += 1) await follow(url);
    await plainBrowser().raw(url, { method: 'HEAD' });
    expect((await follow(url, ...consenting)).here().text).toContain('同意が完了しました');
  });

  test('is not used up by a try that failed, which is explained without a way to the screens', async () => {
    const url = await makeLink();
    const { text, html } = (await follow(url, START, person('ichiro').name, '同意せずにアプリに戻る')).here();
    expect(text).toContain('同意されませんでした');
    expect(text).toContain('受け取ったリンクをもう一度開いて');
    expect(text).not.toContain('同意用リンクを作成');
    expect(html).not.toContain(ORGANIZATION_SCREEN);
    expect(await contacts()).toMatchObject({ state: 'waiting', failure: { code: 'cancelled' } });
    expect((await follow(url, ...consenting)).here().text).toContain('同意が完了しました');
  });

  test('is kept as a hash only, and no log holds it', async () => {
    const url = await makeLink();
    const browser = await follow(url, ...consenting);
    await browser.open(url);
    const token = new URL(url).searchParams.get('link') ?? '';
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await everythingKept(stack)).not.toContain(token);
    expect(stack.output()).not.toContain(token);
  });

  test('says that an older one is good for nothing, where there is one', async () => {
    await makeLink();
    expect(page).not.toContain('以前に作成したリンク');
    // It cannot be shown again, so the change of language does not lead away from it.
    expect(page).not.toContain('hreflang');
    await makeLink();
    expect(page).toContain('以前に作成したリンクは使えなくなりました');
  });

  test('is shown with who made it, and can be taken back', async () => {
    const url = await makeLink();
    const before = await waitsUntil();
    expect((await administrator.open(stack.app + ORGANIZATION_SCREEN)).text).toContain(
      `作成者：${person('hanako').name}`,
    );
    const { text } = await administrator.press('同意用リンクを取り消す');
    expect(text).toContain('同意用リンクを取り消しました');
    // What is left to wait for is a consent in the administrator's own browser.
    expect((await waitsUntil()) < before).toBe(true);
    expect(text).not.toContain('作成者');
    expect(text).toContain('同意待ち');
    expect((await follow(url)).here()).toMatchObject({ status: 410, text: expect.stringContaining(INVALID) });
  });

  test.each([
    ['taken back', async () => void (await administrator.press('同意用リンクを取り消す'))],
    ['replaced', async () => void (await makeLink())],
  ])('connects nothing once it was %s, also when its consent had begun before', async (_, end) => {
    const browser = await follow(await makeLink(), START, person('global-admin').name);
    await administrator.open(stack.app + ORGANIZATION_SCREEN);
    await end();
    await browser.press('承諾');
    expect((await browser.press(person('global-admin').name)).text).toContain('この手続きは無効になりました');
    expect(await contacts()).toMatchObject({ state: 'waiting' });
  });

  test('for mail brings the consent for mail, and for nothing else', async () => {
    const url = await makeLink('mail');
    const browser = await follow(url);
    expect(browser.here().text).toContain('Mail.Read');
    for (const button of consenting) await browser.press(button);
    expect(await organizationOf(stack, ORGANIZATION)).toMatchObject({
      contacts: { state: 'off' },
      mail: { state: 'connected', tenantId: MIHON },
    });
  });

  test('gives a consent anew that got lost, and the links stay', async () => {
    ({ administrator } = await linkedUsers(stack, 'ken'));
    await inEntra(stack, { kind: 'remove-consent', tenantId: MIHON, clientId: stack.contactsApp });
    await stack.pass(DAY);
    administrator = await signIn(stack, 'hanako');
    const before = await contacts();
    expect(before).toMatchObject({ state: 'connected', missing: { proven: true } });
    const url = await makeLink();
    expect((await follow(url, ...consenting)).here().text).toContain('同意が完了しました');
    expect(await contacts()).toMatchObject({ state: 'connected', generation: before?.generation });
    expect(await contacts()).not.toHaveProperty('missing');
    expect(await contacts()).not.toHaveProperty('consentLink');
    expect(await linkOf(stack, 'ken')).toMatchObject({ state: { name: 'linked' } });
  });
});

describe('A3 a link that is good for nothing is told so, whether looked at or used', () => {
  async function isInvalidAfter(happens: () => Promise<unknown>) {
    const url = await makeLink();
    const holder = await follow(url);
    await happens();
    const before = await contacts();
    expect(await holder.press(START)).toMatchObject({ status: 410, text: expect.stringContaining(INVALID) });
    expect((await follow(url)).here()).toMatchObject({ status: 410, text: expect.stringContaining(INVALID) });
    expect(await contacts()).toEqual(before);
  }

  test.each<[string, () => Promise<unknown>]>([
    ['a week old', () => stack.pass(7 * DAY)],
    ['replaced by a newer one', () => makeLink()],
    ['overtaken by a disconnect', () => disconnect(stack, administrator)],
    ['overtaken by a consent of the administrator', () => connect(stack)],
  ])('%s', (_, happens) => isInvalidAfter(happens));

  onlyWhere('the tenant is typed', () => {
    test('for a tenant that was replaced by another', () =>
      isInvalidAfter(() => askForConsent(stack, administrator, HOKUTO)));
  });

  test.each(['made-up', 'a'.repeat(43), '%00', 'a'.repeat(4000)])('made up (%#)', async (token) => {
    const { status, text } = await plainBrowser().open(`${stack.app}/consent/start?link=${token}`);
    expect({ status, text }).toEqual({ status: 410, text: expect.stringContaining(INVALID) });
  });
});

describe('SECURITY, A3 what a link has started', () => {
  /** A browser that came by a link and stands before this callback, everything genuine so far. */
  async function stopBefore(callback: string): Promise<PlainBrowser> {
    const url = await makeLink();
    const browser = plainBrowser({ halt: (address) => address.origin === stack.app && address.pathname === callback });
    await browser.open(url);
    for (const button of consenting) if (browser.here().url.pathname !== callback) await browser.press(button);
    expect(browser.here().url.pathname).toBe(callback);
    return browser;
  }

  test.each(['/consent/callback', '/consent/proof'])('comes back to that browser alone (%s)', async (callback) => {
    const { url } = (await stopBefore(callback)).here();
    for (const other of [plainBrowser(), administrator, await follow(await makeLink(), START)]) {
      const { status, text } = await other.open(url);
      expect({ status, text }).toEqual({ status: 400, text: expect.stringContaining('同意を確認できませんでした') });
    }
    expect(await contacts()).toMatchObject({ state: 'waiting' });
  });

  test('asks which account proves it, in a browser that is signed in at Microsoft as well', async () => {
    const browser = await stopBefore('/consent/callback');
    expect((await browser.open(browser.here().url)).text).toContain('アカウントを選択する');
    expect(await contacts()).toMatchObject({ state: 'waiting' });
  });

  test('does nothing after the organization disconnected', async () => {
    const browser = await stopBefore('/consent/proof');
    const { url } = browser.here();
    await disconnect(stack, administrator);
    expect((await browser.open(url)).text).toContain('この手続きは無効になりました');
    expect(await contacts()).toMatchObject({ state: 'off' });
  });

  test('is in the audit log once, however often the link is pressed, which has a limit', async () => {
    const url = await makeLink();
    let presses = 0;
    // From as many addresses as it takes. An hour may end meanwhile, and the next one begin.
    for (let status = 303; status === 303 && presses <= 40; presses += 1) {
      const body = new URLSearchParams({ link: new URL(url).searchParams.get('link') ?? '' });
      const headers = { origin: stack.app, 'x-forwarded-for': `198.51.100.${presses}` };
      status = (await plainBrowser().raw(`${stack.app}/consent/start`, { method: 'POST', body, headers })).status;
    }
    expect(presses).toBeGreaterThan(20);
    expect(presses).toBeLessThanOrEqual(40);
    expect((await activitiesIn(stack)).filter((kind) => kind === 'consent-asked')).toHaveLength(1);
    // That of a newer link is another one.
    await follow(await makeLink(), START);
    expect((await activitiesIn(stack)).filter((kind) => kind === 'consent-asked')).toHaveLength(2);
  });

  test('does not start from a form of another site', async () => {
    const url = await makeLink();
    for (const origin of ['https://evil.example.com', 'null']) {
      const response = await plainBrowser().raw(url, {
        method: 'POST',
        body: new URLSearchParams(),
        headers: { origin },
      });
      expect([response.status, response.headers.get('location')]).toEqual([403, null]);
    }
  });
});

describe('A3 a browser that has several consents under way', () => {
  test.each(['the first', 'the second'])('finishes %s of two tabs with one link', async (which) => {
    const url = await makeLink();
    const browser = await follow(url, START);
    const first = browser.here().url;
    await browser.open(url);
    await browser.press(START);
    if (which === 'the first') await browser.open(first);
    for (const button of consenting.slice(1)) await browser.press(button);
    expect(browser.here().url.pathname).toBe('/consent/done');
    expect(await contacts()).toMatchObject({ state: 'connected' });
  });

  test('is told that it is done when its person goes back and accepts again', async () => {
    const browser = await follow(await makeLink(), START);
    await browser.press(person('global-admin').name);
    const asked = browser.here().url;
    await browser.press('承諾');
    await browser.press(person('global-admin').name);
    const connected = await contacts();
    await browser.open(asked);
    expect((await browser.press('承諾')).url.pathname).toBe('/consent/done');
    expect(await contacts()).toEqual(connected);
  });

  test('of an administrator is told so on the screen', async () => {
    const asked = await askForConsent(stack, administrator, MIHON);
    await consent(administrator, 'global-admin');
    const connected = await contacts();
    expect(connected).toMatchObject({ state: 'connected' });
    await administrator.open(asked.url);
    const again = await consent(administrator, 'global-admin');
    expect([again.url.pathname, again.status]).toEqual([ORGANIZATION_SCREEN, 200]);
    expect(again.text).toContain(WORDS.ja.organization.connectedBefore);
    expect(await contacts()).toEqual(connected);
  });
});

describe('A3 somebody without an account here whose consent was not confirmed', () => {
  /** A browser that came by a link and accepted, and where it was to come back. */
  async function accepted() {
    const browser = plainBrowser({ halt: ({ pathname }) => pathname === '/consent/callback' });
    await browser.open(await makeLink());
    for (const button of consenting.slice(0, 3)) await browser.press(button);
    return { browser, callback: browser.here().url };
  }
  const bring = (callback: URL, cookie: string) => fetch(callback, { headers: { cookie }, redirect: 'manual' });

  test.each<[AnswerRefusal, (browser: PlainBrowser, callback: URL) => Promise<Response>]>([
    ['no-cookies', (_, callback) => bring(callback, '')],
    ['other-browser', (_, callback) => bring(callback, '__Host-language=ja')],
    ['unknown', (_, callback) => bring(new URL('?state=made-up&error=access_denied', callback), '')],
    [
      'expired',
      async (browser, callback) => {
        await stack.pass(DAY / 24);
        return browser.raw(callback);
      },
    ],
    [
      'already-done',
      async (browser, callback) => {
        await browser.raw(callback);
        return browser.raw(callback);
      },
    ],
  ])('is told why (%s) and what to do, and is not sent into a sign-in of ours', async (why, come) => {
    const { browser, callback } = await accepted();
    const response = await come(browser, callback);
    const html = await response.text();
    expect(response.status).toBe(400);
    expect(html).toContain(WORDS.ja.invitedProblems[why].happened);
    expect(html).toContain(WORDS.ja.problem.again.invited);
    expect(html).not.toMatch(new RegExp(`href="(?:${ORGANIZATION_SCREEN}|/sign-in)`));
    expect(await contacts()).toMatchObject({ state: 'waiting' });
  });
});

describe('SECURITY, A3 the forms of an administrator', () => {
  test.each(['consent-link', 'consent-link/revoke', 'check'])(
    'only an administrator can ask for "%s"',
    async (path) => {
      const user = await signIn(stack, 'ichiro');
      await user.open(`${stack.app}/settings/microsoft-365`);
      expect(csrfOf(user)).not.toBe('');
      const response = await submit(stack, user, `${ORGANIZATION_SCREEN}/contacts/${path}`, { tenantId: MIHON });
      expect(response.status).toBe(403);
      expect(await contacts()).toEqual({ state: 'off', generation: 0 });
    },
  );
});
