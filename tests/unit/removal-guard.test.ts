import { expect, test } from '@jest/globals';
import { looksWrong } from '../../shared/sync/removal-guard.ts';

/** Contacts before, cards in the listing, contacts that would go. */
test.each<[string, number, number, number, boolean]>([
  ['nothing leaves', 100, 100, 0, false],
  ['nothing leaves a folder that is empty', 0, 0, 0, false],
  ['the only card leaves, and the listing is empty', 1, 0, 1, true],
  ['the only card leaves, and another one came', 1, 1, 1, false],
  ['20 of 20 leave an empty listing', 20, 0, 20, true],
  ['20 of 100, which is no more than 20', 100, 80, 20, false],
  ['21 of 100', 100, 79, 21, true],
  ['21 of 210, which is no more than 10 %', 210, 189, 21, false],
  ['21 of 209', 209, 188, 21, true],
  ['1000 of 10000', 10_000, 9000, 1000, false],
  ['1001 of 10000', 10_000, 8999, 1001, true],
  ['3 of 4, which is fewer than 5', 4, 1, 3, false],
  ['3 of 5', 5, 2, 3, true],
  ['3 of 6, which is no more than half', 6, 3, 3, false],
  ['4 of 6', 6, 2, 4, true],
  ['4 of 6 whose places others took', 6, 500, 4, true],
])('%s', (_, held, listed, leaving, wrong) => {
  expect(looksWrong({ held, listed, leaving })).toBe(wrong);
});
