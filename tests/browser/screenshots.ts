import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { packageApp } from '../../infra/scripts/package-app.ts';
import { startRunningStack } from '../flows/fixtures/running-stack.ts';
import { chromiumPath } from './fixtures/chromium-path.ts';
import { SCENES, visitors } from './fixtures/scene-visit.ts';

// Pictures of every screen in every state, into a folder (`.local/screenshots` unless another one is named). Further
// words choose the screens whose names begin with one of them.

/** On a phone, at a desk, and at a desk by night. */
const LOOKS = [
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 1280, height: 900, colorScheme: 'light' },
  { width: 1280, height: 900, colorScheme: 'dark' },
] as const;

const [folder = '.local/screenshots', ...chosen] = process.argv.slice(2);
const executablePath = chromiumPath();
if (executablePath === undefined) throw new Error('There is no Chromium. Install one or set CHROMIUM_PATH.');
await mkdir(folder, { recursive: true });
await packageApp('dist/tested');
const stack = await startRunningStack();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const people = visitors(stack, browser);
  let pictures = 0;
  for (const scene of SCENES) {
    const screens = scene.screens.filter(
      ({ name }) => chosen.length === 0 || chosen.some((start) => name.startsWith(start)),
    );
    if (screens.length === 0) continue;
    const visit = await people.begin(scene);
    for (const screen of screens) {
      for (const language of ['ja', 'en'] as const) {
        const page = await visit.open(screen, language);
        for (const { width, height, colorScheme } of LOOKS) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height });
          const path = join(folder, `${screen.name}-${language}-${width}-${colorScheme}.png`);
          await page.screenshot({ path, fullPage: true });
          pictures += 1;
        }
      }
    }
    await visit.end();
  }
  process.stdout.write(`${pictures} pictures are in ${resolve(folder)}.\n`);
} finally {
  await browser.close();
  await stack.stop();
}
