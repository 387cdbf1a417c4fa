import { mkdir, writeFile } from 'node:fs/promises';
import { chromium, type Page } from 'playwright-core';
import { packageApp } from '../../infra/scripts/package-app.ts';
import type { PicturedTopic } from '../../shared/i18n/help-topics.ts';
import { PICTURE_SIZE, PICTURES, pictureName } from '../../shared/portal/help/pictures.ts';
import { startRunningStack } from '../flows/fixtures/running-stack.ts';
import { chromiumPath } from './fixtures/chromium-path.ts';
import type { Scene } from './fixtures/scene.ts';
import { SCENES, visitors } from './fixtures/scene-visit.ts';

// The pictures of the help page (PRODUCT E7): what a phone shows of these screens, of an administrator's from its tabs on.
// They are those of a company that has the deployment to itself, as most have.

/** The screen that each topic shows. */
const SHOWN: Readonly<Record<string, PicturedTopic>> = {
  'connection-allowed': 'set-up',
  users: 'watch',
  user: 'link',
  unlink: 'stop-user',
};

/** WebP, which playwright does not make itself: half as large as PNG. */
async function photograph(page: Page): Promise<Buffer> {
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 60 });
  await devtools.detach();
  return Buffer.from(data, 'base64');
}

const executablePath = chromiumPath();
if (executablePath === undefined) throw new Error('There is no Chromium. Install one or set CHROMIUM_PATH.');
await mkdir(PICTURES, { recursive: true });
await packageApp('dist/tested');
const stack = await startRunningStack();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--force-device-scale-factor=1.5'] });
try {
  const people = visitors(stack, browser);
  for (const scene of SCENES.filter(({ screens }) => screens.some(({ name }) => name in SHOWN))) {
    const atCompany: Scene = { ...scene, settings: { ...scene.settings, PORTAL_SIGN_IN: 'entra' } };
    const visit = await people.begin(atCompany);
    for (const screen of scene.screens) {
      const topic = SHOWN[screen.name];
      if (topic === undefined) continue;
      for (const language of ['ja', 'en'] as const) {
        const page = await visit.open(screen, language);
        await page.setViewportSize(PICTURE_SIZE);
        await page.evaluate("document.querySelector('.tabs')?.scrollIntoView()");
        await writeFile(`${PICTURES}/${pictureName(topic, language)}`, await photograph(page));
      }
    }
    await visit.end();
  }
} finally {
  await browser.close();
  await stack.stop();
}
