import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { editCard } from '../fixtures/acts.ts';
import { onlyWhere } from '../fixtures/only-where.ts';
import { ORGANIZATION, person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { cardOf, contactOf, kept, organizationOf } from '../fixtures/views.ts';
import { csrfOf, linkedUsers, ORGANIZATION_SCREEN, SETTINGS_SCREEN, signIn, submit } from '../fixtures/walks.ts';

const HOUR = 3_600_000;

let stack: RunningStack;
let administrator: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(async () => {
  await stack.reset();
  administrator = await signIn(stack, 'hanako');
  await administrator.open(stack.app + SETTINGS_SCREEN);
});
afterAll(() => stack.stop());

/** Sends the form of the contact rules with these ticks. */
function chooseRules(written: readonly string[], phones: string) {
  const body = new URLSearchParams({ csrf: csrfOf(administrator), phones, seen: rulesSeenBy(administrator) });
  for (const field of written) body.append('written', field);
  const headers = { origin: stack.app };
  return administrator.raw(`${stack.app}${SETTINGS_SCREEN}/contact-rules`, { method: 'POST', body, headers });
}
const rulesSeenBy = (browser: PlainBrowser) =>
  load(browser.here().html)('form[action$="/contact-rules"] input[name=seen]').attr('value') ?? '';
const ticked = () => {
  const $ = load(administrator.here().html);
  const values = (selector: string) =>
    $(selector)
      .toArray()
      .map((box) => $(box).attr('value'));
  return { written: values('input[name=written]:checked'), phones: values('input[name=phones]:checked') };
};

describe('C4, F3 how contacts are written', () => {
  test('is everything, as printed, unless somebody chooses otherwise', () => {
    expect(ticked().written).toHaveLength(9);
    expect(ticked().phones).toEqual(['as-printed']);
  });

  test('is kept, shown again, and written down', async () => {
    const response = await chooseRules(['companyName', 'mobilePhone'], 'e164');
    expect(response.headers.get('location')).toBe(SETTINGS_SCREEN);
    expect((await administrator.open(stack.app + SETTINGS_SCREEN)).text).toContain('保存しました');
    expect(ticked()).toEqual({ written: ['companyName', 'mobilePhone'], phones: ['e164'] });
    const audit = await administrator.open(`${stack.app}${ORGANIZATION_SCREEN}/audit`);
    expect(audit.text).toContain(`設定を変更しました（連絡先への書き込み設定） ${person('hanako').name}`);
  });

  test('reaches the contacts with the next sweep', async () => {
    const { id } = await cardOf(stack, 'misaki');
    await editCard(stack, id, { mobile: '090-1234-5678' });
    await linkedUsers(stack, 'misaki');
    const before = await contactOf(stack, 'misaki', id);
    expect(before.mobilePhone).toBe('090-1234-5678');
    await chooseRules(['mobilePhone'], 'e164');
    await stack.pass(7 * HOUR);
    const after = await contactOf(stack, 'misaki', id);
    expect(after.mobilePhone).toBe('+819012345678');
    expect(after.companyName).toBe(before.companyName);
  });

  test.each([
    ['an unknown form of telephone numbers', ['fax'], 'braille'],
    ['no form of telephone numbers', [], ''],
  ])('is not changed by %s', async (_, written, phones) => {
    const before = await kept(stack);
    expect((await chooseRules(written, phones)).status).toBe(400);
    expect(await kept(stack)).toEqual(before);
  });

  test('takes no field that is not among those to choose from', async () => {
    const before = await kept(stack);
    expect((await chooseRules(['surname', '__proto__', 'fax'], 'as-printed')).status).toBe(400);
    expect(await kept(stack)).toEqual(before);
  });
});

describe('C5 the address of card pages', () => {
  const host = () => new URL(stack.sansan).host;

  test('is kept, and shown as a link would be', async () => {
    const { text } = await administrator.press('保存', { cardUrl: `http://${host()}/v/card/{id}?p={personId}` });
    expect(text).toContain('名刺詳細画面のURLを保存しました');
    expect(text).toContain(`http://${host()}/v/card/0123456789ABCDEF?p=0123456789ABCDEF`);
    const audit = await administrator.open(`${stack.app}${ORGANIZATION_SCREEN}/audit`);
    expect(audit.text).toContain('設定を変更しました（名刺詳細画面のURL）');
  });

  test('is kept as it was meant', async () => {
    const pasted = `URL：「http://${host()}/v/｛ID｝」`;
    expect((await administrator.press('保存', { cardUrl: pasted })).text).toContain(`/v/0123456789ABCDEF`);
  });

  test.each([
    'https://evil.example/{id}',
    'http://sansan.com/{id}',
    'https://sansan.com/card',
    'javascript:alert("{id}")',
  ])('is not %s, and the message names the sites that may be used', async (cardUrl) => {
    const before = await kept(stack);
    const { status, text, html } = await administrator.press('保存', { cardUrl });
    expect([status, text]).toEqual([422, expect.stringContaining(`使用できるサイト：${host()}`)]);
    expect(html).toMatch(/id="cardUrl"[^>]*aria-invalid="true" autofocus aria-describedby="cardUrl-error"/);
    expect(await kept(stack)).toEqual(before);
  });
});

describe('SECURITY the settings of organizations', () => {
  onlyWhere('there are several organizations', () => {
    test('the settings of another organization stay as they are', async () => {
      const jiro = await signIn(stack, 'jiro');
      await jiro.open(stack.app + SETTINGS_SCREEN);
      const before = await organizationOf(stack, ORGANIZATION);
      await submit(stack, jiro, `${SETTINGS_SCREEN}/contact-rules`, {
        phones: 'e164',
        organizationId: ORGANIZATION,
        seen: rulesSeenBy(jiro),
      });
      expect(await organizationOf(stack, ORGANIZATION)).toEqual(before);
      expect(await organizationOf(stack, 'hokuto')).toMatchObject({ contactRules: { phones: 'e164' } });
    });
  });
});
