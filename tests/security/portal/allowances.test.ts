import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { RATE_LIMITS } from '../../../shared/identity/rate-limit.ts';
import { ROUTES } from '../../../shared/portal/routes.ts';
import { type RunningStack, startRunningStack } from '../../flows/fixtures/running-stack.ts';
import { kept } from '../../flows/fixtures/views.ts';
import { csrfOf, ORGANIZATION_SCREEN, signIn, submit, USER_SCREEN } from '../../flows/fixtures/walks.ts';

/** What browsers say of a request that nobody wanted: an image, a script, a frame's fetch, a page fetched in advance. */
const UNWANTED: readonly (readonly [what: string, headers: Readonly<Record<string, string>>])[] = [
  [
    'an image of another site',
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
  ],
  ['an image of a sibling host', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }],
  ['a script of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }],
  [
    'a frame of another site',
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
  ],
  [
    'an object of a sibling host',
    { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'object' },
  ],
  ['a fetch in advance', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-purpose': 'prefetch' }],
  ['a page drawn in advance', { 'sec-fetch-mode': 'navigate', 'sec-purpose': 'prefetch;prerender' }],
  ['a fetch in advance by Chrome before 110', { purpose: 'prefetch' }],
  ['a fetch in advance by Firefox', { 'x-moz': 'prefetch' }],
  ["a preview of Safari's", { 'x-purpose': 'preview' }],
  ['a fetch in advance that is spelled otherwise', { 'x-purpose': 'Prefetch; prerender' }],
];

describe('E1 what a person or an office may ask for', () => {
  let stack: RunningStack;
  let hanako: PlainBrowser;
  beforeAll(async () => {
    stack = await startRunningStack();
  });
  afterAll(() => stack.stop());

  async function beginAnew(): Promise<void> {
    await stack.reset();
    hanako = await signIn(stack, 'hanako');
    await hanako.open(stack.app + ORGANIZATION_SCREEN);
  }

  /** By `node:http`, since `fetch` writes `Sec-Fetch-Mode` itself. */
  async function answerTo(path: string, headers: Readonly<Record<string, string>>) {
    const cookie = (await hanako.cookies(stack.app)).map(({ name, value }) => `${name}=${value}`).join('; ');
    const asked = request(stack.app + path, { headers: { ...headers, cookie } }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    return { status: response.statusCode, cookies: response.headers['set-cookie'] ?? [], body: await text(response) };
  }

  describe.each(UNWANTED)('is not used up by %s', (_, headers) => {
    // Each test holds that nothing is left of what it asked for.
    beforeAll(beginAnew);
    test.each(
      ROUTES.filter(
        ({ method, framed }) => method === 'GET' && !(framed && headers['sec-fetch-dest'] === 'iframe'),
      ).map(({ path }) => path.replace(':capability', 'contacts')),
    )('at %s', async (path) => {
      const before = await kept(stack);
      expect(await answerTo(path, headers)).toEqual({ status: 403, cookies: [], body: '' });
      expect(await kept(stack)).toEqual(before);
    });
  });

  describe('is not used up by a program that tries the link', () => {
    beforeAll(beginAnew);

    test.each(
      ROUTES.filter(({ method }) => method === 'GET').map(({ path }) => path.replace(':capability', 'contacts')),
    )('%s, whoever it is', async (path) => {
      const before = await kept(stack);
      const tried = await hanako.raw(stack.app + path, { method: 'HEAD' });
      const stranger = await fetch(stack.app + path, { method: 'HEAD', redirect: 'manual' });
      expect([tried.headers.getSetCookie(), stranger.headers.getSetCookie(), await tried.text()]).toEqual([[], [], '']);
      expect([tried.status, stranger.status]).not.toContain(405);
      expect(await kept(stack)).toEqual(before);
    });
  });

  describe('from its beginning', () => {
    beforeEach(beginAnew);

    test('is given to who comes from another site by a link or a redirect', async () => {
      const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
      expect(await answerTo('/sessions', headers)).toMatchObject({ status: 200 });
      expect(await answerTo('/sign-in', headers)).toMatchObject({ status: 303 });
    });

    test('of answers to sign-ins is still there after 300 images of another site', async () => {
      const [, headers] = UNWANTED[0] ?? ['', {}];
      const callback = `${stack.app}/sign-in/callback?state=guess`;
      for (let n = 0; n < RATE_LIMITS['stray-answer'].most; n += 1) await fetch(callback, { headers });
      expect((await fetch(callback, { redirect: 'manual' })).status).toBe(400);
    });

    test.each(['https://evil.example', 'null', undefined])(
      'is not used up by forms of the origin %s, which leave no trace',
      async (origin) => {
        const path = `${USER_SCREEN}/notices`;
        const before = await kept(stack);
        for (let n = 0; n <= RATE_LIMITS.form.most; n += 1) {
          const body = new URLSearchParams({ csrf: csrfOf(hanako), notices: 'off' });
          const headers = origin === undefined ? {} : { origin };
          expect((await hanako.raw(stack.app + path, { method: 'POST', body, headers })).status).toBe(403);
        }
        expect(await kept(stack)).toEqual(before);
        expect((await submit(stack, hanako, path, { notices: 'off' })).status).toBe(303);
      },
    );

    test('of forms can be used up, and what ends something is still done', async () => {
      const send = () => submit(stack, hanako, `${USER_SCREEN}/notices`, { notices: 'off' });
      for (let n = 0; n < RATE_LIMITS.form.most; n += 1) await send();
      expect((await send()).status).toBe(429);
      for (const path of [
        `${ORGANIZATION_SCREEN}/contacts/disconnect`,
        `${ORGANIZATION_SCREEN}/contacts/consent-link/revoke`,
        `${ORGANIZATION_SCREEN}/api-keys/withdraw`,
        `${USER_SCREEN}/unlink`,
        '/sessions',
        '/sign-out',
      ]) {
        expect([path, (await submit(stack, hanako, path, { generation: '1' })).status]).toEqual([path, 303]);
      }
    });

    test('of pages has an end as well', async () => {
      const ken = await signIn(stack, 'ken');
      const { most } = RATE_LIMITS.look;
      let seen = 0;
      // A window may end meanwhile, and the next one begin.
      while ((await ken.raw(`${stack.app}/sessions`)).status === 200 && seen < 2 * most) seen += 1;
      expect(seen).toBeGreaterThan(most - 10);
      expect(seen).toBeLessThan(2 * most);
    });
  });
});
