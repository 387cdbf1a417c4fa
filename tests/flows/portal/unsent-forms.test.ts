import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { apiKeyOf } from '../../../local/sample-data/world.ts';
import { forgetFaults, plan } from '../fixtures/acts.ts';
import { onlyWhere } from '../fixtures/only-where.ts';
import { HOKUTO, OTHER_ADMINISTRATOR, person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { kept } from '../fixtures/views.ts';
import {
  connect,
  KEYS_SCREEN,
  linkedUsers,
  ORGANIZATION_SCREEN,
  openScreen,
  SETTINGS_SCREEN,
  signInAnew,
  submit,
  USER_SCREEN,
  USERS_SCREEN,
} from '../fixtures/walks.ts';

const ERASURE = `${ORGANIZATION_SCREEN}/erasure`;
const INVITATIONS = `${ORGANIZATION_SCREEN}/invitations`;
const UNLINK = `${USER_SCREEN}/unlink`;
const SAYS = 'まだ受け付けられていません';
const key = apiKeyOf('ken');

let stack: RunningStack;
let hanako: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(async () => {
  await stack.reset();
  hanako = await connect(stack);
});
afterAll(() => stack.stop());

/** What stands in the named fields of a page, and which boxes of that name are ticked. */
function fieldsOf(html: string, names: readonly string[]): Record<string, readonly string[]> {
  const $ = load(html);
  const valuesOf = (name: string) =>
    $(`main [name="${name}"]`)
      .filter((_, field) => !/^(?:checkbox|radio)$/.test($(field).attr('type') ?? '') || $(field).is(':checked'))
      .toArray()
      .map((field) => String($(field).val() ?? ''))
      .filter((value) => value !== '');
  return Object.fromEntries(names.map((name) => [name, valuesOf(name)]));
}

type Form = [form: string, screen: string, action: string, typed: Record<string, string>, comesBack: string[]];

const FORMS: Form[] = [
  ['card page', SETTINGS_SCREEN, `${SETTINGS_SCREEN}/card-url`, { cardUrl: 'https://sansan.com/x/{id}' }, ['cardUrl']],
  [
    'contact rules',
    SETTINGS_SCREEN,
    `${SETTINGS_SCREEN}/contact-rules`,
    { written: 'fax', phones: 'e164' },
    ['written', 'phones'],
  ],
  [
    'notices',
    SETTINGS_SCREEN,
    `${ORGANIZATION_SCREEN}/notices`,
    { to: 'it@mihon.example.com', webhook: 'https://hooks.mihon.example.com/a' },
    ['to', 'webhook'],
  ],
  ['API key', KEYS_SCREEN, KEYS_SCREEN, { email: person('ken').address, apiKey: key }, ['email']],
  ['end of all data', ERASURE, ERASURE, { name: '見本商事' }, []],
  ['pause of all', USERS_SCREEN, `${USERS_SCREEN}/pause-all`, { pause: 'on' }, []],
  [
    'invitations',
    INVITATIONS,
    `${INVITATIONS}/preview`,
    { addresses: person('ken').address, language: 'en' },
    ['addresses', 'language'],
  ],
  [
    'invitations to send',
    INVITATIONS,
    INVITATIONS,
    { addresses: person('ken').address, language: 'en' },
    ['addresses', 'language'],
  ],
];
const TENANT: Form = [
  'tenant',
  ORGANIZATION_SCREEN,
  `${ORGANIZATION_SCREEN}/mail/connect`,
  { tenantId: HOKUTO },
  ['tenantId'],
];

/** Sends the form from a page that was open before; returns its screen as it is afterwards. */
async function sent(
  screen: string,
  action: string,
  typed: Record<string, string>,
  meanwhile: () => Promise<unknown>,
  browser = hanako,
) {
  await browser.open(stack.app + screen);
  const opened = browser.here();
  const token = /name="csrf" value="([^"]+)"/.exec(opened.html)?.[1] ?? '';
  await meanwhile();
  const before = await kept(stack);
  const response = await submit(stack, browser, action, { ...typed, csrf: token });
  expect(await kept(stack)).toEqual(before);
  return response;
}

async function signInAgain(): Promise<void> {
  await hanako.open(`${stack.app}/sign-in?anew`);
  await hanako.press(person('hanako').name);
}

describe('E8 what was typed into a form', () => {
  const comesBack = (forms: readonly Form[]) => {
    test.each(forms)(
      '(%s) comes back after the sign-in for which it was too late',
      async (_, screen, action, typed, back) => {
        const refused = await sent(screen, action, typed, () => stack.pass(61 * 60_000));
        expect(refused.status).toBe(403);
        const page = await refused.text();
        expect(page).toContain('サインインの有効期限が切れました');
        const [, way = ''] = /href="(\/sign-in\?[^"]+)"/.exec(page) ?? [];
        const { html, text, url } = await openScreen(stack, hanako, way.replaceAll('&amp;', '&'));
        expect([url.pathname, text]).toEqual([screen, expect.stringContaining(SAYS)]);
        expect(fieldsOf(html, back)).toEqual(Object.fromEntries(back.map((name) => [name, [typed[name]]])));
        expect(html).not.toContain(key);
        expect((await hanako.open(stack.app + screen)).text).not.toContain(SAYS);
      },
    );

    test.each(forms)(
      '(%s) comes back to the same person who signed in anew',
      async (_, screen, action, typed, back) => {
        const refused = await sent(screen, action, typed, signInAgain);
        expect([refused.status, refused.headers.get('location')]).toEqual([303, screen]);
        const { html, text } = await hanako.open(stack.app + screen);
        expect(text).toContain(SAYS);
        expect(fieldsOf(html, back)).toEqual(Object.fromEntries(back.map((name) => [name, [typed[name]]])));
        expect(html).not.toContain(key);
      },
    );
  };
  comesBack(FORMS);
  onlyWhere('the tenant is typed', () => comesBack([TENANT]));

  test('comes back without what is too long to be kept', async () => {
    const addresses = Array.from({ length: 1000 }, (_, n) => `somebody.${n}@mihon.example.com`).join(' ');
    await sent(INVITATIONS, `${INVITATIONS}/preview`, { addresses, language: 'en' }, signInAgain);
    const { html, text } = await hanako.open(stack.app + INVITATIONS);
    expect(text).toContain(SAYS);
    expect(fieldsOf(html, ['language', 'addresses'])).toEqual({ language: ['en'], addresses: [] });
  });

  test('comes back to the question about the end of a link, and to a search', async () => {
    const { administrator, users } = await linkedUsers(stack, 'misaki');
    const late = () => stack.pass(61 * 60_000);
    const refused = await sent(UNLINK, UNLINK, { folder: 'delete' }, late, users.misaki);
    expect(await refused.text()).toContain(`return=${encodeURIComponent(UNLINK)}`);
    const question = await users.misaki.open(`${stack.app}/sign-in?return=${UNLINK}`);
    expect([question.url.pathname, question.text]).toEqual([UNLINK, expect.stringContaining(SAYS)]);
    expect(fieldsOf(question.html, ['folder'])).toEqual({ folder: ['delete'] });

    await openScreen(stack, administrator, '/sign-in');
    const search = { text: 'misa', standing: 'held' };
    await sent(USERS_SCREEN, `${USERS_SCREEN}/find`, search, late, administrator);
    const { html } = await openScreen(stack, administrator, `/sign-in?return=${USERS_SCREEN}`);
    expect(fieldsOf(html, ['text', 'standing'])).toEqual({ text: ['misa'], standing: ['held'] });
  });

  test('is still there when it was wrong, choices too', async () => {
    const typed = { addresses: '', language: 'en' };
    await hanako.open(stack.app + INVITATIONS);
    const refused = await submit(stack, hanako, `${INVITATIONS}/preview`, typed);
    expect([refused.status, fieldsOf(await refused.text(), ['language'])]).toEqual([422, { language: ['en'] }]);
  });

  test('can be sent at once from the page to which it came back', async () => {
    const rules = { written: 'fax', phones: 'e164' };
    await sent(SETTINGS_SCREEN, `${SETTINGS_SCREEN}/contact-rules`, rules, signInAgain);
    await hanako.open(stack.app + SETTINGS_SCREEN);
    const saved = await hanako.press('書き込み設定を保存');
    expect(saved.text).toContain('保存しました');
    expect(fieldsOf(saved.html, ['written'])).toEqual({ written: ['fax'] });
  });

  test('comes back when the form was sent too often', async () => {
    const typed = { to: 'nobody', webhook: '' };
    for (let times = 0; times < 20; times += 1)
      await sent(SETTINGS_SCREEN, `${ORGANIZATION_SCREEN}/notices`, typed, async () => {});
    const refused = await sent(SETTINGS_SCREEN, `${ORGANIZATION_SCREEN}/notices`, typed, async () => {});
    expect(refused.status).toBe(429);
    expect(await refused.text()).toContain(`href="${SETTINGS_SCREEN}"`);
    const { html } = await hanako.open(stack.app + SETTINGS_SCREEN);
    expect(fieldsOf(html, ['to'])).toEqual({ to: ['nobody'] });
  });

  test('comes back when something failed here, which says so', async () => {
    await hanako.open(stack.app + SETTINGS_SCREEN);
    const refused = { kind: 'refuse', status: 400, headers: {}, body: null } as const;
    await plan(stack.cosmos, { match: '^PUT .*colls/organizations/docs', times: 50, effect: refused });
    const typed = { cardUrl: `${stack.sansan}/v/card/{id}` };
    const failed = await hanako.press('保存', typed);
    expect([failed.status, failed.html]).toEqual([500, expect.stringContaining(`href="${SETTINGS_SCREEN}"`)]);
    await forgetFaults(stack.cosmos);
    const { html, text } = await hanako.open(stack.app + SETTINGS_SCREEN);
    expect(text).toContain('エラーのため完了していない可能性があります');
    expect(fieldsOf(html, ['cardUrl'])).toEqual({ cardUrl: [typed.cardUrl] });
  });

  test('does not come back to somebody else', async () => {
    await sent(SETTINGS_SCREEN, `${SETTINGS_SCREEN}/card-url`, { cardUrl: 'https://sansan.com/x/{id}' }, () =>
      stack.pass(61 * 60_000),
    );
    const { text: arrived } = await signInAnew(stack, hanako, OTHER_ADMINISTRATOR);
    expect(arrived).toContain(person(OTHER_ADMINISTRATOR).name);
    const { html, text } = await hanako.open(stack.app + SETTINGS_SCREEN);
    expect(text).not.toContain(SAYS);
    expect(html).not.toContain('sansan.com/x/');
  });

  test('is kept sealed', async () => {
    await sent(KEYS_SCREEN, KEYS_SCREEN, { email: person('ken').address, apiKey: key }, signInAgain);
    const cookies = JSON.stringify(await hanako.cookies(stack.app));
    expect(cookies).toContain('__Host-unsent');
    expect(cookies).not.toContain('ken');
  });
});
