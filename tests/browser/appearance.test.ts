import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { person } from '../flows/fixtures/people.ts';
import type { RunningStack } from '../flows/fixtures/running-stack.ts';
import {
  linkedUsers,
  ORGANIZATION_SCREEN,
  SETTINGS_SCREEN,
  USER_SCREEN,
  USERS_SCREEN,
} from '../flows/fixtures/walks.ts';
import { describeInChromium, startStackAndBrowser } from './fixtures/stack-in-browser.ts';

/** WCAG 2.2, 2.5.8: the smallest side of a target, in CSS pixels. */
const TARGET = 24;
/** WCAG 2.2, 1.4.11: the edge of a control beside what surrounds it. */
const CONTRAST = 3;

const TOO_SMALL = `[...document.querySelectorAll('button, .button, nav a, .within a, summary, input:not([type=hidden])')]
  .filter((target) => target.checkVisibility() && !target.closest('.unseen'))
  .map((target) => [target.outerHTML, target.getBoundingClientRect()])
  .filter(([, { width, height }]) => Math.min(width, height) < ${TARGET})
  .map(([markup]) => markup)`;

const EDGES = `(() => {
  const light = (colour) => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [more, less] = [light(one), light(other)].sort((a, b) => b - a);
    return (more + 0.05) / (less + 0.05);
  };
  const paper = getComputedStyle(document.querySelector('section, .card')).backgroundColor;
  return [...document.querySelectorAll('button:not(.quiet), .button, input, select')]
    .filter((control) => control.checkVisibility())
    .map((control) => contrast(getComputedStyle(control).borderTopColor, paper));
})()`;

describeInChromium('WIRE the look of the portal in Chromium', () => {
  let stack: RunningStack;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [stack, browser] = await startStackAndBrowser();
    await linkedUsers(stack, 'misaki');
    page = await (await browser.newContext({ locale: 'ja-JP' })).newPage();
    await page.goto(`${stack.app}/sign-in`);
    await page.getByRole('button', { name: person('hanako').name }).click();
    await page.waitForURL(`${stack.app}/**`);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  /** What the style sheet makes of the first such element. */
  function styleOf(selector: string, property: string): Promise<unknown> {
    return page.evaluate(`getComputedStyle(document.querySelector('${selector}')).${property}`);
  }

  test.each([USER_SCREEN, ORGANIZATION_SCREEN, USERS_SCREEN, SETTINGS_SCREEN, '/sessions'])(
    'every target of %s can be hit, and its edge be seen, by day and by night',
    async (screen) => {
      await page.goto(stack.app + screen);
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate(TOO_SMALL)).toEqual([]);
      }
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(Math.min(...((await page.evaluate(EDGES)) as number[]))).toBeGreaterThanOrEqual(CONTRAST);
      }
    },
  );

  test('on a phone the main button is as wide as the screen allows, two others share a line, and the end is a link below', async () => {
    const other = await (
      await browser.newContext({ locale: 'ja-JP', viewport: { width: 390, height: 844 } })
    ).newPage();
    await other.goto(`${stack.app}/sign-in`);
    await other.getByRole('button', { name: person('misaki').name }).click();
    await other.goto(stack.app + USER_SCREEN);
    const widths = await other.evaluate(`['#sync', '#preview', '#rebuild', '#unlink'].map((name) =>
      Math.round(document.querySelector(name).getBoundingClientRect().width / document.querySelector('#sync').closest('.actions').clientWidth * 100))`);
    const [sync = 0, preview = 0, rebuild = 0, unlink = 0] = widths as number[];
    expect([sync, preview, unlink < 40]).toEqual([100, rebuild, true]);
    await other.context().close();
  });

  test('a time says whose it is, and under the pointer what the own clock showed', async () => {
    const abroad = await browser.newContext({ locale: 'en-US', timezoneId: 'America/Los_Angeles' });
    const other = await abroad.newPage();
    await other.goto(`${stack.app}/sign-in`);
    await other.getByRole('button', { name: person('misaki').name }).click();
    await other.goto(stack.app + USER_SCREEN);
    const time = other.locator('section time').first();
    expect(await time.textContent()).toMatch(/ JST$/);
    expect(await other.getByText('Japan Standard Time').isVisible()).toBe(true);
    await time.hover();
    expect(await time.getAttribute('title')).toMatch(/ P[DS]T$/);
    await abroad.close();
  });

  test('the text grows with the size that a reader has chosen', async () => {
    await page.goto(stack.app + USERS_SCREEN);
    const sizes = `['body', 'h1', 'h2', 'th', '.hint, .totals a', '.button'].map((name) => parseFloat(getComputedStyle(document.querySelector(name)).fontSize))`;
    const usual = (await page.evaluate(sizes)) as number[];
    // What the setting of the browser changes is the size of the root.
    await page.evaluate(`document.styleSheets[0].insertRule('html { font-size: 200% }')`);
    expect(await page.evaluate(sizes)).toEqual(usual.map((size) => 2 * size));
  });

  test('paper gets whole tables, and nothing that cannot be pressed there', async () => {
    await page.goto(stack.app + USERS_SCREEN);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('form, .tabs, header nav, .button').filter({ visible: true }).count()).toBe(0);
    expect(await styleOf('.table', 'overflowX')).toBe('visible');
    expect(await page.getByText(person('misaki').address).first().isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
  });

  test('in forced colours the tab and the filter that are chosen can be told apart', async () => {
    await page.goto(stack.app + USERS_SCREEN);
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
    const paper = 'rgb(255, 255, 255)';
    expect(await styleOf('.tabs a:not([aria-current])', 'borderBottomColor')).toBe(paper);
    expect(await styleOf('.tabs [aria-current]', 'borderBottomColor')).not.toBe(paper);
    expect(await styleOf('.totals [aria-current]', 'outlineStyle')).toBe('solid');
    await page.emulateMedia({ forcedColors: 'none' });
  });
});
