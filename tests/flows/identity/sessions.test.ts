import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { onlyWhere } from '../fixtures/only-where.ts';
import { OTHER_ADMINISTRATOR, person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { signIn, submit } from '../fixtures/walks.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(() => stack.reset());
afterAll(() => stack.stop());

const screen = '/sessions';
const here = (html: string) => (html.match(/<tr><td/g) ?? []).length;

/** Ids that the buttons of the page name. */
function named(html: string): string[] {
  return [...html.matchAll(/name="which" value="([^"]+)"/g)].map(([, id = '']) => id).filter((id) => id !== 'others');
}

describe('SECURITY the sessions of a person', () => {
  test('a person sees every browser in which they are signed in, and nobody else', async () => {
    const laptop = await signIn(stack, 'ken');
    await signIn(stack, 'ken');
    await signIn(stack, 'misaki');
    await signIn(stack, OTHER_ADMINISTRATOR);
    const { html, text } = await laptop.open(stack.app + screen);
    expect([here(html), named(html).length]).toEqual([2, 1]);
    expect(text).toContain('このブラウザー');
  });

  test('one of them, or all others, can be signed out, and this one stays', async () => {
    const laptop = await signIn(stack, 'ken');
    const others = [await signIn(stack, 'ken'), await signIn(stack, 'ken'), await signIn(stack, 'ken')];
    const [one = ''] = named((await laptop.open(stack.app + screen)).html);
    expect(here((await laptop.press('サインアウト', { which: one })).html)).toBe(3);
    expect(here((await laptop.press('ほかのすべてのブラウザーからサインアウト')).html)).toBe(1);
    for (const other of others) {
      expect((await other.raw(stack.app + screen)).headers.get('location')).toBe('/sign-in?return=%2Fsessions');
    }
    expect((await laptop.open(stack.app + screen)).status).toBe(200);
  });

  test("nobody ends somebody else's", async () => {
    const ken = await signIn(stack, 'ken');
    await signIn(stack, 'ken');
    const [id = ''] = named((await ken.open(stack.app + screen)).html);
    for (const other of ['misaki', 'hanako', OTHER_ADMINISTRATOR]) {
      const browser = await signIn(stack, other);
      await browser.open(stack.app + screen);
      expect((await submit(stack, browser, screen, { which: id })).status).toBe(303);
    }
    expect(here((await ken.open(stack.app + screen)).html)).toBe(2);
  });

  test('one that ended by itself is not shown', async () => {
    const laptop = await signIn(stack, 'ken');
    await signIn(stack, 'ken');
    await stack.pass(45 * 60_000);
    await laptop.open(stack.app + screen);
    await stack.pass(30 * 60_000);
    expect(here((await laptop.open(stack.app + screen)).html)).toBe(1);
  });
});

describe('SECURITY, E5 after the end of a session', () => {
  /** On the page that asks who it is. */
  const WELCOME = person('misaki').name;

  onlyWhere('people sign in at the card system', () => {
    test('a sign-out leads to the provider, which knows us by our client id, and back to a page that says so', async () => {
      const ken = await signIn(stack, 'ken');
      await ken.open(stack.app);
      const { url } = await ken.press('サインアウト');
      expect([...url.searchParams.keys()].sort()).toEqual(['client_id', 'post_logout_redirect_uri']);
      const back = await ken.press('Sign out');
      expect([back.url.href, back.text.includes('サインアウトしました。')]).toEqual([`${stack.app}/`, true]);
    });
  });

  test.each([
    [
      'who signed out, and left the provider unanswered',
      async (browser: PlainBrowser) => void (await browser.press('サインアウト')),
    ],
    [
      'whose session was ended in another browser',
      async () => {
        const laptop = await signIn(stack, 'ken');
        await laptop.open(stack.app + screen);
        await submit(stack, laptop, screen, { which: 'others' });
      },
    ],
  ])('nobody gets in as somebody %s without being asked who it is', async (_, end) => {
    const phone = await signIn(stack, 'ken');
    await phone.open(stack.app);
    await end(phone);
    expect((await phone.open(`${stack.app}/sign-in`)).text).toContain(WELCOME);
    expect((await phone.open(`${stack.app}/sign-in`)).text).toContain(WELCOME);
    await phone.press(person('ken').name);
    // From then on the provider is asked no more than usual.
    expect((await phone.open(`${stack.app}/sign-in`)).text).toContain(person('ken').name);
    expect(phone.here().url.href).toBe(`${stack.app}/`);
  });

  test('a session that ended by itself is followed by the sign-in that the provider remembers', async () => {
    const ken = await signIn(stack, 'ken');
    await stack.pass(61 * 60_000);
    expect((await ken.open(stack.app + screen)).url.href).toBe(stack.app + screen);
  });
});
