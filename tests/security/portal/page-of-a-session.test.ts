import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { type RunningStack, startRunningStack } from '../../flows/fixtures/running-stack.ts';
import {
  connect,
  KEYS_SCREEN,
  ORGANIZATION_SCREEN,
  signIn,
  USER_SCREEN,
  USERS_SCREEN,
} from '../../flows/fixtures/walks.ts';

let stack: RunningStack;
let administrator: PlainBrowser;

beforeAll(async () => {
  stack = await startRunningStack();
  administrator = await connect(stack);
});
afterAll(() => stack.stop());

/** The mark in a page, and the one beside the state by which an open page of that address renews itself. */
async function marksOf(browser: PlainBrowser, path: string) {
  const { html } = await browser.open(stack.app + path);
  const state = await browser.raw(stack.app + path, { headers: { accept: 'application/json', 'x-unattended': '1' } });
  return { page: /<html [^>]*data-session="([^"]+)"/.exec(html)?.[1], state: state.headers.get('x-session') };
}

const LIVE = [
  USER_SCREEN,
  ORGANIZATION_SCREEN,
  USERS_SCREEN,
  KEYS_SCREEN,
  `${ORGANIZATION_SCREEN}/invitations`,
  `${ORGANIZATION_SCREEN}/erasure`,
];

describe.each(LIVE)('SECURITY, B6 what renews an open page of %s', (path) => {
  test('says of which session it is, as the page does', async () => {
    const { page, state } = await marksOf(administrator, path);
    expect(page).toMatch(/^[\w-]{22}$/);
    expect(state).toBe(page);
  });

  test('is marked anew for another sign-in, also of the same person', async () => {
    const [first, second] = [administrator, await signIn(stack, 'hanako')];
    expect((await marksOf(second, path)).state).not.toBe((await marksOf(first, path)).page);
  });

  test('is nothing without a session', async () => {
    const stranger = await fetch(stack.app + path, { headers: { accept: 'application/json' }, redirect: 'manual' });
    expect([stranger.status, stranger.headers.get('x-session')]).toEqual([303, null]);
  });
});
