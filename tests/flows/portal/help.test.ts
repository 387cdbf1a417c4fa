import { readdir, readFile } from 'node:fs/promises';
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

  describe.each(['ja', 'en'] as const)('pictures (%s)', (language) => {
    const FOLDER = 'shared/portal/help/pictures';
    const shown = async () => {
      const browser = plainBrowser();
      await browser.open(`${stack.app}/help?lang=${language}`);
      return load(browser.here().html)('main img')
        .toArray()
        .map(({ attribs }) => attribs);
    };

    test('are all shown, each with words for those who do not see it', async () => {
      const pictures = await shown();
      const names = (await readdir(FOLDER)).filter((name) => name.endsWith(`-${language}.webp`));
      expect(names.length).toBeGreaterThan(2);
      expect(pictures.map(({ src }) => src).sort()).toEqual(names.map((name) => `/help/pictures/${name}`).sort());
      expect(new Set(pictures.map(({ alt }) => alt)).size).toBe(names.length);
      for (const { alt = '' } of pictures) expect(alt.length).toBeGreaterThan(20);
    });

    test('come from the portal, whole or without content, and may be kept for a while', async () => {
      for (const { src = '', width, height } of await shown()) {
        const response = await fetch(stack.app + src);
        const content = Buffer.from(await response.arrayBuffer());
        expect([src, response.status]).toEqual([src, 200]);
        expect(Object.fromEntries(response.headers)).toMatchObject({
          'content-type': 'image/webp',
          'cache-control': 'public, max-age=3600',
          'x-content-type-options': 'nosniff',
        });
        expect(content.equals(await readFile(`${FOLDER}/${src.split('/').at(-1)}`))).toBe(true);
        // RFC 9649, 2.7: the canvas of an extended WebP file, each less one.
        expect(content.toString('latin1', 8, 16)).toBe('WEBPVP8X');
        const size = [content.readUIntLE(24, 3) + 1, content.readUIntLE(27, 3) + 1];
        expect(size).toEqual([Number(width) * 1.5, Number(height) * 1.5]);
        expect(content.length).toBeLessThan(42_000);
        const head = await fetch(stack.app + src, { method: 'HEAD' });
        expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([200, 'image/webp', '']);
      }
    });
  });

  test.each([
    'link-fr.webp',
    'link-ja.png',
    'LINK-ja.webp',
    '..%2F..%2Fpackage.json',
    '%2e%2e%2fmain.cjs',
    '..%5Cmain.cjs',
    '',
  ])('there is no other picture, nor anything else: %s', async (name) => {
    expect((await fetch(`${stack.app}/help/pictures/${name}`)).status).toBe(404);
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
