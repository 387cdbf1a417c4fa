import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { isAadstsCode } from '../../../local/emulators/entra/failures.ts';
import { EXPLAINED_NUMBERS } from '../../../shared/identity/entra-error-codes.ts';
import { RATE_LIMITS } from '../../../shared/identity/rate-limit.ts';
import { inEntra } from '../fixtures/acts.ts';
import { MIHON } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { askForConsent, connect, signIn, USER_SCREEN } from '../fixtures/walks.ts';

let stack: RunningStack;
let administrator: PlainBrowser;
let user: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
  // Contacts are connected, so that people can link; the consent that is asked for is that for mail.
  administrator = await connect(stack);
  user = await signIn(stack, 'ichiro');
});
afterAll(() => stack.stop());

async function failNext(number: string): Promise<void> {
  const aadsts = Number(number);
  if (!isAadstsCode(aadsts)) throw new Error(`The stand-in does not know AADSTS${number}.`);
  await inEntra(stack, { kind: 'fail-next-page', aadsts });
}

const REFUSED = 'サインインを完了できませんでした';
/** A sign-in that broke off has nothing to be explained but that. */
const BROKEN_OFF = ['50147', '54005', '501481', '700005'];

// As often as a person may try within a while.
const AT_ONCE = Math.min(RATE_LIMITS.connect.most, RATE_LIMITS.link.most);
const MAX_WINDOW = Math.max(RATE_LIMITS.connect.within, RATE_LIMITS.link.within);
let tries = 0;
beforeEach(async () => {
  tries += 1;
  if (tries % AT_ONCE === 0) await stack.pass(MAX_WINDOW);
});

describe('A4, B4 an error of Microsoft', () => {
  test.each(EXPLAINED_NUMBERS)(
    'AADSTS%s comes back to an explanation, at the consent and at a link',
    async (number) => {
      await failNext(number);
      const consent = await askForConsent(stack, administrator, MIHON);
      await failNext(number);
      await user.open(stack.app + USER_SCREEN);
      const link = await user.press('連携');
      for (const { status, url, text } of [consent, link]) {
        expect([status, url.origin]).toEqual([400, stack.app]);
        for (const said of ['発生した状況', '次の手順', `AADSTS${number}`]) expect(text).toContain(said);
        expect(text.includes(REFUSED)).toBe(BROKEN_OFF.includes(number));
      }
    },
  );
});
