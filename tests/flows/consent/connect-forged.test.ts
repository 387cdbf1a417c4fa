import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { chooseAccount } from '../../../local/demo/choose-account.ts';
import { type PlainBrowser, plainBrowser } from '../../../local/demo/plain-browser.ts';
import { WORDS } from '../../../shared/i18n/words.ts';
import { plan } from '../fixtures/acts.ts';
import { onlyWhere } from '../fixtures/only-where.ts';
import { HOKUTO, MIHON, ORGANIZATION, person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { organizationOf } from '../fixtures/views.ts';
import { askForConsent, ORGANIZATION_SCREEN, signIn } from '../fixtures/walks.ts';

const MINUTE = 60_000;
const CONSENT = '/consent/callback';
const PROOF = '/consent/proof';
const NO_TENANT = '00000000-1111-4222-8333-444444444444';

const NOT_OURS = '同意を確認できませんでした';
const OVER = 'この同意の手続きは終わっています';
const REFUSED = 'サインインを完了できませんでした';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(() => stack.reset());
afterAll(() => stack.stop());

const organization = () => organizationOf(stack, ORGANIZATION);

/** The organization as it stands, but for what went wrong the last time. */
async function standing(): Promise<unknown> {
  const known = await organization();
  return known?.contacts.state === 'waiting' ? { ...known, contacts: { ...known.contacts, failure: null } } : known;
}

/** A browser that stands before the consent's callback, everything genuine so far. */
async function beforeConsent(): Promise<PlainBrowser> {
  const browser = await signIn(stack, 'hanako', { haltAt: [CONSENT, PROOF] });
  await askForConsent(stack, browser, MIHON);
  await browser.press(person('global-admin').name);
  await browser.press('承諾');
  expect(browser.here().url.pathname).toBe(CONSENT);
  return browser;
}

/** A browser that stands before the proof's callback, everything genuine so far. */
async function beforeProof(): Promise<PlainBrowser> {
  const browser = await beforeConsent();
  await browser.open(browser.here().url);
  await chooseAccount(browser, person('global-admin').name);
  expect(browser.here().url.pathname).toBe(PROOF);
  return browser;
}

/** Opens a callback, and expects that page and nothing connected. */
async function expectRefused(browser: PlainBrowser, callback: string | URL, title: string): Promise<void> {
  const before = await standing();
  const { status, url, text } = await browser.open(callback);
  expect({ status, origin: url.origin, text }).toEqual({
    status: 400,
    origin: stack.app,
    text: expect.stringContaining(title),
  });
  expect(await standing()).toEqual(before);
}

type Forge = (query: URLSearchParams) => void;

describe('SECURITY, A3 a callback of the consent', () => {
  test.each<[string, Forge, string, string | undefined]>([
    ['with a made-up state', (query) => query.set('state', 'made-up'), NOT_OURS, undefined],
    [
      'without a state, with an error',
      (query) => {
        query.delete('state');
        query.set('error', 'access_denied');
      },
      NOT_OURS,
      undefined,
    ],
    [
      'without the word that consent was given',
      (query) => query.delete('admin_consent'),
      'アクセス許可が付与されていません',
      'not-granted',
    ],
    [
      'that denies it',
      (query) => query.set('admin_consent', 'False'),
      'アクセス許可が付与されていません',
      'not-granted',
    ],
    [
      "with somebody else's tenant",
      (query) => query.set('tenant', HOKUTO),
      '別のテナントのアカウントです',
      'other-tenant',
    ],
    [
      'that claims consent beside an error',
      (query) => query.set('error', 'access_denied'),
      '同意されませんでした',
      'cancelled',
    ],
    [
      'that says an administrator must approve',
      (query) => {
        query.set('error', 'consent_required');
        query.set('error_description', 'AADSTS90094: An administrator must approve.');
      },
      '管理者の同意が必要です',
      'approval-required',
    ],
    [
      'with an error in the words of an attacker',
      (query) => {
        query.set('error', '<img src=x>');
        query.set('error_description', '<script>alert(1)</script>');
      },
      REFUSED,
      'refused',
    ],
  ])('%s connects nothing', async (_, forge, title, code) => {
    const browser = await beforeConsent();
    const { url } = browser.here();
    forge(url.searchParams);
    await expectRefused(browser, url, title);
    expect(browser.here().html).not.toMatch(/<script>|<img/);
    const contacts = (await organization())?.contacts;
    expect(contacts).toMatchObject({ state: 'waiting', failure: code === undefined ? null : { code } });
    // Whatever came, the state is used up or was not there.
    if (code !== undefined) await expectRefused(browser, url, OVER);
  });

  test('without a state, as the link in an explanation brings it, changes nothing and says what to do', async () => {
    const browser = await beforeConsent();
    const { url } = browser.here();
    url.searchParams.delete('state');
    const before = await standing();
    expect(await browser.open(url)).toMatchObject({
      status: 200,
      text: expect.stringContaining('同意されたかどうかはまだ確認できていません'),
    });
    expect(await standing()).toEqual(before);
  });

  test('is taken once', async () => {
    const browser = await beforeConsent();
    const { url } = browser.here();
    await browser.open(url);
    expect((await chooseAccount(browser, person('global-admin').name)).url.pathname).toBe(PROOF);
    await expectRefused(browser, url, OVER);
  });

  test('that claims a consent that nobody gave connects nothing, whatever an administrator accepts then', async () => {
    const browser = await signIn(stack, 'hanako');
    const asked = await askForConsent(stack, browser, MIHON);
    const state = asked.url.searchParams.get('state') ?? '';
    const forged = new URLSearchParams({ admin_consent: 'True', tenant: MIHON, state });
    const { url } = await browser.open(`${stack.app}${CONSENT}?${forged}`);
    // Microsoft may know who signed in at the portal.
    url.searchParams.set('prompt', 'select_account');
    await browser.open(url);
    await browser.press(person('global-admin').name);
    // Microsoft offers a consent "for myself" to whoever signs in to an app for the first time.
    expect((await browser.press('承諾')).text).toContain('アクセス許可が付与されていません');
    expect((await organization())?.contacts).toMatchObject({ state: 'waiting', failure: { code: 'not-granted' } });
  });

  test('is not taken with the state of a proof', async () => {
    const browser = await beforeProof();
    const state = browser.here().url.searchParams.get('state') ?? '';
    const query = new URLSearchParams({ admin_consent: 'True', tenant: MIHON, state });
    await expectRefused(browser, `${stack.app}${CONSENT}?${query}`, NOT_OURS);
  });

  onlyWhere('the tenant is typed', () => {
    test('for a tenant that does not exist is told apart', async () => {
      const browser = await signIn(stack, 'hanako');
      // Whether there is such a tenant was asked, and not answered.
      const effect = { kind: 'refuse', status: 503, headers: {} } as const;
      await plan(stack.entra, { match: `^GET /${NO_TENANT}/v2.0/.well-known`, effect });
      const asked = await askForConsent(stack, browser, NO_TENANT);
      const state = asked.url.searchParams.get('state') ?? '';
      const query = new URLSearchParams({ admin_consent: 'True', tenant: NO_TENANT, state });
      await expectRefused(browser, `${stack.app}${CONSENT}?${query}`, 'テナントが見つかりません');
    });
  });

  test('is not taken after an hour', async () => {
    const browser = await beforeConsent();
    await stack.pass(60 * MINUTE);
    await expectRefused(browser, browser.here().url, NOT_OURS);
  });
});

describe('SECURITY, A3 a callback of the proof', () => {
  test.each<[string, Forge, string]>([
    ['without a state', (query) => query.delete('state'), NOT_OURS],
    ['with a made-up state', (query) => query.set('state', 'made-up'), NOT_OURS],
    ['without a code', (query) => query.delete('code'), REFUSED],
    ['with a made-up code', (query) => query.set('code', 'made-up'), REFUSED],
    ['with an error named like what every object has', (query) => query.set('error', 'constructor'), REFUSED],
    ['with an error beside the code', (query) => query.set('error', 'access_denied'), '同意されませんでした'],
  ])('%s connects nothing', async (_, forge, title) => {
    const browser = await beforeProof();
    const { url } = browser.here();
    forge(url.searchParams);
    await expectRefused(browser, url, title);
  });

  test('is taken once, and again it ends nothing', async () => {
    const browser = await beforeProof();
    const { url } = browser.here();
    expect((await browser.open(url)).url.pathname).toBe(ORGANIZATION_SCREEN);
    const connected = await organization();
    expect(connected).toMatchObject({ contacts: { state: 'connected' } });
    expect((await browser.open(url)).text).toContain(WORDS.ja.organization.connectedBefore);
    expect(await organization()).toEqual(connected);
  });

  test('is not taken with the state of a consent', async () => {
    const browser = await beforeConsent();
    const state = browser.here().url.searchParams.get('state') ?? '';
    await expectRefused(browser, `${stack.app}${PROOF}?${new URLSearchParams({ code: 'any', state })}`, NOT_OURS);
  });

  test('is not taken with the code of another sign-in', async () => {
    const [one, other] = [await beforeProof(), await beforeProof()];
    const { url } = one.here();
    url.searchParams.set('code', other.here().url.searchParams.get('code') ?? '');
    await expectRefused(one, url, REFUSED);
  });

  test('is not taken after a quarter of an hour', async () => {
    const browser = await beforeProof();
    await stack.pass(15 * MINUTE);
    await expectRefused(browser, browser.here().url, NOT_OURS);
  });

  test('from before a disconnect does nothing after it', async () => {
    const browser = await beforeProof();
    const { url } = browser.here();
    await browser.open(stack.app + ORGANIZATION_SCREEN);
    await browser.press('同意の依頼を取り下げる');
    expect(await organization()).toMatchObject({ contacts: { state: 'off' } });
    await expectRefused(browser, url, 'この手続きは無効になりました');
  });

  async function isVoidAfterRequestFor(tenant: string, { withdrawn }: { readonly withdrawn: boolean }) {
    const browser = await beforeProof();
    const { url } = browser.here();
    await browser.open(stack.app + ORGANIZATION_SCREEN);
    if (withdrawn) await browser.press('同意の依頼を取り下げる');
    await askForConsent(stack, browser, tenant);
    expect(await organization()).toMatchObject({ contacts: { state: 'waiting', tenantId: tenant } });
    await expectRefused(browser, url, 'この手続きは無効になりました');
  }

  test('from before a disconnect and a new request does nothing after it', () =>
    isVoidAfterRequestFor(MIHON, { withdrawn: true }));

  onlyWhere('the tenant is typed', () => {
    test('from before a request for another tenant does nothing after it', () =>
      isVoidAfterRequestFor(HOKUTO, { withdrawn: false }));
  });
});

describe.each([
  ['consent', beforeConsent],
  ['proof', beforeProof],
])('SECURITY, A3 a genuine callback of the %s', (_, walk) => {
  test.each([
    ['without a session', undefined],
    ['of the same administrator in another browser', 'hanako'],
    ['of a user of the same organization', 'ichiro'],
  ])('is not taken from a browser %s', async (_name, somebody) => {
    const { url } = (await walk()).here();
    const browser = somebody === undefined ? plainBrowser() : await signIn(stack, somebody);
    await expectRefused(browser, url, NOT_OURS);
  });

  onlyWhere('there are several organizations', () => {
    test('is not taken from a browser of an administrator of another organization', async () => {
      const { url } = (await walk()).here();
      await expectRefused(await signIn(stack, 'jiro'), url, NOT_OURS);
      expect(await organizationOf(stack, 'hokuto')).toMatchObject({ contacts: { state: 'off' } });
    });
  });
});
