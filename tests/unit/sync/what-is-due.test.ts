import { describe, expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../../shared/clock.ts';
import { type Instant, instant } from '../../../shared/ids.ts';
import type { SyncState } from '../../../shared/links/link.ts';
import { NEVER_SYNCED } from '../../../shared/links/link-transitions.ts';
import { type Due, whatIsDue } from '../../../shared/sync/what-is-due.ts';

const now = new Date('2026-04-10T12:00:00Z');
const ago = (milliseconds: number): Instant => instant(now.getTime() - milliseconds);
const quiet: Partial<SyncState> = { cursor: ago(MINUTE), lastSweep: ago(MINUTE), lastFolderListing: ago(MINUTE) };

const CHANGES: Due = { sweep: false, folderListing: false, repair: false, retry: false };
const SWEEP: Due = { ...CHANGES, sweep: true };
const ALL: Due = { ...SWEEP, folderListing: true };

describe('C8, C9, C12 what is due', () => {
  test.each<[string, Partial<SyncState>, Due]>([
    ['the first run looks at everything', {}, { ...ALL, retry: true }],
    ['a run like any other looks at changes', quiet, CHANGES],
    ['a listing that broke off before the cursor moved begins again', { ...quiet, cursor: null }, SWEEP],
    [
      'a sweep is due after 6 hours, and tries again what was given up',
      { ...quiet, lastSweep: ago(6 * HOUR) },
      { ...SWEEP, retry: true },
    ],
    ['and not before', { ...quiet, lastSweep: ago(6 * HOUR - 1) }, CHANGES],
    ['parked cards are tried again at their time', { ...quiet, triesParked: ago(0) }, { ...SWEEP, retry: true }],
    ['and not with a sweep before', { ...quiet, lastSweep: ago(6 * HOUR), triesParked: ago(-1) }, SWEEP],
    [
      'many missing contacts are looked for after an hour',
      { ...quiet, absent: { contacts: 9, since: ago(HOUR) } },
      ALL,
    ],
    ['and not before', { ...quiet, absent: { contacts: 9, since: ago(HOUR - 1) } }, CHANGES],
    ['the folder is listed after a day', { ...quiet, lastFolderListing: ago(DAY) }, ALL],
    ['and not before', { ...quiet, lastFolderListing: ago(DAY - 1) }, CHANGES],
    ['a rebuild looks at everything, and repairs', { ...quiet, repairAsked: ago(MINUTE) }, { ...ALL, repair: true }],
    ['a new key looks at everything', { ...quiet, rebuildAsked: ago(MINUTE) }, ALL],
    ['lost answers are looked for', { ...quiet, unresolved: { attempts: [3], lastPost: ago(MINUTE) } }, ALL],
    ['a hold changes nothing', { ...quiet, hold: { removals: 9, of: 9, since: ago(HOUR), decision: null } }, CHANGES],
  ])('%s', (_, sync, due) => {
    expect(whatIsDue({ ...NEVER_SYNCED, ...sync }, now, null)).toEqual(due);
  });

  test.each<[string, Instant, Due]>([
    ['looks at everything when its last listing is from before', ago(MINUTE - 1), ALL],
    ['is as it was once its folder was listed', ago(MINUTE), CHANGES],
  ])('a link of a database that was put back %s', (_, restoredAt, due) => {
    expect(whatIsDue({ ...NEVER_SYNCED, ...quiet }, now, restoredAt)).toEqual(due);
  });
});
