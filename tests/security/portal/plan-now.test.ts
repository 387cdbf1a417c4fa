import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MIHON, person } from '../../flows/fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../../flows/fixtures/running-stack.ts';
import { kept, linkOf, organizationOf } from '../../flows/fixtures/views.ts';
import {
  askForConsent,
  connect,
  ORGANIZATION_SCREEN,
  pickAccount,
  signIn,
  submit,
  USER_SCREEN,
} from '../../flows/fixtures/walks.ts';
import { changePlan } from '../fixtures/plan.ts';

const CALLBACKS = ['/consent/callback', '/consent/proof', `${USER_SCREEN}/linked`];
const NOT_INCLUDED = 'ご契約プランの対象外です';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(() => stack.reset());
afterAll(() => stack.stop());

describe('SECURITY, A6 a plan that comes while somebody is signed in', () => {
  test('opens the screens, and what they begin comes to its end', async () => {
    const aoi = await signIn(stack, 'aoi');
    expect((await aoi.open(stack.app + ORGANIZATION_SCREEN)).text).toContain(NOT_INCLUDED);
    await changePlan(stack, 'komichi', true);

    await askForConsent(stack, aoi, MIHON);
    await aoi.press(person('global-admin').name);
    expect((await aoi.press('承諾')).text).toContain('連携中');
    expect(await organizationOf(stack, 'komichi')).toMatchObject({ contacts: { state: 'connected' } });

    await pickAccount(stack, aoi, 'ken');
    expect(aoi.here().url.href).toBe(stack.app + USER_SCREEN);
    expect(await linkOf(stack, 'aoi')).toMatchObject({ state: { name: 'linked' } });
  });
});

describe('SECURITY, A6 a plan that lapses while somebody is signed in', () => {
  test.each([
    ['GET', ORGANIZATION_SCREEN],
    ['GET', USER_SCREEN],
    ['POST', `${ORGANIZATION_SCREEN}/contacts/connect`],
    ['POST', `${ORGANIZATION_SCREEN}/settings/card-url`],
    ['POST', `${USER_SCREEN}/link`],
    ['POST', `${USER_SCREEN}/sync`],
  ])('closes %s %s at once', async (method, path) => {
    const hanako = await signIn(stack, 'hanako');
    await hanako.open(stack.app + ORGANIZATION_SCREEN);
    await changePlan(stack, 'mihon', false);
    const before = await kept(stack);
    const address = stack.app + path;
    const response = await (method === 'GET' ? hanako.raw(address) : submit(stack, hanako, path, { tenantId: MIHON }));
    expect([response.status, await response.text()]).toEqual([
      method === 'GET' ? 200 : 403,
      expect.stringContaining(NOT_INCLUDED),
    ]);
    expect(await kept(stack)).toEqual(before);
  });

  test('stops a consent that was on its way', async () => {
    const hanako = await signIn(stack, 'hanako', { haltAt: CALLBACKS.slice(1) });
    await askForConsent(stack, hanako, MIHON);
    await hanako.press(person('global-admin').name);
    await hanako.press('承諾');
    await changePlan(stack, 'mihon', false);
    await hanako.open(hanako.here().url);
    expect(await organizationOf(stack, 'mihon')).toMatchObject({ contacts: { state: 'waiting' } });
  });

  test('stops a linking that was on its way', async () => {
    await connect(stack);
    const ichiro = await signIn(stack, 'ichiro', { haltAt: CALLBACKS });
    await pickAccount(stack, ichiro, 'ichiro');
    await changePlan(stack, 'mihon', false);
    expect((await ichiro.open(ichiro.here().url)).status).toBe(400);
    expect(await linkOf(stack, 'ichiro')).toBeUndefined();
  });
});
