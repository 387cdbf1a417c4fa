import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type PlainBrowser, plainBrowser } from '../../../local/demo/plain-browser.ts';
import { WORDS } from '../../../shared/i18n/words.ts';
import type { AnswerRefusal } from '../../../shared/identity/attempt.ts';
import { person, portalWay } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { signIn, submit, USER_SCREEN } from '../fixtures/walks.ts';

const HOUR = 3_600_000;
const CALLBACK = '/sign-in/callback';
const NOT_OURS = 'サインインを確認できませんでした';
/** Who comes back from Microsoft without an identity may also need somebody's approval. */
const CANCELLED = { openid: 'サインインがキャンセルされました', entra: 'サインインが完了していません' }[portalWay()];

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
afterAll(() => stack.stop());

/** A browser that stands before the callback of a sign-in, and the callback's address. */
async function beforeCallback(id: string) {
  const browser = await signIn(stack, id, { haltAt: [CALLBACK] });
  return { browser, callback: browser.here().url };
}

/** What a cookie of an answer says, flags in lower case. */
function setCookie(response: Response, name: string) {
  const cookie = response.headers.getSetCookie().find((candidate) => candidate.startsWith(`${name}=`));
  const [pair = '', ...flags] = (cookie ?? '').split(';').map((part) => part.trim());
  return { pair, flags: flags.map((flag) => flag.toLowerCase()) };
}

/** Where somebody who shows only this cookie is sent when asking for the own screen. */
async function asksFor(screen: string, cookie: string): Promise<string | null> {
  const response = await fetch(stack.app + screen, { headers: { cookie }, redirect: 'manual' });
  return response.headers.get('location');
}

const TO_SIGN_IN = '/sign-in?return=%2Fsettings%2Fmicrosoft-365';

describe('SECURITY the session', () => {
  test('is a cookie for this host only, out of reach of scripts and of requests from other sites', async () => {
    const { browser, callback } = await beforeCallback('ichiro');
    const { pair, flags } = setCookie(await browser.raw(callback), '__Host-session');
    expect(pair.length).toBeGreaterThan(100);
    expect(flags).toEqual(expect.arrayContaining(['httponly', 'secure', 'samesite=lax', 'path=/']));
    expect(flags.some((flag) => flag.startsWith('domain'))).toBe(false);
  });

  test('is a new one at every sign-in, and the one before is worth nothing', async () => {
    const { browser, callback } = await beforeCallback('ichiro');
    const first = setCookie(await browser.raw(callback), '__Host-session').pair;
    expect(await asksFor(USER_SCREEN, first)).toBeNull();

    const again = await browser.open(`${stack.app}/sign-in`);
    const second = setCookie(await browser.raw(again.url), '__Host-session').pair;
    expect(second).not.toBe(first);
    expect(await asksFor(USER_SCREEN, second)).toBeNull();
    expect(await asksFor(USER_SCREEN, first)).toBe(TO_SIGN_IN);
  });

  test('that has ended is named as what a form failed for, and nothing is done', async () => {
    const browser = await signIn(stack, 'ichiro');
    await browser.open(stack.app + USER_SCREEN);
    await stack.pass(2 * HOUR);
    const response = await submit(stack, browser, `${USER_SCREEN}/notices`, { notices: 'off' });
    expect(response.status).toBe(403);
    const text = await response.text();
    expect(text).toContain('サインインの有効期限が切れました');
    expect(text).toContain('href="/sign-in?return=%2Fsettings%2Fmicrosoft-365"');
  });

  test('ends at the server when the person signs out', async () => {
    const { browser, callback } = await beforeCallback('ichiro');
    const cookie = setCookie(await browser.raw(callback), '__Host-session').pair;
    await browser.open(`${stack.app}/`);
    const response = await submit(stack, browser, '/sign-out');
    expect(setCookie(response, '__Host-session').flags).toContain('max-age=0');
    expect(await asksFor(USER_SCREEN, cookie)).toBe(TO_SIGN_IN);
  });

  test('ends after an hour without use, and not while it is used', async () => {
    const { browser, callback } = await beforeCallback('ichiro');
    const cookie = setCookie(await browser.raw(callback), '__Host-session').pair;
    for (let hours = 0; hours < 2; hours += 0.75) {
      await stack.pass(0.75 * HOUR);
      expect(await asksFor(USER_SCREEN, cookie)).toBeNull();
    }
    await stack.pass(HOUR + 1000);
    expect(await asksFor(USER_SCREEN, cookie)).toBe(TO_SIGN_IN);
  });

  test('ends by itself after eight hours, however busy it is', async () => {
    const { browser, callback } = await beforeCallback('ichiro');
    const cookie = setCookie(await browser.raw(callback), '__Host-session').pair;
    for (let hours = 0; hours < 7.5; hours += 0.75) {
      await stack.pass(0.75 * HOUR);
      expect(await asksFor(USER_SCREEN, cookie)).toBeNull();
    }
    await stack.pass(0.6 * HOUR);
    expect(await asksFor(USER_SCREEN, cookie)).toBe(TO_SIGN_IN);
  });
});

describe('SECURITY, E5 a callback of the sign-in', () => {
  test('is taken once: in another browser it signs nobody in', async () => {
    const { browser, callback } = await beforeCallback('ichiro');
    await browser.open(callback);
    expect(browser.here().text).toContain(person('ichiro').name);
    const replayed = await plainBrowser().raw(callback);
    expect(replayed.status).toBe(400);
    expect(await replayed.text()).toContain(NOT_OURS);
    expect(replayed.headers.getSetCookie()).toEqual([]);
  });

  test('is taken once: in the same browser it leads to where the person is signed in, with nothing new', async () => {
    const browser = plainBrowser({ halt: ({ pathname }) => pathname === CALLBACK });
    await browser.open(stack.app + USER_SCREEN);
    const { url: callback } = await browser.press(person('ichiro').name);
    await browser.open(callback);
    const again = await browser.raw(callback);
    expect([again.status, again.headers.get('location')]).toEqual([303, USER_SCREEN]);
    expect(again.headers.getSetCookie()).toEqual([]);
  });

  test('that comes again after the sign-out says that this sign-in is over, and signs nobody in', async () => {
    const { browser, callback } = await beforeCallback('ichiro');
    const { pair } = setCookie(await browser.raw(callback), '__Host-session');
    const attempt = (await browser.cookies(stack.app)).find(({ name }) => name.startsWith('__Host-attempt-'));
    await browser.open(`${stack.app}/`);
    await submit(stack, browser, '/sign-out');
    // What a sign-out deletes, a thief may have kept.
    const cookie = `${pair}; ${attempt?.name}=${attempt?.value}`;
    const again = await fetch(callback, { headers: { cookie }, redirect: 'manual' });
    expect([again.status, again.headers.getSetCookie()]).toEqual([400, []]);
    expect(await again.text()).toContain(WORDS.ja.signInProblems['already-done'].title);
  });

  test('is not taken from a browser that did not start the sign-in', async () => {
    const { callback } = await beforeCallback('ichiro');
    const victim = plainBrowser();
    expect((await victim.open(callback)).text).toContain(NOT_OURS);
    expect((await victim.open(`${stack.app}/`)).text).not.toContain(person('ichiro').name);
  });

  test('is not taken in place of that of another sign-in in the same browser', async () => {
    const ichiro = await beforeCallback('ichiro');
    const misaki = await beforeCallback('misaki');
    expect((await misaki.browser.open(ichiro.callback)).text).toContain(NOT_OURS);
  });

  test("is not taken with somebody else's code", async () => {
    const [ichiro, misaki] = [await beforeCallback('ichiro'), await beforeCallback('misaki')];
    ichiro.callback.searchParams.set('code', misaki.callback.searchParams.get('code') ?? '');
    expect((await ichiro.browser.open(ichiro.callback)).text).toContain('サインインできませんでした');
    expect((await ichiro.browser.open(`${stack.app}/`)).text).not.toContain(person('misaki').name);
  });

  test.each([
    ['without a state', (query: URLSearchParams) => query.delete('state'), NOT_OURS],
    ['with a made-up state', (query: URLSearchParams) => query.set('state', 'made-up'), NOT_OURS],
    ['with a made-up code', (query: URLSearchParams) => query.set('code', 'made-up'), 'サインインできませんでした'],
    [
      'from another issuer',
      (query: URLSearchParams) => query.set('iss', 'https://other.example'),
      'サインインできませんでした',
    ],
    [
      'that says the person cancelled',
      (query: URLSearchParams) => {
        query.delete('code');
        query.set('error', 'access_denied');
      },
      CANCELLED,
    ],
  ])('%s is refused with an explanation', async (_, forge, explanation) => {
    const { browser, callback } = await beforeCallback('ichiro');
    forge(callback.searchParams);
    expect(await browser.open(callback)).toMatchObject({ status: 400, text: expect.stringContaining(explanation) });
    expect((await browser.open(`${stack.app}/`)).text).not.toContain(person('ichiro').name);
  });

  test('is not taken an hour later', async () => {
    const { browser, callback } = await beforeCallback('ichiro');
    await stack.pass(HOUR);
    expect(await browser.open(callback)).toMatchObject({ status: 400, text: expect.stringContaining(NOT_OURS) });
  });
});

describe('E5 sign-ins at the same time in one browser', () => {
  /** Four tabs of one browser that ask for their screens at once, each sent to the provider. */
  async function restoredTabs(tabs: readonly string[]) {
    const browser = plainBrowser({ halt: ({ pathname }) => pathname === CALLBACK });
    const starts = await Promise.all(
      tabs.map((screen) => browser.raw(`${stack.app}/sign-in?${new URLSearchParams({ return: screen })}`)),
    );
    return { browser, providers: starts.map((start) => start.headers.get('location') ?? '') };
  }
  const TABS = [USER_SCREEN, `${USER_SCREEN}/preview`, '/sessions', '/'];

  test('each lead to where its tab was heading, in whatever order they come back', async () => {
    const { browser, providers } = await restoredTabs(TABS);
    const arrived: string[] = [];
    for (const [tab, provider] of providers.entries()) {
      const asked = await browser.open(provider);
      const { url } = tab === 0 ? await browser.press(person('ichiro').name) : asked;
      arrived.unshift((await browser.open(url)).url.pathname);
    }
    expect(arrived.reverse()).toEqual(TABS);
  });

  test('that were begun first and finished last lead there as well', async () => {
    const { browser, providers } = await restoredTabs(TABS.slice(0, 2));
    const [first = '', second = ''] = providers;
    await browser.open(second);
    await browser.open((await browser.press(person('ichiro').name)).url);
    expect((await browser.open((await browser.open(first)).url)).url.pathname).toBe(USER_SCREEN);
  });

  test('are forgotten but for the last ten', async () => {
    const browser = plainBrowser({ halt: ({ origin }) => origin !== stack.app });
    for (let n = 0; n < 12; n += 1) await browser.open(`${stack.app}/sign-in`);
    const cookies = await browser.cookies(stack.app);
    expect(cookies.filter(({ name }) => name.startsWith('__Host-attempt-'))).toHaveLength(10);
  });
});

describe('E5 a sign-in that was not confirmed', () => {
  test.each<[string, (browser: PlainBrowser, callback: URL) => Promise<Response>, AnswerRefusal, boolean]>([
    ['without any cookie', (_, callback) => fetch(callback, { redirect: 'manual' }), 'no-cookies', true],
    [
      'in another browser',
      (_, callback) => fetch(callback, { headers: { cookie: '__Host-language=ja' }, redirect: 'manual' }),
      'other-browser',
      true,
    ],
    [
      'too late',
      async (browser, callback) => {
        await stack.pass(0.5 * HOUR);
        return browser.raw(callback);
      },
      'expired',
      true,
    ],
    [
      'with an unknown state',
      (browser, callback) => {
        callback.searchParams.set('state', 'made-up');
        return browser.raw(callback);
      },
      'unknown',
      false,
    ],
  ])('%s says so, and leads on to where the person was heading', async (_, bring, why, knowsWhere) => {
    const browser = plainBrowser({ halt: ({ pathname }) => pathname === CALLBACK });
    await browser.open(stack.app + USER_SCREEN);
    const { url } = await browser.press(person('ichiro').name);
    const html = await (await bring(browser, url)).text();
    expect(html).toContain(WORDS.ja.signInProblems[why].happened);
    const target = encodeURIComponent(knowsWhere ? USER_SCREEN : '/');
    expect(html).toContain(`href="/sign-in?return=${target}"`);
  });

  test.each<[string, (browser: PlainBrowser, callback: URL) => Promise<unknown>, target: string]>([
    ['too late', () => stack.pass(0.5 * HOUR), USER_SCREEN],
    ['with an unknown state', async (_, callback) => callback.searchParams.set('state', 'made-up'), '/'],
  ])('%s leads on with a note where the person is signed in meanwhile', async (_, spoil, target) => {
    const browser = plainBrowser({ halt: ({ pathname }) => pathname === CALLBACK });
    await browser.open(stack.app + USER_SCREEN);
    const { url: callback } = await browser.press(person('ichiro').name);
    await spoil(browser, callback);
    const { url: another } = await browser.open(`${stack.app}/sign-in`);
    await browser.open(another);
    const note = WORDS.ja.errors.answerNotUsed;
    expect(await browser.open(callback)).toMatchObject({
      url: expect.objectContaining({ pathname: target }),
      text: expect.stringContaining(note),
    });
    expect((await browser.open(stack.app + target)).text).not.toContain(note);
  });

  test('since it was cancelled leads on to where the person was heading as well', async () => {
    const browser = plainBrowser({ halt: ({ pathname }) => pathname === CALLBACK });
    await browser.open(stack.app + USER_SCREEN);
    const { url } = await browser.press(person('ichiro').name);
    url.searchParams.delete('code');
    url.searchParams.set('error', 'access_denied');
    expect((await browser.open(url)).html).toContain(`href="/sign-in?return=${encodeURIComponent(USER_SCREEN)}"`);
  });
});

describe('SECURITY after the sign-in', () => {
  test.each([USER_SCREEN, '/organization/microsoft-365'])('a person who wanted %s gets there', async (screen) => {
    const browser = plainBrowser();
    await browser.open(stack.app + screen);
    expect((await browser.press(person('hanako').name)).url.href).toBe(stack.app + screen);
  });

  test.each([
    'https://other.example/',
    '//other.example',
    '/\\other.example',
    '/%2Fother.example',
    '/\t/other.example',
    'javascript:alert(1)',
    '/settings/../../other',
    '/sign-in/callback?code=1',
  ])('nobody is sent to %j', async (wanted) => {
    const browser = plainBrowser();
    await browser.open(`${stack.app}/sign-in?${new URLSearchParams({ return: wanted })}`);
    expect((await browser.press(person('ichiro').name)).url.href).toBe(`${stack.app}/`);
  });
});

describe('SECURITY who signs in', () => {
  test('an account that belongs to no organization is told so, and is not signed in', async () => {
    const elsewhere = await startRunningStack({
      PORTAL_SIGN_IN: 'openid',
      PORTAL_CLAIM_ORGANIZATION: 'a_claim_that_nobody_has',
    });
    try {
      const browser = await signIn(elsewhere, 'ichiro');
      expect(browser.here()).toMatchObject({ status: 400, text: expect.stringContaining('組織に所属していません') });
      expect((await browser.open(`${elsewhere.app}/`)).text).not.toContain(person('ichiro').name);
    } finally {
      await elsewhere.stop();
    }
  });
});
