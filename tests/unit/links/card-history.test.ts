import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY } from '../../../shared/clock.ts';
import { type CardHistory, dayOf, momentOf, rememberCards } from '../../../shared/links/card-history.ts';

const NOON = new Date('2026-04-10T12:00:00.000Z');
const TODAY = dayOf(NOON);
const later = (days: number) => new Date(NOON.getTime() + days * DAY);

describe('B6 the days of a history', () => {
  test('a day begins at midnight in Japan', () => {
    expect(dayOf(new Date('2026-04-10T15:00:00.000Z'))).toBe(TODAY + 1);
    expect(dayOf(new Date('2026-04-10T14:59:59.999Z'))).toBe(TODAY);
    expect(momentOf(TODAY).toISOString()).toBe('2026-04-09T15:00:00.000Z');
  });
});

describe('B6 the history of the number of cards', () => {
  test.each<[string, CardHistory, number, CardHistory]>([
    ['begins with the first count', [], 40, [[TODAY, 40]]],
    ['has the last count of a day', [[TODAY, 40]], 42, [[TODAY, 42]]],
    ['has only days on which the number changed', [[TODAY - 3, 40]], 40, [[TODAY - 3, 40]]],
    [
      'grows by a day on which it changed',
      [[TODAY - 3, 40]],
      41,
      [
        [TODAY - 3, 40],
        [TODAY, 41],
      ],
    ],
    [
      'forgets a change that was taken back on the same day',
      [
        [TODAY - 3, 40],
        [TODAY, 41],
      ],
      40,
      [[TODAY - 3, 40]],
    ],
    [
      'forgets what was before the time that is shown, but not the number that it began with',
      [
        [TODAY - 300, 1],
        [TODAY - 200, 2],
        [TODAY - 10, 3],
      ],
      4,
      [
        [TODAY - 200, 2],
        [TODAY - 10, 3],
        [TODAY, 4],
      ],
    ],
  ])('%s', (_, before, cards, after) => {
    expect(rememberCards(before, cards, NOON)).toEqual(after);
  });

  test('is short, in order, and ends with the number of now, whatever happens', () => {
    const counts = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 5 })), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(counts, (steps) => {
        let history: CardHistory = [];
        let days = 0;
        for (const [cards, pause] of steps) {
          days += pause;
          history = rememberCards(history, cards, later(days));
          expect(history.at(-1)?.[1]).toBe(cards);
        }
        expect(history.length).toBeLessThanOrEqual(30);
        history.slice(1).forEach(([day, cards], index) => {
          expect(day).toBeGreaterThan(history[index]?.[0] ?? Number.NaN);
          expect(cards).not.toBe(history[index]?.[1]);
        });
      }),
    );
  });
});
