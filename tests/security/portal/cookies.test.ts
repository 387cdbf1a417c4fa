import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { type RunningStack, startRunningStack } from '../../flows/fixtures/running-stack.ts';
import { signIn, USER_SCREEN } from '../../flows/fixtures/walks.ts';

describe('SECURITY the cookies of a browser', () => {
  let stack: RunningStack;
  let hanako: PlainBrowser;
  let value: string;
  beforeAll(async () => {
    stack = await startRunningStack();
    hanako = await signIn(stack, 'hanako');
    const cookies = await hanako.cookies(stack.app);
    value = cookies.find(({ name }) => name === '__Host-session')?.value ?? '';
    expect(value).not.toBe('');
  });
  afterAll(() => stack.stop());

  const statusWith = async (cookie: string) =>
    (await fetch(stack.app + USER_SCREEN, { redirect: 'manual', headers: { cookie } })).status;

  test.each([
    ['as browsers send it', (own: string) => own],
    ['among others', (own: string) => `a=b; ${own};c="d"`],
    ['with spaces and tabs around', (own: string) => `a=b; \t ${own} \t; c=d`],
  ])('count %s', async (_, header) => {
    expect(await statusWith(header(`__Host-session=${value}`))).toBe(200);
  });

  test.each([
    ['U+00A0 before it', '\u00a0__Host-session'],
    ['U+00A0 behind it', '__Host-session\u00a0'],
    ['U+0085 before it', '\u0085__Host-session'],
    ['other letters', '__host-session'],
    ['capital letters', '__HOST-SESSION'],
    ['a longer name', '__Host-session2'],
    ['a quoted name', '"__Host-session"'],
    ['an escaped name', '__Host%2Dsession'],
  ])('with %s are not ours', async (_, name) => {
    // As the bytes of UTF-8, which is how the functions host reads a header.
    const header = Buffer.from(`${name}=${value}`).toString('latin1');
    expect(await statusWith(header)).toBe(303);
    expect(await statusWith(`x=y; ${header}`)).toBe(303);
  });

  test.each([
    ['the same value', (own: string) => `${own}; ${own}`],
    ['another value behind', (own: string) => `${own}; __Host-session=x`],
    ['another value before', (own: string) => `__Host-session=x; ${own}`],
    ['an empty one', (own: string) => `__Host-session=; ${own}`],
    ['one without a value', (own: string) => `__Host-session; ${own}`],
  ])('say nothing when ours comes twice, with %s', async (_, header) => {
    expect(await statusWith(header(`__Host-session=${value}`))).toBe(303);
  });
});
