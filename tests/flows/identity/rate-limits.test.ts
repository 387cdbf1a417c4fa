import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { RATE_LIMITS } from '../../../shared/identity/rate-limit.ts';
import { onlyWhere } from '../fixtures/only-where.ts';
import { OTHER_ADMINISTRATOR } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { ORGANIZATION_SCREEN, signIn, submit, USER_SCREEN } from '../fixtures/walks.ts';

const MINUTE = 60_000;
/** The longest window, in which all the others begin as well. */
const WINDOW = 15 * MINUTE;

/** What was counted before is over, and nothing is over before the test is. */
async function atTheBeginningOfAWindow(): Promise<void> {
  const rest = 2 * WINDOW - ((Date.now() + ahead) % WINDOW);
  ahead += rest;
  await stack.pass(rest);
}
let ahead = 0;

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
afterAll(() => stack.stop());

describe.each([
  ['connect', `${ORGANIZATION_SCREEN}/contacts/connect`, { tenantId: 'ffffffff-ffff-4fff-8fff-ffffffffffff' }],
  ['link', `${USER_SCREEN}/link`, {}],
  ['notices', `${ORGANIZATION_SCREEN}/notices`, { to: 'no address' }],
  ['notices-trial', `${ORGANIZATION_SCREEN}/notices/try`, {}],
  ['key-entry', `${USER_SCREEN}/api-key`, { apiKey: 'x'.repeat(32) }],
  ['run', `${USER_SCREEN}/sync`, {}],
  ['form', `${USER_SCREEN}/notices`, { notices: 'off' }],
] as const)('SECURITY %s', (limited, path, fields) => {
  let hanako: PlainBrowser;
  beforeEach(async () => {
    await atTheBeginningOfAWindow();
    hanako = await signIn(stack, 'hanako');
  });

  test('is refused with the time to wait when it was tried too often, and only to that person', async () => {
    const { most, within } = RATE_LIMITS[limited];
    for (let n = 0; n < most; n += 1) expect((await submit(stack, hanako, path, fields)).status).not.toBe(429);
    const refused = await submit(stack, hanako, path, fields);
    const wait = Number(refused.headers.get('retry-after'));
    expect([refused.status, wait > 0 && wait <= within / 1000]).toEqual([429, true]);
    expect(await refused.text()).toContain('回数の上限に達しました');
    const other = await signIn(
      stack,
      limited === 'connect' || limited.startsWith('notices') ? OTHER_ADMINISTRATOR : 'ichiro',
    );
    expect((await submit(stack, other, path, fields)).status).not.toBe(429);
  });
});

describe('F5 a form that cannot be read', () => {
  type Fields = Readonly<Record<string, string>>;
  async function countsOnlyAsForm(
    limited: 'connect' | 'key-entry',
    path: string,
    unreadable: Fields,
    readable: Fields,
  ) {
    await atTheBeginningOfAWindow();
    const hanako = await signIn(stack, 'hanako');
    for (let n = 0; n <= RATE_LIMITS[limited].most; n += 1) {
      expect((await submit(stack, hanako, path, unreadable)).status).toBe(422);
    }
    expect((await submit(stack, hanako, path, readable)).status).not.toBe(429);
    for (let n = RATE_LIMITS[limited].most + 2; n < RATE_LIMITS.form.most; n += 1) {
      await submit(stack, hanako, path, unreadable);
    }
    expect((await submit(stack, hanako, path, unreadable)).status).toBe(429);
  }

  onlyWhere('the tenant is typed', () => {
    test('uses up nothing of the limit of connect, but counts as a form', () =>
      countsOnlyAsForm(
        'connect',
        `${ORGANIZATION_SCREEN}/contacts/connect`,
        { tenantId: 'contoso.com' },
        { tenantId: 'ffffffff-ffff-4fff-8fff-ffffffffffff' },
      ));
  });

  test('uses up nothing of the limit of key-entry, but counts as a form', () =>
    countsOnlyAsForm(
      'key-entry',
      `${ORGANIZATION_SCREEN}/api-keys`,
      { email: 'misaki', apiKey: 'x'.repeat(32) },
      { email: 'misaki@mihon.example.com', apiKey: 'x'.repeat(32) },
    ));
});

describe('SECURITY too many requests', () => {
  test('forms that are refused count as well', async () => {
    await atTheBeginningOfAWindow();
    const hanako = await signIn(stack, 'hanako');
    const body = new URLSearchParams({ csrf: 'made-up' });
    const send = () =>
      hanako.raw(`${stack.app}${USER_SCREEN}/sync`, { method: 'POST', body, headers: { origin: stack.app } });
    for (let n = 0; n < RATE_LIMITS.run.most; n += 1) expect((await send()).status).toBe(403);
    expect((await send()).status).toBe(429);
  });

  test.each([
    ['preview', `${USER_SCREEN}/preview`],
    ['audit-file', `${ORGANIZATION_SCREEN}/audit.csv`],
  ] as const)('a page that costs much (%s) is refused when it was asked for too often', async (limited, path) => {
    await atTheBeginningOfAWindow();
    const hanako = await signIn(stack, 'hanako');
    const ask = async () => (await hanako.raw(stack.app + path)).status;
    for (let n = 0; n < RATE_LIMITS[limited].most; n += 1) expect(await ask()).toBe(200);
    expect(await ask()).toBe(429);
  });

  test('signing in is open to a whole company behind one address', async () => {
    await atTheBeginningOfAWindow();
    const headers = { 'x-forwarded-for': '203.0.113.7:1' };
    const statuses = new Set<number>();
    for (let n = 0; n < 600; n += 1) {
      statuses.add((await fetch(`${stack.app}/sign-in`, { headers, redirect: 'manual' })).status);
    }
    expect([...statuses]).toEqual([303]);
  });

  test.each([
    ['sign-in', '/sign-in/callback?state=guess'],
    ['consent', '/consent/callback?state=guess'],
    ['proof', '/consent/proof?state=guess'],
    ['link', `${USER_SCREEN}/linked?state=guess`],
  ])('guessing answers (%s) is refused to an address, and to nobody there who began something', async (_, path) => {
    await atTheBeginningOfAWindow();
    const { most } = RATE_LIMITS['stray-answer'];
    const guess = (forwarded: string, cookie = '') =>
      fetch(stack.app + path, { headers: { 'x-forwarded-for': forwarded, cookie }, redirect: 'manual' });
    const statuses = new Set<number>();
    // Whatever it writes into the header before.
    for (let n = 0; n < most; n += 1) statuses.add((await guess(`10.0.0.${n % 250}, 203.0.113.7:50${n}`)).status);
    expect([...statuses]).toEqual([400]);
    const refused = await guess('10.9.9.9, 203.0.113.7:1');
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect(stack.output()).toContain('"event":"limit-reached","limited":"stray-answer"');
    expect((await guess('203.0.113.7:1', '__Host-attempt-x=made-up')).status).toBe(429);
    expect((await guess('203.0.113.8:1')).status).toBe(400);
    const headers = { 'x-forwarded-for': '203.0.113.7:1' };
    const [begun = ''] = (await fetch(`${stack.app}/sign-in`, { headers, redirect: 'manual' })).headers.getSetCookie();
    expect((await guess('203.0.113.7:1', begun.split(';')[0])).status).toBe(400);
  });

  test('guessing one-time links is refused to an address that tries too often', async () => {
    await atTheBeginningOfAWindow();
    const { most } = RATE_LIMITS['consent-link'];
    const guess = async (n: number, address: string) => {
      const headers = { 'x-forwarded-for': address };
      return (await fetch(`${stack.app}/consent/start?link=guess-${n}`, { headers })).status;
    };
    const statuses = new Set<number>();
    for (let n = 0; n < most; n += 1) statuses.add(await guess(n, '203.0.113.7:1'));
    expect([...statuses]).toEqual([410]);
    expect(await guess(most, '203.0.113.7:1')).toBe(429);
    expect(await guess(most, '203.0.113.8:1')).toBe(410);
  });
});
