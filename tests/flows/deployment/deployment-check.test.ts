import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { plan } from '../fixtures/acts.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { secretsIn } from '../fixtures/views.ts';
import { connect, SETTINGS_SCREEN, signIn } from '../fixtures/walks.ts';

const PAGE = '/organization/microsoft-365/deployment';
const MINUTE = 60_000;

let stack: RunningStack;
let administrator: PlainBrowser;

async function check() {
  await administrator.open(stack.app + PAGE);
  const page = load(administrator.here().html);
  const lines = page('.findings > li')
    .toArray()
    .map((item) => page(item).text().replace(/\s+/g, ' ').trim());
  return { note: page('.note').text(), lines, html: administrator.here().html };
}

describe('E6 in a deployment of one company', () => {
  beforeAll(async () => {
    stack = await startRunningStack({ PORTAL_SIGN_IN: 'entra' });
  });
  beforeEach(async () => {
    await stack.reset();
    administrator = await connect(stack);
    await stack.pass(MINUTE);
  });
  afterAll(() => stack.stop());

  test('an administrator sees that all is well, and the check leaves nothing behind', async () => {
    const before = await secretsIn(stack);
    const { note, lines } = await check();
    expect([note, lines.filter((line) => !line.endsWith('正常'))]).toEqual(['すべて正常です。', []]);
    expect(lines).toHaveLength(10);
    expect(await secretsIn(stack)).toEqual(before);
  });

  test.each([
    ['keyVault', '^PUT /secrets/', 403, 'Key Vault', 'azd provision --no-state'],
    ['graph', '^GET /me$', 503, 'Microsoft Graph', undefined],
    ['sansan', '^GET /$', 503, 'Sansan Open API', undefined],
  ] as const)('what is wrong with %s is named, with what mends it', async (service, match, status, name, command) => {
    await plan(stack[service], { match, times: 100, effect: { kind: 'refuse', status, headers: {}, body: {} } });
    const { note, lines } = await check();
    expect(note).toMatch(/件の問題があります/);
    const bad = lines.filter((line) => line.includes('問題あり'));
    expect(bad).toContainEqual(expect.stringContaining(name));
    if (command !== undefined) expect(bad.join()).toContain(command);
    expect(stack.output()).toContain('"event":"not-ready"');
  });

  test('/readyz tells the administrator all, and a stranger and a user nothing', async () => {
    const asked = async (browser?: PlainBrowser) =>
      (await (browser === undefined ? fetch(`${stack.app}/readyz`) : browser.raw(`${stack.app}/readyz`))).json();
    expect(await asked()).toEqual({ status: 'ready' });
    expect(await asked(await signIn(stack, 'ichiro'))).toEqual({ status: 'ready' });
    expect(await asked(administrator)).toMatchObject({
      status: 'ready',
      checks: expect.arrayContaining([{ dependency: 'vault', state: 'good' }]),
    });
  });

  test('/readyz tells an administrator no more than a stranger, once the role has to be asked for anew', async () => {
    const hanako = await signIn(stack, 'hanako');
    await stack.pass(50 * MINUTE);
    expect((await hanako.raw(`${stack.app}/sessions`)).status).toBe(200);
    await stack.pass(15 * MINUTE);
    expect((await hanako.raw(`${stack.app}/sessions`)).status).toBe(200);
    expect(await (await hanako.raw(`${stack.app}/readyz`)).json()).toEqual({ status: 'ready' });
  });
});

describe('E6 in a deployment of several organizations', () => {
  beforeAll(async () => {
    stack = await startRunningStack({ PORTAL_SIGN_IN: 'openid' });
    administrator = await signIn(stack, 'hanako');
  });
  afterAll(() => stack.stop());

  test('no administrator is shown the deployment, which is the operator’s', async () => {
    const response = await administrator.raw(stack.app + PAGE);
    expect(response.status).toBe(404);
    expect(await (await administrator.raw(`${stack.app}/readyz`)).json()).toEqual({ status: 'ready' });
    await administrator.open(stack.app + SETTINGS_SCREEN);
    expect(administrator.here().html).not.toContain(PAGE);
  });
});
