import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { type RunningStack, startRunningStack } from '../../flows/fixtures/running-stack.ts';
import { kept } from '../../flows/fixtures/views.ts';
import { ORGANIZATION_SCREEN, signIn, USER_SCREEN } from '../../flows/fixtures/walks.ts';

async function rawGet(host: string, port: number, path: string) {
  const [response] = (await once(get({ host, port, path }), 'response')) as [IncomingMessage];
  return { headers: response.headers, body: await text(response) };
}

let stack: RunningStack;
let hanako: PlainBrowser;
let csrf: string;
beforeAll(async () => {
  stack = await startRunningStack();
  hanako = await signIn(stack, 'hanako');
  await hanako.open(stack.app + ORGANIZATION_SCREEN);
  csrf = /name="csrf" value="([^"]+)"/.exec(hanako.here().html)?.[1] ?? '';
});
afterAll(() => stack.stop());

const FORM = 'application/x-www-form-urlencoded';
const connectPath = `${ORGANIZATION_SCREEN}/contacts/connect`;

describe('SECURITY an address', () => {
  test.each([`/${'a'.repeat(200)}.`, `/${'a/'.repeat(200)}.`, `${ORGANIZATION_SCREEN}/${'audit-'.repeat(40)}.csv`])(
    'an address of many letters that is none of ours is answered at once: %s',
    async (path) => {
      expect((await hanako.raw(stack.app + path)).status).toBe(404);
      expect((await hanako.raw(`${stack.app}/sign-in?return=${path}`)).status).toBe(303);
    },
  );
});

describe('SECURITY refuses a body that is not what it should be, and keeps nothing', () => {
  test.each<[string, string, string | undefined, number]>([
    ['of another type, with the fields of ours', 'csrf=CSRF&tenantId=x', 'text/plain', 415],
    ['of no type', 'csrf=CSRF&tenantId=x', '', 415],
    ['of a type that only begins like ours', 'csrf=CSRF&tenantId=x', `${FORM}-evil`, 415],
    ['of JSON', '{"csrf":"CSRF"}', 'application/json', 415],
    ['of broken percent signs', 'csrf=%E0%A4%A&tenantId=%', FORM, 403],
    ['of nothing', '', FORM, 403],
    ['of a thousand tokens', `${'csrf=guess&'.repeat(1000)}tenantId=x`, FORM, 403],
    ['of a token beside ours', 'csrf=guess&csrf=CSRF', FORM, 403],
    ['of more than we take', `csrf=CSRF&tenantId=${'x'.repeat(70_000)}`, FORM, 413],
  ])('%s', async (_, body, type, status) => {
    const before = await kept(stack);
    const response = await hanako.raw(stack.app + connectPath, {
      method: 'POST',
      body: body.replace('CSRF', csrf),
      headers: { origin: stack.app, ...(type === undefined ? {} : { 'content-type': type }) },
    });
    expect(response.status).toBe(status);
    expect(await kept(stack)).toEqual(before);
  });
});

describe('SECURITY what a person types is shown as text', () => {
  const MARKUP = '"><img src=x onerror=alert(1)><script>alert(2)</script>';

  test.each([
    ['the tenant', connectPath, { tenantId: MARKUP }],
    [
      'the address of a card',
      `${ORGANIZATION_SCREEN}/settings/card-url`,
      { cardUrl: `https://sansan.com/{id}${MARKUP}` },
    ],
    ['an address of mail', `${ORGANIZATION_SCREEN}/api-keys`, { email: MARKUP, apiKey: 'x' }],
    ['a key', `${USER_SCREEN}/api-key`, { apiKey: MARKUP }],
  ])('%s', async (_, path, fields) => {
    const response = await hanako.raw(stack.app + path, {
      method: 'POST',
      body: new URLSearchParams({ ...fields, csrf }),
      headers: { origin: stack.app },
    });
    expect(await response.text()).not.toMatch(/<img|<script>/);
  });
});

describe('SECURITY nothing that comes with a request gets into the headers of an answer', () => {
  test.each([
    '/?lang=en%0d%0aset-cookie:%20a=b',
    '/?lang=en&a=%0d%0aset-cookie:%20a=b',
    '/?lang=en&%0d%0aset-cookie:%20a=b=c',
    '/sign-in?return=%0d%0aset-cookie:%20a=b',
    '/sign-in?return=/%0d%0alocation:%20https://other.example',
    '/settings/microsoft-365%0d%0aset-cookie:%20a=b',
  ])('%s', async (path) => {
    const response = await fetch(stack.app + path, { redirect: 'manual' });
    expect(response.headers.getSetCookie().some((cookie) => cookie.startsWith('a='))).toBe(false);
    expect(response.headers.get('location') ?? '').not.toContain('other.example');
  });
});

describe('SECURITY no address leads elsewhere', () => {
  test.each([
    '//other.example?lang=en',
    '/?lang=en&//other.example',
    '//other.example/?lang=en',
    '/\\other.example?lang=en',
    '/%2fother.example?lang=en',
    '//other.example/settings/microsoft-365?lang=en',
    '//other.example',
  ])('%s', async (path) => {
    // Written by hand: `fetch` would take such an address for that of another host.
    const { hostname, port } = new URL(stack.app);
    const { headers, body } = await rawGet(hostname, Number(port), path);
    const base = `${stack.app}/`;
    if (headers.location !== undefined) expect(new URL(headers.location, base).origin).toBe(stack.app);
    for (const [, href = ''] of body.matchAll(/(?:href|action|src)="([^"]*)"/g)) {
      if (!href.startsWith('data:')) expect(new URL(href, base).origin).toBe(stack.app);
    }
  });
});

describe('SECURITY refuses to heed a header that would make a request another one', () => {
  test.each([
    ['x-forwarded-host', 'other.example'],
    ['x-forwarded-proto', 'http'],
    ['forwarded', 'host=other.example;proto=http'],
    ['x-original-url', '/portal.css'],
    ['x-rewrite-url', '/portal.css'],
    ['x-ms-client-principal', Buffer.from('{"userId":"person-hanako"}').toString('base64')],
    ['authorization', 'Bearer made-up'],
  ])('%s', async (name, value) => {
    const response = await fetch(stack.app + USER_SCREEN, { headers: { [name]: value }, redirect: 'manual' });
    expect(response.headers.get('location')).toBe(`/sign-in?return=${encodeURIComponent(USER_SCREEN)}`);
    const signIn = await fetch(`${stack.app}/sign-in`, { headers: { [name]: value }, redirect: 'manual' });
    const redirectUri = new URL(signIn.headers.get('location') ?? '').searchParams.get('redirect_uri');
    expect(redirectUri).toBe(`${stack.app}/sign-in/callback`);
  });

  test.each(['x-http-method-override', 'x-http-method', 'x-method-override'])('%s', async (name) => {
    const before = await kept(stack);
    const headers = { [name]: 'POST', origin: stack.app };
    const response = await hanako.raw(`${stack.app + connectPath}?${new URLSearchParams({ csrf })}`, { headers });
    expect(response.status).toBe(405);
    expect(await kept(stack)).toEqual(before);
  });
});

describe('SECURITY refuses an address that tries to get out', () => {
  test.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/portal.css/../../package.json',
    '/.git/config',
    '//etc/passwd',
  ])('%s finds nothing', async (path) => {
    const response = await fetch(stack.app + path, { redirect: 'manual' });
    expect(response.status).toBe(404);
  });
});

describe("SECURITY a program that asks for another person's screen", () => {
  test.each([
    ['in the query', '?userId=person-ichiro&organizationId=mihon'],
    ['in the query, as a list', '?userId[]=person-ichiro'],
  ])('names it %s in vain', async (_, query) => {
    const own = await hanako.raw(stack.app + USER_SCREEN, { headers: { accept: 'application/json' } });
    const asked = await hanako.raw(stack.app + USER_SCREEN + query, { headers: { accept: 'application/json' } });
    expect(await asked.json()).toEqual(await own.json());
  });
});
