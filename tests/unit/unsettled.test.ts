import { describe, expect, test } from '@jest/globals';
import type { SyncState } from '../../shared/links/link-head.ts';
import { isGivenUp, unsettledAfter, waitForAnswers } from '../../shared/sync/unsettled.ts';
import { cardId } from './fixtures/links.ts';

type Unsettled = SyncState['unsettled'];
const [A, B, C] = [cardId('A'), cardId('B'), cardId('C')];
const MANY = Array.from({ length: 101 }, (_, number) => cardId(`CARD-${number}`));

test.each<[string, Unsettled, readonly ReturnType<typeof cardId>[], boolean, Unsettled]>([
  ['all is clear', null, [], false, null],
  ['all is clear again', { runs: 3, cards: [A] }, [], false, null],
  ['a card has no answer', null, [A], false, { runs: 1, cards: [A] }],
  ['it has none again', { runs: 1, cards: [A] }, [A], false, { runs: 2, cards: [A] }],
  ['one of two has one this time', { runs: 2, cards: [A, B] }, [B, C], false, { runs: 3, cards: [B] }],
  ['another one has none', { runs: 4, cards: [A] }, [B], false, { runs: 1, cards: [B] }],
  ['after the mailbox was silent, a card has none', { runs: 4, cards: [] }, [A], false, { runs: 1, cards: [A] }],
  ['the mailbox is silent', null, [A, B], true, { runs: 1, cards: [] }],
  ['it is silent again', { runs: 4, cards: [A] }, [A, B], true, { runs: 5, cards: [] }],
  ['more have none than there is room for', null, MANY, false, { runs: 1, cards: MANY.slice(0, 100) }],
])('%s', (_, before, cards, silent, after) => {
  expect(unsettledAfter(before, cards, silent)).toEqual(after);
});

describe('a write without an answer', () => {
  test.each<[string, Unsettled, boolean]>([
    ['for the first time is tried again', null, false],
    ['for the fourth time is tried again', { runs: 3, cards: [A] }, false],
    ['for the fifth time is given up', { runs: 4, cards: [A, B] }, true],
    ['of another card is tried again', { runs: 9, cards: [B] }, false],
  ])('%s', (_, before, givenUp) => {
    expect(isGivenUp(before, A)).toBe(givenUp);
  });

  test.each([
    [null, 0],
    [1, 30],
    [2, 60],
    [6, 960],
    [7, 1800],
    [900, 1800],
  ])('after %s runs waits %i seconds', (runs, seconds) => {
    expect(waitForAnswers(runs === null ? null : { runs, cards: [A] })).toBe(seconds);
  });
});
