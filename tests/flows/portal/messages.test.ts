import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import {
  csrfOf,
  KEYS_SCREEN,
  linkedUsers,
  ORGANIZATION_SCREEN,
  SETTINGS_SCREEN,
  signIn,
  submit,
  USER_SCREEN,
  USERS_SCREEN,
} from '../fixtures/walks.ts';

let stack: RunningStack;
let administrator: PlainBrowser;
let misaki: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
  const { administrator: hanako, users } = await linkedUsers(stack, 'misaki');
  [administrator, misaki] = [hanako, users.misaki];
});
afterAll(() => stack.stop());

/** What a page says about the last act, and how many elements a script would move the focus to. */
async function messageAt(browser: PlainBrowser, path: string): Promise<string> {
  const $ = load((await browser.open(stack.app + path)).html);
  const messages = $('[data-message]');
  expect(messages.length).toBeLessThan(2);
  expect(messages.filter(':not([tabindex="-1"])').length).toBe(0);
  return messages.text();
}

describe('E8 a message', () => {
  test.each([
    [
      USER_SCREEN,
      ['key', 'asked', 'rebuild', 'unlinked', 'not-decided', 'notices-off', 'notices-on', 'decided', 'linked-before'],
    ],
    [ORGANIZATION_SCREEN, ['revoked', 'not-ended', 'ended', 'connected-before']],
    [SETTINGS_SCREEN, ['card-url', 'contact-rules', 'other-accounts', 'notices']],
    [USERS_SCREEN, ['paused', 'resumed', 'resumedAll', 'decided', 'notDecided']],
    [KEYS_SCREEN, ['registered', 'withdrawn']],
    ['/sessions', ['ended']],
  ])('is not believed from the address of %s', async (path, names) => {
    for (const name of names) {
      expect([name, await messageAt(administrator, `${path}?done=${name}&registered=a&withdrawn=a`)]).toEqual([
        name,
        '',
      ]);
    }
  });

  test.each<[act: string, path: string, fields: Record<string, string>, screen: string, says: string]>([
    ['notices off', `${USER_SCREEN}/notices`, { notices: 'off' }, USER_SCREEN, 'お知らせメールを停止しました'],
    ['sync now', `${USER_SCREEN}/sync`, {}, USER_SCREEN, '同期'],
    ['other sessions ended', '/sessions', { which: 'others' }, '/sessions', 'サインアウト'],
  ])('about "%s" is said once, on the page that follows', async (_, path, fields, screen, says) => {
    await misaki.open(stack.app + USER_SCREEN);
    const response = await submit(stack, misaki, path, fields);
    expect(response.headers.get('location')).toBe(screen);
    expect(await messageAt(misaki, '/')).toBe('');
    expect(await messageAt(misaki, screen)).toContain(says);
    expect(await messageAt(misaki, screen)).toBe('');
  });

  test('is not used up by an open page that renews itself', async () => {
    await misaki.open(stack.app + USER_SCREEN);
    await submit(stack, misaki, `${USER_SCREEN}/notices`, { notices: 'on' });
    await misaki.raw(stack.app + USER_SCREEN, { headers: { accept: 'text/html', 'x-unattended': '1' } });
    expect(await messageAt(misaki, USER_SCREEN)).not.toBe('');
  });

  test('is for the session of the act, and names nobody in an address', async () => {
    const ken = person('ken').address;
    await administrator.open(stack.app + KEYS_SCREEN);
    await administrator.press('登録', { email: ken, apiKey: 'x'.repeat(32) });
    const response = await submit(stack, administrator, `${USERS_SCREEN}/pause-all`, { pause: 'off' });
    const flash = response.headers.getSetCookie().find((cookie) => cookie.startsWith('__Host-flash='));
    const sealed = /^__Host-flash=([^;]+);/.exec(flash ?? '')?.[1] ?? '';
    expect(sealed.split('.')).toHaveLength(5);
    const other = await signIn(stack, 'hanako');
    const own = (await other.cookies(stack.app)).map(({ name, value }) => `${name}=${value}`).join('; ');
    const shown = await other.raw(stack.app + USERS_SCREEN, { headers: { cookie: `${own}; __Host-flash=${sealed}` } });
    expect(await shown.text()).not.toContain('data-message');
    expect(csrfOf(administrator)).not.toBe('');
  });
});
