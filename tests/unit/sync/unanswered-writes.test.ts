import { describe, expect, test } from '@jest/globals';
import type { SyncState } from '../../../shared/links/link.ts';
import { isGivenUp, unansweredAfter, waitForAnswers } from '../../../shared/sync/unanswered-writes.ts';
import { cardId } from '../fixtures/links.ts';

type Unsettled = SyncState['unsettled'];
type Card = ReturnType<typeof cardId>;
const [A, B, C] = [cardId('A'), cardId('B'), cardId('C')];
const MANY = Array.from({ length: 101 }, (_, number) => cardId(`CARD-${number}`));

const seen = (runs: number, cards: readonly Card[], silent = false) => ({ runs, cards: [...cards], silent });

describe('C10 unanswered writes', () => {
  test.each<[string, Unsettled, readonly Card[], boolean, Unsettled]>([
    ['all is clear', null, [], false, null],
    ['all is clear again', seen(3, [A]), [], false, null],
    ['a card has no answer', null, [A], false, seen(1, [A])],
    ['it has none again', seen(1, [A]), [A], false, seen(2, [A])],
    ['one of two has one this time', seen(2, [A, B]), [B, C], false, seen(3, [B])],
    ['another one has none', seen(4, [A]), [B], false, seen(1, [B])],
    ['no write has one', null, [A, B], true, seen(1, [A, B], true)],
    ['no write has one again', seen(4, [A, B], true), [A, B], true, seen(5, [A, B], true)],
    ['the others have one again', seen(4, [A, B], true), [A], false, seen(5, [A])],
    ['more have none than there is room for', null, MANY, false, seen(1, MANY.slice(0, 100))],
  ])('%s', (_, before, cards, silent, after) => {
    expect(unansweredAfter(before, cards, silent)).toEqual(after);
  });
});

describe('C10 a write without an answer', () => {
  test.each<[string, Unsettled, boolean]>([
    ['for the first time is tried again', null, false],
    ['for the fourth time is tried again', seen(3, [A]), false],
    ['for the fifth time is given up', seen(4, [A, B]), true],
    ['for the seventh time among others without one is tried again', seen(6, [A, B], true), false],
    ['for the eighth time among others without one is given up', seen(7, [A, B], true), true],
    ['of another card is tried again', seen(9, [B]), false],
  ])('%s', (_, before, givenUp) => {
    expect(isGivenUp(before, A)).toBe(givenUp);
  });

  test.each([
    [0, 0],
    [1, 30],
    [2, 60],
    [6, 960],
    [7, 1800],
    [900, 1800],
  ])('after %i runs waits %i seconds', (runs, seconds) => {
    expect(waitForAnswers(runs === 0 ? null : seen(runs, [A]))).toBe(seconds);
  });
});
