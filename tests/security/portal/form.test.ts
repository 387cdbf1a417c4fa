import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { apiKeyOf } from '../../../local/sample-data/world.ts';
import { MIHON, person } from '../../flows/fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../../flows/fixtures/running-stack.ts';
import { kept } from '../../flows/fixtures/views.ts';
import { csrfOf, linkedUsers, ORGANIZATION_SCREEN, signIn, submit, USER_SCREEN } from '../../flows/fixtures/walks.ts';
import { changePlan } from '../fixtures/plan.ts';

const connectPath = `${ORGANIZATION_SCREEN}/mail/connect`;
const disconnectPath = `${ORGANIZATION_SCREEN}/contacts/disconnect`;
const keysPath = `${ORGANIZATION_SCREEN}/api-keys`;
const noticesPath = `${ORGANIZATION_SCREEN}/notices`;
const cardUrlPath = `${ORGANIZATION_SCREEN}/settings/card-url`;

/** Every form of ours that changes something, with fields that would be taken. */
const ADMINISTRATOR_FORMS: [path: string, fields: Record<string, string>][] = [
  [connectPath, { tenantId: MIHON }],
  [disconnectPath, { generation: '1' }],
  [keysPath, { email: person('ken').address, apiKey: apiKeyOf('ken') }],
  [noticesPath, { to: 'it@mihon.example.com', webhook: '' }],
  [`${noticesPath}/try`, {}],
  [cardUrlPath, { cardUrl: 'https://sansan.com/cards/{id}' }],
  [`${ORGANIZATION_SCREEN}/settings/contact-rules`, { written: 'fax', phones: 'e164' }],
  [`${ORGANIZATION_SCREEN}/users/pause`, { userId: 'person-hanako', pause: 'on' }],
  [`${ORGANIZATION_SCREEN}/users/pause-all`, { pause: 'on' }],
  [`${ORGANIZATION_SCREEN}/users/hold`, { userId: 'person-hanako', decision: 'apply', removals: '1' }],
  [`${ORGANIZATION_SCREEN}/users/find`, { text: 'hanako' }],
  [`${ORGANIZATION_SCREEN}/api-keys/file`, {}],
  [`${ORGANIZATION_SCREEN}/api-keys/withdraw`, { email: person('ken').address }],
];
const USER_FORMS: [path: string, fields: Record<string, string>][] = [
  [`${USER_SCREEN}/api-key`, { apiKey: apiKeyOf('hanako') }],
  [`${USER_SCREEN}/link`, {}],
  [`${USER_SCREEN}/unlink`, { folder: 'delete' }],
  [`${USER_SCREEN}/sync`, {}],
  [`${USER_SCREEN}/rebuild`, {}],
  [`${USER_SCREEN}/notices`, { notices: 'off' }],
  [`${USER_SCREEN}/hold`, { decision: 'apply', removals: '1' }],
];
const FORMS = [...ADMINISTRATOR_FORMS, ...USER_FORMS];

let stack: RunningStack;
let hanako: PlainBrowser;
let ichiro: PlainBrowser;
let csrf: string;

beforeAll(async () => {
  stack = await startRunningStack();
  const { administrator } = await linkedUsers(stack, 'hanako');
  hanako = administrator;
  await hanako.open(stack.app + ORGANIZATION_SCREEN);
  csrf = csrfOf(hanako);
  ichiro = await signIn(stack, 'ichiro');
  await ichiro.open(stack.app + USER_SCREEN);
});
afterAll(() => stack.stop());

/** Sends a form as given, and expects this refusal and nothing changed. */
async function expectRefused(status: number, request: () => Promise<Response>): Promise<string> {
  const before = await kept(stack);
  const response = await request();
  expect(response.status).toBe(status);
  await stack.idle();
  expect(await kept(stack)).toEqual(before);
  return response.text();
}

function post(path: string, body: string | URLSearchParams, headers: Record<string, string>) {
  return hanako.raw(stack.app + path, { method: 'POST', body, headers });
}

describe.each(FORMS)('SECURITY the form to %s', (path, fields) => {
  const body = () => new URLSearchParams({ ...fields, csrf });

  test.each([
    ['names no origin', () => ({})],
    ['comes from another origin', () => ({ origin: 'https://other.example' })],
    ['comes from an origin that hides itself', () => ({ origin: 'null' })],
    ['comes from the same host on another port', () => ({ origin: stack.entra })],
  ])('is refused when it %s', async (_, headers) => {
    await expectRefused(403, () => post(path, body(), headers()));
  });

  test.each([
    ['without the token of the session', () => undefined],
    ['with an empty token', () => ''],
    ["with another session's token", () => csrfOf(ichiro)],
  ])('is refused %s', async (_, token) => {
    const value = token();
    const sent = new URLSearchParams({ ...fields, ...(value === undefined ? {} : { csrf: value }) });
    await expectRefused(403, () => post(path, sent, { origin: stack.app }));
  });

  test('is refused without a session', async () => {
    await expectRefused(403, () =>
      fetch(stack.app + path, { method: 'POST', body: body(), headers: { origin: stack.app }, redirect: 'manual' }),
    );
  });

  test('is refused in another form than that of forms', async () => {
    await expectRefused(415, () =>
      post(path, JSON.stringify({ ...fields, csrf }), { origin: stack.app, 'content-type': 'application/json' }),
    );
  });

  test('is refused when it is too large', async () => {
    const large = new URLSearchParams({ ...fields, csrf, more: 'x'.repeat(64 * 1024) });
    await expectRefused(413, () => post(path, large, { origin: stack.app }));
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('does not take %s', async (method) => {
    await expectRefused(405, () => hanako.raw(stack.app + path, { method, headers: { origin: stack.app } }));
  });
});

describe('SECURITY a form', () => {
  test('a token of the right length in the query counts for nothing', async () => {
    await expectRefused(403, () =>
      post(`${disconnectPath}?csrf=${csrf}`, new URLSearchParams(), { origin: stack.app }),
    );
  });

  test.each([connectPath, `${USER_SCREEN}/link`, `${USER_SCREEN}/sync`])('%s does not take GET', async (path) => {
    const response = await hanako.raw(stack.app + path);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test.each(['calendar', 'CONTACTS', '__proto__'])('there is no capability "%s"', async (capability) => {
    await expectRefused(404, () =>
      submit(stack, hanako, `${ORGANIZATION_SCREEN}/${capability}/connect`, { tenantId: MIHON }),
    );
  });
});

describe('SECURITY an ordinary user', () => {
  test.each([ORGANIZATION_SCREEN, disconnectPath])('does not see %s', async (path) => {
    const text = await expectRefused(403, () => ichiro.raw(stack.app + path));
    expect(text).toContain('権限がありません');
  });

  test.each(ADMINISTRATOR_FORMS)('does not get through with %s', async (path, fields) => {
    await expectRefused(403, () => submit(stack, ichiro, path, fields));
  });
});

describe('SECURITY, A6 an organization whose plan lacks the feature', () => {
  let aoi: PlainBrowser;
  beforeAll(async () => {
    aoi = await signIn(stack, 'aoi');
  });

  test.each([ORGANIZATION_SCREEN, USER_SCREEN])('sees on %s what to do, and no settings', async (path) => {
    const { status, text, html } = await aoi.open(stack.app + path);
    expect(status).toBe(200);
    expect(text).toContain('ご契約プランの対象外です');
    expect(text).toContain('営業担当者またはサポート窓口');
    expect(html).not.toMatch(/<form[^>]*microsoft-365/);
  });

  // Who linked or connected can always end that.
  test.each(FORMS.filter(([path]) => !/\/(?:unlink|disconnect)$/.test(path)))('is refused %s', async (path, fields) => {
    await expectRefused(403, () => submit(stack, aoi, path, fields));
  });
});

describe('A6, D1, D2 an organization', () => {
  test.each([
    ['/settings/microsoft-365/unlink', '連携を解除しますか'],
    ['/organization/microsoft-365/contacts/disconnect', 'の連携を解除しますか'],
  ])('whose plan has lapsed still finds the way to end things at %s', async (path, question) => {
    await changePlan(stack, 'mihon', false);
    const { status, text } = await hanako.open(stack.app + path);
    await changePlan(stack, 'mihon', true);
    expect(status).toBe(200);
    expect(text).toContain(question);
  });
});
