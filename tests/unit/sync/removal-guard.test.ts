import { describe, expect, test } from '@jest/globals';
import { HOUR } from '../../../shared/clock.ts';
import { instant } from '../../../shared/ids.ts';
import type { Hold } from '../../../shared/links/link.ts';
import { absenceAfter, hasLasted } from '../../../shared/sync/creation-guard.ts';
import { type Departure, decideRemovals, holdAfterDropping, looksWrong } from '../../../shared/sync/removal-guard.ts';
import { NOON } from '../fixtures/links.ts';

describe('C6 the removal guard', () => {
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
  ])('%s', (_, rows, listed, leaving, wrong) => {
    expect(looksWrong({ rows, listed, leaving })).toBe(wrong);
  });
});

describe('C13 contacts that are gone from the folder', () => {
  const now = instant(NOON);
  const earlier = instant(NOON.getTime() - HOUR);
  /** Contacts of the ledger, gone ones, what waits since an hour ago, and what waits then and whether it is made again. */
  test.each<[string, number, number, number | null, { contacts: number; since: string } | null, boolean]>([
    ['a few are made again', 100, 20, null, null, true],
    ['many wait', 100, 21, null, { contacts: 21, since: now }, false],
    ['the only one is made again', 1, 1, null, null, true],
    ['more than half of five wait', 5, 3, null, { contacts: 3, since: now }, false],
    ['many that are still gone are made again', 100, 30, 30, { contacts: 30, since: earlier }, true],
    ['more than were gone before wait anew', 100, 31, 30, { contacts: 31, since: now }, false],
    ['many that came back need nothing', 100, 0, 30, null, true],
  ])('%s', (_, known, gone, before, waits, again) => {
    const absent = absenceAfter({ known, gone }, before === null ? null : { contacts: before, since: earlier }, now);
    expect(absent).toEqual(waits);
    expect(absent === null || hasLasted(absent, NOON)).toBe(again);
  });
});

describe('C6 what becomes of contacts whose cards left', () => {
  const since = instant(NOON);
  const hold = (decision: Hold['decision'], removals = 30): Hold => ({ removals, of: 40, since, decision });

  test.each<[string, Departure, Hold | null, ReturnType<typeof decideRemovals>]>([
    ['few leave: they go', { rows: 100, listed: 99, leaving: 1, gone: 1 }, null, 'remove'],
    ['many leave: a person is asked', { rows: 40, listed: 10, leaving: 30, gone: 30 }, null, 'hold'],
    ['nobody has answered yet', { rows: 40, listed: 10, leaving: 30, gone: 30 }, hold(null), 'hold'],
    ['the person said go', { rows: 40, listed: 10, leaving: 30, gone: 30 }, hold('apply'), 'remove'],
    ['the person said keep', { rows: 40, listed: 10, leaving: 30, gone: 30 }, hold('keep'), 'keep'],
    ['more leave than the person was shown', { rows: 40, listed: 9, leaving: 31, gone: 31 }, hold('apply'), 'hold'],
    [
      'some of them went and were not written down',
      { rows: 40, listed: 0, leaving: 28, gone: 40 },
      hold('apply'),
      'hold',
    ],
    ['more leave than the person wanted to keep', { rows: 40, listed: 9, leaving: 31, gone: 31 }, hold('keep'), 'hold'],
  ])('%s', (_, departure, held, expected) => {
    expect(decideRemovals(departure, held)).toBe(expected);
  });

  test.each<[string, Hold | null, number, Hold | null]>([
    ['good for those that are left', hold('apply'), 20, hold('apply', 10)],
    ['good for none in the end', hold('apply'), 31, hold('apply', 0)],
    ['to keep them good for as many as before', hold('keep'), 20, hold('keep')],
    ['not there yet, nor is anything spent', hold(null), 20, hold(null)],
    ['not needed, as nothing is held', null, 20, null],
  ])('once some of them went, the word is %s', (_, before, dropped, after) => {
    expect(holdAfterDropping(before, dropped)).toEqual(after);
  });
});
