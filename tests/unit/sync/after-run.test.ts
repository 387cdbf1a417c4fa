import { describe, expect, test } from '@jest/globals';
import { MINUTE } from '../../../shared/clock.ts';
import { instant } from '../../../shared/ids.ts';
import type { Hold, SyncState } from '../../../shared/links/link.ts';
import { NEVER_SYNCED } from '../../../shared/links/link-transitions.ts';
import {
  type AppliedRun,
  afterNothing,
  beforeApplying,
  concludeRun,
  type Observed,
} from '../../../shared/sync/after-run.ts';
import { EMPTY_LEDGER } from '../../../shared/sync/ledger-digest.ts';
import { cardId, ledgerRow, NOON } from '../fixtures/links.ts';

const at = NOON;
const ended = new Date(at.getTime() + MINUTE);
const ago = (minutes: number) => instant(at.getTime() - minutes * MINUTE);
const EPOCH = 7;
const DID = { created: 2, updated: 1, removed: 0, parked: 0 };

/** A link that was served before and has settled. */
const settled: SyncState = {
  ...NEVER_SYNCED,
  cursor: ago(30),
  lastChecked: ago(30),
  lastSweep: ago(30),
  lastSuccess: ago(30),
  counts: { cards: 8, ...DID, kept: 3 },
};
const hold = { removals: 30, of: 40, since: ago(60), decision: null };

const WHOLE = { whole: true, postponed: 0, absent: null, doubles: 0, lookUps: 0 };

function observed(findings: Partial<Observed['findings']> = {}, due: Partial<Observed['due']> = {}): Observed {
  return {
    at,
    due: { sweep: false, folderListing: false, repair: false, retry: false, ...due },
    findings: {
      actions: [],
      beyond: 0,
      isWhole: true,
      held: undefined,
      waiting: [],
      kept: undefined,
      cards: undefined,
      parked: undefined,
      window: { [cardId('A')]: 'version' },
      learned: false,
      folder: due.folderListing ? WHOLE : undefined,
      ledgerDigest: null,
      digestWrong: false,
      ...findings,
    },
  };
}

/** What a run leaves on a link that nobody wrote meanwhile, or that somebody did. */
function concluded(
  applied: Partial<AppliedRun['applied']>,
  run: Partial<Omit<AppliedRun, 'applied'>> = {},
  meanwhile: Partial<SyncState> = {},
) {
  const known = run.before ?? settled;
  const nothing = {
    counts: DID,
    unknown: false,
    missing: false,
    strayLeft: false,
    reduced: 0,
    unsettled: [],
    stop: undefined,
  };
  const { leaves, ...conclusion } = concludeRun({
    before: known,
    observed: observed(),
    epoch: EPOCH,
    ended,
    ...run,
    applied: { ...nothing, ...applied },
  });
  const now = { ...known, ...meanwhile };
  return { ...conclusion, sync: { ...now, ...leaves(now) } };
}

describe('C9 before the first write', () => {
  const record = { kind: 'record', row: ledgerRow(), reason: 'kept-by-person' } as const;

  test('a run that creates nothing leaves nothing in doubt', () => {
    const said = beforeApplying(settled, observed({ actions: [record] }), EPOCH, ended);
    const progress = { from: 0, done: 0, total: 1, since: instant(at) };
    expect(said).toEqual({ progress, window: {}, traffic: settled.traffic, ledgerDigest: null });
  });

  test('the digest of the ledger goes on under the new lease', () => {
    const ledgerDigest = { ...EMPTY_LEDGER, epoch: 3, checkedAt: ago(60) };
    const said = beforeApplying(settled, observed({ actions: [record], ledgerDigest }), EPOCH, ended);
    expect(said.ledgerDigest).toEqual({ ...ledgerDigest, epoch: EPOCH });
  });

  test('parked cards are counted anew where all rows were read', () => {
    const said = (parked?: number) => beforeApplying(settled, observed({ actions: [record], parked }), EPOCH, ended);
    expect([said(4).parked, 'parked' in said()]).toEqual([4, false]);
  });

  test('contacts that were looked up count as requests', () => {
    const said = (lookUps: number) =>
      beforeApplying(settled, observed({ actions: [record], folder: { ...WHOLE, lookUps } }), EPOCH, ended).traffic;
    const minute = Math.floor(at.getTime() / 60_000);
    expect([said(7), said(0)]).toEqual([[...settled.traffic, [minute, 7]], settled.traffic]);
  });

  test('a run that creates names itself beside those whose creates are in doubt already', () => {
    const create = { kind: 'create', reason: 'new-card' } as Observed['findings']['actions'][number];
    const doubtful = { ...settled, unresolved: { attempts: [3], lastPost: ago(1) } };
    const { unresolved } = beforeApplying(doubtful, observed({ actions: [create, record] }), EPOCH, ended);
    expect(unresolved).toEqual({ attempts: [3, EPOCH], lastPost: instant(ended) });
  });

  test('while cards are being read, a create is expected, and the progress counts from what was shown before', () => {
    const shown = { from: 0, done: 800, total: 2000, since: ago(30) };
    const some = observed({ actions: [record], isWhole: false, cards: 300 });
    const said = beforeApplying({ ...settled, cursor: null, progress: shown }, some, EPOCH, ended);
    expect(said.progress).toEqual({ from: 800, done: 800, total: 2000, since: instant(at) });
    expect(said.unresolved).toEqual({ attempts: [EPOCH], lastPost: instant(ended) });
    const { progress } = beforeApplying({ ...settled, progress: null }, some, EPOCH, ended);
    expect(progress).toMatchObject({ from: 0, done: 0, total: 1 });
  });

  test.each<[string, Partial<SyncState>, number | undefined, number]>([
    ['of a first sync that lists all cards', { cursor: null }, 10, 10],
    ['of a first sync that has more to do than cards', { cursor: null }, 1, 4],
    ['of a later sync', {}, 10, 4],
    ['of changes alone', { cursor: null }, undefined, 4],
  ])('the total %s', (_, changes, cards, total) => {
    const look = observed({ actions: [record], beyond: 3, cards });
    expect(beforeApplying({ ...settled, ...changes }, look, EPOCH, ended).progress?.total).toBe(total);
  });

  test('the progress of a first sync goes on from where the last run ended', () => {
    const first = { ...NEVER_SYNCED, cursor: null };
    const { progress } = beforeApplying(first, observed({ actions: [record], beyond: 3, cards: 10 }), EPOCH, ended);
    expect(progress).toEqual({ from: 6, done: 6, total: 10, since: instant(at) });
  });
});

describe('B6, C9 a run that did everything', () => {
  test('moves the cursor to where it began, and clears what was wrong', () => {
    const failing = { ...settled, lastFailure: { at: ago(90), code: 'throttled' } } satisfies SyncState;
    const { certain, wait, sync } = concluded({}, { before: failing });
    expect([certain, wait]).toEqual([true, 0]);
    expect(sync).toMatchObject({
      cursor: instant(at),
      lastChecked: instant(at),
      lastSuccess: instant(at),
      lastFailure: null,
      progress: null,
      window: { A: 'version' },
      counts: { cards: 10, ...DID, kept: 3 },
    });
  });

  test('knows the number of cards from a listing of all of them', () => {
    const { sync } = concluded({}, { observed: observed({ cards: 12, kept: 1 }, { sweep: true }) });
    expect(sync).toMatchObject({ lastSweep: instant(at), counts: { cards: 12, kept: 1 } });
  });

  test('keeps a word on a hold, a rebuild and a wait that came while it worked', () => {
    const later = instant(at.getTime() + 1000);
    const meanwhile = { hold: { ...hold, decision: 'apply' }, rebuildAsked: later, notBefore: later } as const;
    const look = observed({ held: { removals: 30, of: 40 } }, { sweep: true, folderListing: true });
    expect(concluded({}, { observed: look }, meanwhile).sync).toMatchObject(meanwhile);
  });

  test('has done the rebuild and the repair that were asked for before', () => {
    const asked = { ...settled, rebuildAsked: ago(1), repairAsked: ago(1) };
    const look = observed({ cards: 8 }, { sweep: true, folderListing: true, repair: true });
    const { sync } = concluded({}, { before: asked, observed: look });
    expect(sync).toMatchObject({ rebuildAsked: null, repairAsked: null });
    expect(sync.lastFolderListing).toBe(instant(at));
  });

  test.each([
    ['once, and whole', null, true, true],
    ['twice, and whole', ago(1), true, false],
    ['twice, and not whole', ago(1), false, true],
  ])('knows a folder that was taken over and listed %s, or goes on', (_, lastFolderListing, whole, adopting) => {
    const look = observed({ cards: 8, folder: { ...WHOLE, whole } }, { sweep: true, folderListing: true });
    const before = { ...settled, adopting: true, lastFolderListing };
    expect(concluded({}, { before, observed: look }).sync.adopting).toBe(adopting);
  });

  test.each<[string, Partial<SyncState>, Observed, Partial<SyncState>]>([
    [
      'a rebuild that came while it worked',
      { rebuildAsked: instant(at.getTime() + 1) },
      observed({}, { folderListing: true }),
      {},
    ],
    ['a rebuild of which the folder was not listed', { rebuildAsked: ago(1) }, observed(), {}],
    [
      'a repair that came while it worked',
      { repairAsked: instant(at.getTime() + 1) },
      observed({}, { repair: true }),
      {},
    ],
    ['a repair that it did not do', { repairAsked: ago(1) }, observed(), {}],
  ])('keeps %s', (_, asked, look) => {
    expect(concluded({}, { before: { ...settled, ...asked }, observed: look }).sync).toMatchObject(asked);
  });

  test('has done what was asked for in the very moment in which it began', () => {
    const asked = { ...settled, rebuildAsked: instant(at), repairAsked: instant(at) };
    const look = observed({ cards: 8 }, { sweep: true, folderListing: true, repair: true });
    expect(concluded({}, { before: asked, observed: look }).sync).toMatchObject({
      rebuildAsked: null,
      repairAsked: null,
    });
  });

  test.each<[string, Partial<Hold>, Partial<SyncState>, Hold | null]>([
    [
      'is held anew when the word on it is done',
      { decision: 'apply' },
      { rebuildAsked: ago(1) },
      { ...hold, removals: 31 },
    ],
    [
      'is held anew when the word came as it began',
      { decision: 'apply' },
      { rebuildAsked: instant(at) },
      { ...hold, removals: 31 },
    ],
    ['is held anew without a word', {}, { rebuildAsked: instant(at.getTime() + 1) }, { ...hold, removals: 31 }],
  ])('a hold %s', (_, said, asked, left) => {
    const look = observed({ held: { removals: 31, of: 40 } }, { sweep: true });
    const before = { ...settled, hold: { ...hold, ...said }, ...asked };
    expect(concluded({}, { before, observed: look }).sync.hold).toEqual(left);
  });

  test('holds removals from now on where none were held', () => {
    const look = observed({ held: { removals: 31, of: 40 } }, { sweep: true });
    expect(concluded({}, { observed: look }).sync.hold).toEqual({
      removals: 31,
      of: 40,
      since: instant(at),
      decision: null,
    });
  });

  test.each<[string, Partial<SyncState>, Partial<Observed['due']>, number]>([
    ['6 hours after it was parked', {}, {}, 6],
    ['at the earlier of two times', { triesParked: instant(ended.getTime() + 3_600_000) }, {}, 1],
    [
      '6 hours later, where the time before is further away',
      { triesParked: instant(ended.getTime() + 86_400_000) },
      {},
      6,
    ],
    ['a day after another try', {}, { retry: true }, 24],
    ['a day after a rebuild', {}, { repair: true }, 24],
  ])('a parked card is tried again %s', (_, changes, due, hours) => {
    const counts = { ...DID, parked: 1 };
    const { sync } = concluded({ counts }, { before: { ...settled, ...changes }, observed: observed({}, due) });
    expect(sync.triesParked).toBe(instant(ended.getTime() + hours * 3_600_000));
  });

  test('without a parked card leaves the time as it is, or clears it after another try', () => {
    const before = { ...settled, triesParked: ago(1) };
    expect(concluded({}, { before }).sync.triesParked).toBe(ago(1));
    expect(concluded({}, { before, observed: observed({}, { retry: true }) }).sync.triesParked).toBeNull();
  });

  test('counts the second contacts that it left', () => {
    const look = observed({ folder: { ...WHOLE, doubles: 3 } }, { sweep: true, folderListing: true });
    expect(concluded({ reduced: 2 }, { observed: look }).sync.doubles).toBe(1);
    expect(concluded({ reduced: 2, stop: { kind: 'out-of-time' } }, { observed: look }).sync.doubles).toBe(
      settled.doubles,
    );
  });

  test('holds removals since they were first held', () => {
    const look = observed({ held: { removals: 31, of: 40 } }, { sweep: true });
    const { sync } = concluded({}, { before: { ...settled, hold }, observed: look });
    expect(sync.hold).toEqual({ ...hold, removals: 31 });
    expect(
      concluded({}, { before: { ...settled, hold }, observed: observed({}, { sweep: true }) }).sync.hold,
    ).toBeNull();
  });

  test.each([
    ['a late listing of the folder', 15, { folderListing: true }, false, null],
    ['a listing too soon after the last create', 14, { folderListing: true }, false, [3]],
    ['a listing whose second contact could not be removed', 15, { folderListing: true }, true, [3]],
    ['no listing', 15, {}, false, [3]],
  ])('%s leaves these creates in doubt: %#', (_, minutes, due, strayLeft, attempts) => {
    const doubtful = { ...settled, unresolved: { attempts: [3], lastPost: ago(minutes) } };
    const { sync } = concluded({ strayLeft }, { before: doubtful, observed: observed({}, due) });
    expect(sync.unresolved?.attempts ?? null).toEqual(attempts);
  });
});

describe('C9, C10 a run that left something', () => {
  const progress = { from: 0, done: 3, total: 10, since: instant(at) };

  test.each<[string, Parameters<typeof concluded>[0], Observed]>([
    ['more than one plan holds', {}, observed({ beyond: 1, cards: 12 })],
    ['a write without a clear answer', { unsettled: [cardId('A')] }, observed({ cards: 12 })],
    ['the time was up', { stop: { kind: 'out-of-time' } }, observed({ cards: 12 })],
  ])('moves no cursor and says no success: %s', (_, applied, look) => {
    const { certain, sync } = concluded(applied, { observed: look }, { progress, window: {} });
    expect(certain).toBe(false);
    const { cursor, lastSuccess, window } = settled;
    expect(sync).toMatchObject({ cursor, lastSuccess, window, progress, counts: { cards: 10, kept: 3 } });
  });

  test.each<[AppliedRun['applied']['stop'], number, string | undefined, number]>([
    [{ kind: 'throttled', seconds: 7.2 }, 8, 'throttled', 10],
    [{ kind: 'paced', seconds: 61 }, 61, undefined, 20],
    [{ kind: 'mailbox-full' }, 3600, 'mailbox-full', 20],
    [{ kind: 'property-quota' }, 3600, 'property-quota', 20],
    [{ kind: 'unauthorized' }, 1800, 'unauthorized', 20],
    [{ kind: 'unanswered' }, 0, 'mailbox-unavailable', 10],
    [{ kind: 'out-of-time' }, 0, undefined, 20],
  ])('stopped by %p: waits %i s, says %s, and then sends %i at once', (stop, wait, code, batchSize) => {
    const conclusion = concluded({ stop });
    expect([conclusion.wait, conclusion.sync.lastFailure?.code, conclusion.sync.batchSize]).toEqual([
      wait,
      code,
      batchSize,
    ]);
    expect(conclusion.sync.notBefore).toBe(wait === 0 ? null : instant(ended.getTime() + wait * 1000));
  });

  test('waits for a write without a clear answer, longer every time', () => {
    const cards = [cardId('A')];
    const first = concluded({ unsettled: cards });
    expect([first.wait, first.sync.unsettled]).toEqual([30, { runs: 1, cards, silent: false }]);
    const second = concluded({ unsettled: cards }, { before: first.sync });
    expect([second.wait, second.sync.unsettled]).toEqual([60, { runs: 2, cards, silent: false }]);
  });

  test('waits half an hour where creates are left to another listing', () => {
    const look = observed(
      { beyond: 1, folder: { ...WHOLE, whole: false, postponed: 1 } },
      { sweep: true, folderListing: true },
    );
    expect(concluded({}, { observed: look }).wait).toBe(1800);
  });

  test('remembers that all writes of the last one had no answer', () => {
    const cards = [cardId('A')];
    expect(concluded({ unsettled: cards, stop: { kind: 'unanswered' } }).sync.unsettled).toMatchObject({
      silent: true,
    });
  });

  test('names itself when a create may have happened, and has the folder listed when a contact is missing', () => {
    const { sync } = concluded({ unknown: true, missing: true });
    expect(sync.unresolved).toEqual({ attempts: [EPOCH], lastPost: instant(ended) });
    expect(sync.rebuildAsked).toBe(instant(ended));
  });
});

describe('B6, C9 a run that found nothing to do', () => {
  test('writes nothing within an hour of the last time', () => {
    expect(afterNothing(settled, observed())).toBeUndefined();
  });

  test.each<[string, Partial<SyncState>, Observed]>([
    ['an hour has passed', { lastChecked: ago(60) }, observed()],
    ['the window has learned', {}, observed({ learned: true })],
    ['it never said so', { lastChecked: null }, observed()],
    ['the digest was checked', {}, observed({ ledgerDigest: { ...EMPTY_LEDGER, epoch: 3, checkedAt: ago(0) } })],
    ['all cards were listed', {}, observed({ cards: 8 }, { sweep: true })],
    ['the last run failed', { lastFailure: { at: ago(30), code: 'throttled' } }, observed()],
    ['the last run was not done', { progress: { from: 0, done: 0, total: 1, since: ago(30) } }, observed()],
    ['writes had no answer', { unsettled: { runs: 1, cards: [cardId('A')], silent: false } }, observed()],
  ])('says so when %s', (_, changes, look) => {
    expect(afterNothing({ ...settled, ...changes }, look)).toMatchObject({
      cursor: instant(at),
      lastChecked: instant(at),
      lastSuccess: instant(at),
      lastFailure: null,
      progress: null,
      unsettled: null,
      counts: settled.counts,
    });
  });

  test('resolves what a listing long after the last create has seen', () => {
    const listing = observed({ cards: 9 }, { sweep: true, folderListing: true });
    const doubtful = (minutes: number) => ({ ...settled, unresolved: { attempts: [3], lastPost: ago(minutes) } });
    expect(afterNothing(doubtful(15), listing)).toMatchObject({ unresolved: null, counts: { cards: 9, kept: 3 } });
    expect(afterNothing(doubtful(14), listing)).toMatchObject({ unresolved: { attempts: [3] } });
  });
});
