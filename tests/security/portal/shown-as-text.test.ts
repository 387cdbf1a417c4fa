import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { blankContent } from '../../../local/sample-data/biz-card.ts';
import { addCard } from '../../flows/fixtures/acts.ts';
import { MIHON } from '../../flows/fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../../flows/fixtures/running-stack.ts';
import { folderOf } from '../../flows/fixtures/views.ts';
import { linkedUsers, ORGANIZATION_SCREEN, submit, USER_SCREEN } from '../../flows/fixtures/walks.ts';
import { MARKUP, putMarkupIntoTexts } from '../fixtures/kept-markup.ts';
import { declaredRoutes } from '../fixtures/routes.ts';

const PAGES = declaredRoutes()
  .filter(
    ({ access, method, path }) =>
      access !== 'public' &&
      method === 'GET' &&
      !/\.csv$|\/receipt$|\/withdraw$|\/users\/hold$|\/deployment$/.test(path),
  )
  .map(({ path }) => path);

/** Fields of a card that are no texts. */
const NO_TEXT = ['exchangeDate', 'countryCode', 'tags'];

let stack: RunningStack;
let administrator: PlainBrowser;
let ken: PlainBrowser;
let consentLink: string;
beforeAll(async () => {
  stack = await startRunningStack();
  const linked = await linkedUsers(stack, 'ken');
  administrator = linked.administrator;
  ken = linked.users.ken;
  await administrator.open(stack.app + ORGANIZATION_SCREEN);
  const made = await submit(stack, administrator, `${ORGANIZATION_SCREEN}/mail/consent-link`, { tenantId: MIHON });
  consentLink = /id="url" readonly value="([^"]+)"/.exec(await made.text())?.[1] ?? '';
  const fields = Object.keys(blankContent).filter((field) => !NO_TEXT.includes(field));
  await addCard(stack, 'ken', Object.fromEntries(fields.map((field) => [field, `${field}${MARKUP}`])));
  await putMarkupIntoTexts(stack);
});
afterAll(() => stack.stop());

/** Expects the markup on the page as something to read, and nothing that it has made. */
function expectText(html: string): void {
  const page = load(html);
  expect(page.text()).toContain(MARKUP);
  const foreign = page('img, script:not([src^="/"]), [onerror]').toArray();
  expect(foreign.map((element) => page.html(element))).toEqual([]);
}

describe('SECURITY what is kept is shown as text', () => {
  test.each(PAGES)('on %s, beside the way to sign out', async (path) => {
    // What ends or rebuilds a link asks only who has one.
    const reader = /\/(?:unlink|rebuild)$/.test(path) ? ken : administrator;
    const response = await reader.raw(stack.app + path);
    expect(response.status).toBe(200);
    const html = await response.text();
    expectText(html);
    expect(html).toContain('action="/sign-out"');
  });

  test('to whoever holds a one-time link', async () => {
    expectText(await (await fetch(consentLink)).text());
  });

  test('on the pages that say why not', async () => {
    expectText(await (await administrator.raw(`${stack.app}/nothing-here`)).text());
  });
});

describe('SECURITY what is on a card, in every field of it', () => {
  test('is shown as text in the preview', async () => {
    const html = await (await ken.raw(`${stack.app}${USER_SCREEN}/preview`)).text();
    expectText(html);
    expect(load(html).text()).toContain(`lastName${MARKUP}`);
  });

  test('is written to Outlook as it stands, and the screen is none the worse', async () => {
    await ken.open(stack.app + USER_SCREEN);
    await submit(stack, ken, `${USER_SCREEN}/sync`);
    await stack.idle();
    const [contact] = (await folderOf(stack, 'ken')).contacts;
    expect(contact).toMatchObject({ surname: `lastName${MARKUP}`, companyName: `companyName${MARKUP}` });
    expectText(await (await ken.raw(stack.app + USER_SCREEN)).text());
  });
});
