import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { person } from '../flows/fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../flows/fixtures/running-stack.ts';
import { linkedUsers, ORGANIZATION_SCREEN, USER_SCREEN } from '../flows/fixtures/walks.ts';
import { chromiumPath } from './fixtures/chromium-path.ts';

const executablePath = chromiumPath();
const isSkipped = executablePath === undefined && process.env['CI'] !== 'true';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What is looked at, as whom; `null` is somebody who is not signed in. */
const SCREENS: [string | null, string][] = [
  [null, '/'],
  [null, '/nothing-here'],
  [null, '/consent/start/unknown'],
  ['hanako', '/'],
  ['hanako', ORGANIZATION_SCREEN],
  ['hanako', `${ORGANIZATION_SCREEN}/users`],
  ['hanako', `${ORGANIZATION_SCREEN}/api-keys`],
  ['hanako', `${ORGANIZATION_SCREEN}/settings`],
  ['hanako', `${ORGANIZATION_SCREEN}/audit`],
  ['hanako', `${ORGANIZATION_SCREEN}/contacts/disconnect`],
  ['hanako', `${ORGANIZATION_SCREEN}/erasure`],
  ['hanako', USER_SCREEN],
  ['misaki', USER_SCREEN],
  ['misaki', `${USER_SCREEN}/preview`],
  ['misaki', `${USER_SCREEN}/unlink`],
  ['misaki', ORGANIZATION_SCREEN],
  ['ichiro', USER_SCREEN],
  ['aoi', USER_SCREEN],
];

(isSkipped ? describe.skip : describe)('axe finds nothing, and nothing is cut off', () => {
  let stack: RunningStack;
  let browser: Browser;
  const contexts = new Map<string, BrowserContext>();

  beforeAll(async () => {
    if (executablePath === undefined) throw new Error('There is no Chromium. Install one or set CHROMIUM_PATH.');
    [stack, browser] = await Promise.all([
      startRunningStack(),
      chromium.launch({ executablePath, args: ['--no-sandbox'] }),
    ]);
    await linkedUsers(stack, 'misaki');
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  /** A page of somebody's own browser, signed in. The content security policy is lifted, for axe is a foreign script. */
  async function pageOf(who: string | null): Promise<Page> {
    const known = contexts.get(who ?? '');
    if (known !== undefined) return known.newPage();
    const context = await browser.newContext({ locale: 'ja-JP', bypassCSP: true });
    contexts.set(who ?? '', context);
    const page = await context.newPage();
    if (who === null) return page;
    await page.goto(`${stack.app}/sign-in`);
    await page.getByRole('button', { name: person(who).name }).click();
    await page.waitForURL(`${stack.app}/**`);
    return page;
  }

  test.each(SCREENS)('%s at %s, in both languages, light and dark, wide and narrow', async (who, path) => {
    const page = await pageOf(who);
    for (const language of ['ja', 'en']) {
      await page.goto(`${stack.app}${path}?lang=${language}`);
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [390, 1280]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 900 });
          await page.evaluate(AXE);
          const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
          const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
          expect([language, colorScheme, width, ...found]).toEqual([language, colorScheme, width]);
          const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          expect([width, overflow]).toEqual([width, 0]);
        }
      }
      await expect(page.locator('html').getAttribute('lang')).resolves.toBe(language);
    }
    await page.close();
  });
});
