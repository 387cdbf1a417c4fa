import { describe, expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../../../shared/clock.ts';
import { instant } from '../../../shared/ids.ts';
import type { SyncState } from '../../../shared/links/link.ts';
import { NEVER_SYNCED } from '../../../shared/links/link-transitions.ts';
import { isConclusive, stillInDoubt } from '../../../shared/sync/in-doubt-creates.ts';
import { NOON } from '../fixtures/links.ts';

const at = (minutes: number) => new Date(NOON.getTime() + minutes * MINUTE);
const open = (minutes: number, ...attempts: number[]): SyncState['unresolved'] => ({
  attempts,
  lastPost: instant(at(minutes)),
});

describe('C9, C13 creates in doubt', () => {
  /** What was open before, when the folder was listed, the run's own attempt, and what stays open at 20 past noon. */
  test.each<[string, SyncState['unresolved'], Date | undefined, number | undefined, SyncState['unresolved']]>([
    ['nothing was open, and nothing came', null, at(19), undefined, null],
    ['an answer was lost', null, undefined, 7, open(20, 7)],
    ['an answer was lost in a run that listed the folder', null, at(19), 7, open(20, 7)],
    ['without a listing it stays open', open(0, 3), undefined, undefined, open(0, 3)],
    ['a listing too soon after the last POST is not the last word', open(0, 3), at(15 - 1 / 60), undefined, open(0, 3)],
    ['a listing 15 minutes after it is', open(0, 3), at(15), undefined, null],
    ['another answer was lost: both are open', open(0, 3), undefined, 7, open(20, 3, 7)],
    ['another answer was lost after the last word on the first', open(0, 3), at(15), 7, open(20, 7)],
  ])('%s', (_, before, listed, unknown, after) => {
    const listing = listed && { at: listed, whole: true };
    expect(stillInDoubt({ ...NEVER_SYNCED, unresolved: before }, listing, unknown, at(20))).toEqual(after);
  });

  test.each<[string, number, boolean, boolean]>([
    ['that lacked nothing is the last word after 15 minutes', 15 * MINUTE, true, true],
    ['that lacked contacts which are there is not', 23 * HOUR, false, false],
    ['that lacked some is it after a day, so that no card waits for ever', 24 * HOUR, false, true],
  ])('a listing %s', (_, age, whole, last) => {
    const listed = new Date(NOON.getTime() + age);
    expect(isConclusive({ ...NEVER_SYNCED, unresolved: open(0, 3) }, listed, whole)).toBe(last);
  });
});
