import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { inEntra } from '../fixtures/acts.ts';
import { onlyWhere } from '../fixtures/only-where.ts';
import { MIHON, ORGANIZATION, person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { organizationOf } from '../fixtures/views.ts';
import { connect, csrfOf, ORGANIZATION_SCREEN, signIn, submit } from '../fixtures/walks.ts';

let stack: RunningStack;
let browser: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(async () => {
  await stack.reset();
  browser = await signIn(stack, 'hanako');
});
afterAll(() => stack.stop());

const contacts = async () => (await organizationOf(stack, ORGANIZATION))?.contacts;
const grant = () => inEntra(stack, { kind: 'grant-consent', tenantId: MIHON, clientId: stack.contactsApp });

/** The administrator types a tenant and has its consent checked, which leads to Microsoft's account picker. */
async function check(tenantId = MIHON) {
  await browser.open(stack.app + ORGANIZATION_SCREEN);
  const path = `${ORGANIZATION_SCREEN}/contacts/check`;
  const response = await submit(stack, browser, path, { tenantId });
  const location = response.headers.get('location');
  return location === null ? response : browser.open(location);
}

describe('A3 a consent that was given in the Entra admin centre', () => {
  beforeEach(grant);

  test.each(['global-admin', 'role-admin'])('is proven by the sign-in of an administrator alone (%s)', async (id) => {
    await check();
    const { text, url } = await browser.press(person(id).name);
    expect(url.pathname).toBe(ORGANIZATION_SCREEN);
    expect(text).toContain('連携中');
    expect(await contacts()).toMatchObject({ state: 'connected', tenantId: MIHON, provenBy: person(id).address });
  });

  test('is not proven by an ordinary user', async () => {
    await check();
    expect((await browser.press(person('ichiro').name)).text).toContain('管理者のアカウントではありません');
    expect(await contacts()).toMatchObject({ state: 'waiting', failure: { code: 'not-administrator' } });
    // The last try stands on the screen, with what to do.
    const { text } = await browser.open(stack.app + ORGANIZATION_SCREEN);
    expect(text).toContain('前回の結果');
    expect(text).toContain('PIM（Privileged Identity Management）をお使いの場合');
  });

  test('is not taken from an administrator whose roles Microsoft does not tell, who learns what to set', async () => {
    const tell = (on: boolean) => inEntra(stack, { kind: 'set-tenant-fault', tenantId: MIHON, fault: 'no-wids', on });
    await tell(true);
    await check();
    const { text } = await browser.press(person('global-admin').name);
    expect(text).toContain('groupMembershipClaims');
    expect(text).not.toContain('管理者のアカウントではありません');
    expect(await contacts()).toMatchObject({ state: 'waiting', failure: { code: 'roles-not-told' } });
    await tell(false);
    await check();
    await browser.press(person('global-admin').name);
    expect(await contacts()).toMatchObject({ state: 'connected', provenBy: person('global-admin').address });
  });

  test('is asked of whoever is picked, not of whom the browser remembers', async () => {
    await check();
    await browser.press(person('ichiro').name);
    const { text } = (await check()) as { text: string };
    expect(text).toContain(person('role-admin').name);
  });
});

describe('SECURITY, A1, A3 the form of a check', () => {
  test('a consent that was not given is not proven: who declines at Microsoft comes back to an explanation', async () => {
    await check();
    await browser.press(person('global-admin').name);
    expect((await browser.press('キャンセル')).text).toContain('同意されませんでした');
    expect(await contacts()).toMatchObject({ state: 'waiting', failure: { code: 'cancelled' } });
  });

  onlyWhere('the tenant is typed', () => {
    test.each(['', 'not-a-tenant'])('%j is no tenant ID, which is said beside the field', async (typed) => {
      const response = (await check(typed)) as Response;
      expect(response.status).toBe(422);
      expect(await response.text()).toContain('ディレクトリ (テナント) ID の形式が正しくありません');
    });
  });

  test('what is connected needs no check', async () => {
    browser = await connect(stack);
    const before = await contacts();
    expect(((await check()) as Response).status).toBe(409);
    expect(await contacts()).toEqual(before);
  });

  test('every form carries the token of its session', async () => {
    await browser.open(stack.app + ORGANIZATION_SCREEN);
    expect(csrfOf(browser)).not.toBe('');
    const path = `${ORGANIZATION_SCREEN}/contacts/check`;
    expect((await submit(stack, browser, path, { tenantId: MIHON, csrf: 'another' })).status).toBe(403);
  });
});
