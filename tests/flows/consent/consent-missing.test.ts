import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { inEntra } from '../fixtures/acts.ts';
import { MIHON, ORGANIZATION, person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { activitiesIn, linkOf, organizationOf } from '../fixtures/views.ts';
import { consent as consentAs, link, linkedUsers, ORGANIZATION_SCREEN, signIn } from '../fixtures/walks.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let stack: RunningStack;
let consent: { tenantId: string; clientId: string };
beforeAll(async () => {
  stack = await startRunningStack();
  consent = { tenantId: MIHON, clientId: stack.contactsApp };
});
beforeEach(() => stack.reset());
afterAll(() => stack.stop());

const contacts = async () => (await organizationOf(stack, ORGANIZATION))?.contacts;
/** The administrator at the organization's screen; sessions of before may have ended. */
async function administratorsScreen() {
  const browser = await signIn(stack, 'hanako');
  await browser.open(stack.app + ORGANIZATION_SCREEN);
  return browser;
}
const missed = async () => (await activitiesIn(stack)).filter((kind) => kind === 'consent-missing').length;

describe('A3 a consent that got lost', () => {
  beforeEach(async () => {
    await linkedUsers(stack, 'misaki', 'ken');
    await inEntra(stack, { kind: 'remove-consent', ...consent });
    await stack.pass(DAY);
  });

  test("is on the administrator's screen: since when, for how many, and what to do", async () => {
    expect(await contacts()).toMatchObject({ state: 'connected', missing: { proven: true, aadsts: '65001' } });
    const { text, html } = (await administratorsScreen()).here();
    expect(text).toContain('同意が必要');
    expect(text).toContain('影響を受けているユーザー：2名');
    expect(text).toContain('AADSTS65001');
    expect(html).toContain(`https://entra.microsoft.com/${MIHON}/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade`);
    // Both links met with it, and one of them wrote it down.
    expect(await missed()).toBe(1);
  });

  test('is found again by "check", and the links go on as they are', async () => {
    await inEntra(stack, { kind: 'grant-consent', ...consent });
    const browser = await administratorsScreen();
    await browser.press('同意を確認');
    const { text } = await browser.press(person('global-admin').name);
    expect(text).toContain('連携中');
    expect(text).not.toContain('同意が必要');
    await stack.pass(2 * HOUR);
    for (const id of ['misaki', 'ken']) {
      expect(await linkOf(stack, id)).toMatchObject({ state: { name: 'linked' }, sync: { lastFailure: null } });
    }
    expect(await contacts()).toMatchObject({ state: 'connected', generation: 1 });
  });

  test('is given anew by way of the consent page', async () => {
    const browser = await administratorsScreen();
    await browser.press('同意画面へ進む');
    await consentAs(browser, 'global-admin');
    expect(browser.here().text).not.toContain('同意が必要');
    expect(await contacts()).toMatchObject({ state: 'connected', generation: 1 });
    expect(await contacts()).not.toHaveProperty('missing');
  });

  test('is not found by the sign-in of an ordinary user', async () => {
    await inEntra(stack, { kind: 'grant-consent', ...consent });
    const browser = await administratorsScreen();
    await browser.press('同意を確認');
    expect((await browser.press(person('ichiro').name)).text).toContain('管理者のアカウントではありません');
    expect(await contacts()).toMatchObject({ missing: { proven: true } });
  });

  test('is found again by the first run that gets a token', async () => {
    await inEntra(stack, { kind: 'grant-consent', ...consent });
    await stack.pass(2 * HOUR);
    expect(await contacts()).not.toHaveProperty('missing');
    expect(await activitiesIn(stack)).toContain('consent-restored');
    expect((await administratorsScreen()).here().text).not.toContain('同意が必要');
  });

  test('ends with the connection', async () => {
    const browser = await administratorsScreen();
    await browser.follow('連携を解除');
    await browser.press('すべての連携を解除する');
    expect(await contacts()).toEqual({ state: 'off', generation: 2 });
  });
});

describe('A3 the reason of a missing consent', () => {
  test.each([
    ['switched off', 'アプリへのサインインを無効にしています', { kind: 'set-app-enabled', enabled: false } as const],
    ['removed', 'アプリがテナントから削除されています', { kind: 'delete-app' } as const],
  ])('an app that was %s is told apart', async (_, said, change) => {
    await linkedUsers(stack, 'ken');
    await inEntra(stack, { ...change, ...consent });
    await stack.pass(DAY);
    expect((await administratorsScreen()).here().text).toContain(said);
  });

  test("what a user's browser brought back is said, but unsettles nothing, and a link that succeeds clears it", async () => {
    await linkedUsers(stack, 'ken');
    const browser = await signIn(stack, 'misaki');
    await inEntra(stack, { kind: 'fail-next-page', aadsts: 90094 });
    await browser.open(`${stack.app}/settings/microsoft-365`);
    expect((await browser.press('連携')).text).toContain('管理者の同意が必要です');
    const { text } = (await administratorsScreen()).here();
    expect(text).toContain('ユーザーのサインインで、組織全体の同意がないという応答がありました');
    expect(text).not.toContain('同意が必要');
    await link(stack, 'misaki');
    expect(await contacts()).not.toHaveProperty('missing');
  });
});
