import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { WORDS } from '../../shared/portal/words.ts';
import type { RunningStack } from '../flows/fixtures/running-stack.ts';
import { SCENES, visitScene } from './fixtures/scene-visit.ts';
import { describeInChromium, startStackAndBrowser } from './fixtures/stack-in-browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Each width and each colour scheme once: they do not depend on each other, and there are many screens. */
const LOOKS = [
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 1280, height: 900, colorScheme: 'dark' },
] as const;

/** What is wider than its place: the page, its tabs, a table. */
const CUT_OFF = `[document.documentElement, ...document.querySelectorAll('.tabs, .table')]
  .filter((place) => place.scrollWidth > place.clientWidth)
  .map((place) => place.className || place.tagName)`;

describeInChromium('every screen in every state, in both languages, wide, narrow and dark', () => {
  let stack: RunningStack;
  let browser: Browser;
  beforeAll(async () => {
    [stack, browser] = await startStackAndBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  describe.each(SCENES)('$name', (scene) => {
    let visit: Awaited<ReturnType<typeof visitScene>>;
    beforeAll(async () => {
      visit = await visitScene(stack, browser, scene);
    });
    afterAll(() => visit?.end());

    test.each(scene.screens)('$name says what it has to; axe finds nothing, and nothing is cut off', async (screen) => {
      for (const language of ['ja', 'en'] as const) {
        const page = await visit.open(screen, language);
        const heading = await page.locator('h1').innerText();
        // What is folded away is not said.
        expect(await page.locator('main').innerText()).toContain(screen.says(WORDS[language]));
        expect(await page.title()).toMatch(/ - meishi-sync$/);
        expect(await page.title()).toContain(heading);
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
        await page.evaluate(AXE);
        for (const { width, height, colorScheme } of LOOKS) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height });
          const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
          const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
          const cutOff = await page.evaluate(CUT_OFF);
          expect([language, colorScheme, width, cutOff, ...found]).toEqual([language, colorScheme, width, []]);
        }
        await page.close();
      }
    });
  });
});
