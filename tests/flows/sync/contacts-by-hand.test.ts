import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { shownContact } from '../../../local/demo/expected-contact.ts';
import { CARDS_BY_HAND } from '../../../local/sample-data/contacts-by-hand.ts';
import { addCard } from '../fixtures/acts.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { contactOf } from '../fixtures/views.ts';
import { connect, link, SETTINGS_SCREEN, supplyKeys, USER_SCREEN } from '../fixtures/walks.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(() => stack.reset());
afterAll(() => stack.stop());

describe('C4, C7, F1, F2, F3, F4 the contacts of cards that were written down by hand', () => {
  test.each(['as-printed', 'e164'] as const)('arrive as written down, field by field (%s)', async (phones) => {
    expect(CARDS_BY_HAND.length).toBeGreaterThanOrEqual(60);
    const administrator = await connect(stack);
    await administrator.open(stack.app + SETTINGS_SCREEN);
    if (phones === 'e164') await administrator.press('書き込み設定を保存', { phones });
    await supplyKeys(stack, administrator, ['misaki']);
    const ids: string[] = [];
    for (const { card } of CARDS_BY_HAND) ids.push((await addCard(stack, 'misaki', card)).id);
    const misaki = await link(stack, 'misaki');
    await stack.idle();

    const arrived: object[] = [];
    for (const id of ids) {
      const { linkInNotes, stampedCard, ...contact } = shownContact(await contactOf(stack, 'misaki', id));
      expect(stampedCard).toBe(id);
      arrived.push(contact);
    }
    const isInternational = phones === 'e164';
    expect(Object.fromEntries(CARDS_BY_HAND.map(({ what }, index) => [what, arrived[index]]))).toEqual(
      Object.fromEntries(
        CARDS_BY_HAND.map(({ what, contact, international }) => [
          what,
          { ...contact, ...(isInternational ? international : {}) },
        ]),
      ),
    );

    const { html } = await misaki.open(stack.app + USER_SCREEN);
    const told = html.slice(html.indexOf('id="left-out"'));
    expect(ids.filter((id) => told.includes(id))).toEqual(ids.filter((_, index) => CARDS_BY_HAND[index]?.isTold));
  });
});
