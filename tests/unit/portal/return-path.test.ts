import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sayOnce } from '../../../shared/portal/assets/browser/say-once.js';
import { returnPath } from '../../../shared/portal/http/return-path.ts';

const USERS = '/organization/microsoft-365/users';
const HOST = 'https://portal.example';

describe('SECURITY, E5 where a sign-in leads', () => {
  test.each([
    '/',
    '/settings/microsoft-365/preview',
    `${USERS}?standing=held`,
    `${USERS}?view=eyJhbGciOiJkaXIi..a-b_c.d.e`,
    `${USERS}/hold?view=ey.a&user=ey.b`,
    '/organization/microsoft-365/audit?user=ey.b',
    '/organization/microsoft-365/audit?before=2026-11-29T12%3A00%3A00.000Z',
    '/organization/microsoft-365/api-keys?after=ey.c',
    '/organization/microsoft-365/api-keys?for=ey.c',
  ])('is %s as it was asked for', (address) => {
    const kept = new URL(returnPath(address), HOST);
    const asked = new URL(address, HOST);
    expect([kept.pathname, [...kept.searchParams].sort()]).toEqual([asked.pathname, [...asked.searchParams].sort()]);
  });

  test.each([
    ['what a page said once', `${USERS}?done=resumedAll&standing=held`, `${USERS}?standing=held`],
    ['the answer of a sign-in', '/settings/microsoft-365/linked?code=a&state=b', '/settings/microsoft-365/linked'],
    ['another name', `${USERS}?next=https://other.example`, USERS],
    ['a value that is none of ours', `${USERS}?standing=a b&view=<script>&user=%0d%0aset-cookie:a`, USERS],
    ['a value without end', `${USERS}?view=${'a'.repeat(1501)}`, USERS],
    ['a second query', `${USERS}?standing=held?view=ey`, `${USERS}?standing=held`],
    ['a fragment', `${USERS}?standing=held#//other.example`, USERS],
  ])('leaves out %s', (_, wanted, kept) => {
    expect(returnPath(wanted)).toBe(kept);
  });

  test.each(['/sign-in', '/sign-in/callback?code=1', '/Sign-In/', '/sign-out'])(
    'is never the sign-in itself: %s',
    (wanted) => {
      expect(returnPath(wanted)).toBe('/');
    },
  );

  test('is an address of this host, whatever was asked for, and asking for that again changes nothing', () => {
    const part = fc.constantFrom(
      '/',
      '//',
      '\\',
      '?',
      '#',
      '@',
      ':',
      '%2f',
      '..',
      'other.example',
      'view',
      '=',
      '&',
      '\t',
    );
    const wanted = fc.oneof(
      fc.string(),
      fc.array(fc.oneof(part, fc.string()), { maxLength: 12 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(wanted, (text) => {
        const path = returnPath(text);
        expect(new URL(path, HOST).origin).toBe(HOST);
        expect(path).toMatch(/^\/(?!\/)[\w/-]*(?:\?[\w.%&=~-]*)?$/);
        expect(returnPath(path)).toBe(path);
      }),
    );
  });
});

describe('SECURITY the address bar', () => {
  test('keeps where the page is, and nothing that a sign-in brought', () => {
    const shown: string[] = [];
    const brought = 'code=1&state=2&session_state=3&client_info=4&iss=5&admin_consent=True&tenant=6&scope=7&error=8';
    const page = {
      location: { href: `${HOST}${USERS}?standing=held&${brought}` },
      history: { replaceState: (_state: unknown, _title: string, address: URL) => shown.push(address.href) },
    };
    Object.assign(globalThis, page);
    try {
      sayOnce();
    } finally {
      for (const name of Object.keys(page)) Reflect.deleteProperty(globalThis, name);
    }
    expect(shown).toEqual([`${HOST}${USERS}?standing=held`]);
  });
});
