import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import { plainBrowser } from '../../../local/demo/plain-browser.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import {
  KEYS_SCREEN,
  ORGANIZATION_SCREEN,
  SETTINGS_SCREEN,
  signIn,
  USER_SCREEN,
  USERS_SCREEN,
} from '../fixtures/walks.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
afterAll(() => stack.stop());

describe('E7 help', () => {
  test('is there without a sign-in, and names the portal that is asked', async () => {
    const browser = plainBrowser();
    await browser.open(`${stack.app}/help`);
    expect(load(browser.here().html)('#set-up').text()).toContain(`${stack.app}/`);
  });

  test('is one click away from every screen, at the topic of that screen', async () => {
    const administrator = await signIn(stack, 'hanako');
    const help = plainBrowser();
    await help.open(`${stack.app}/help`);
    const page = load(help.here().html);
    for (const screen of ['/', USER_SCREEN, ORGANIZATION_SCREEN, USERS_SCREEN, KEYS_SCREEN, SETTINGS_SCREEN]) {
      await administrator.open(stack.app + screen);
      const [, topic] = (load(administrator.here().html)('header a[href^="/help"]').attr('href') ?? '?').split('#');
      expect([screen, topic === undefined || page(`[id="${topic}"]`).length === 1]).toEqual([screen, true]);
      expect([screen, topic === undefined]).toEqual([screen, screen === '/']);
    }
  });
});
