import { DAY, HOUR, SECOND } from '../clock.ts';
import { type Instant, instant } from '../ids.ts';
import { notBeforeAfter } from '../links/back-off.ts';
import { rememberCards } from '../links/card-history.ts';
import { failureSince } from '../links/last-failure.ts';
import type { Counts, SyncState } from '../links/link.ts';
import type { RunFailureCode } from '../links/run-failure.ts';
import { SYNC_INTERVAL } from '../links/slot.ts';
import type { Applied } from './apply.ts';
import type { Findings, FolderFindings } from './findings.ts';
import { isConclusive, stillInDoubt } from './in-doubt-creates.ts';
import { MAILBOX_WAITS } from './mailbox-waits.ts';
import { progressFrom } from './progress.ts';
import { spend } from './request-budget.ts';
import { nextBatchSize } from './run-limits.ts';
import { unansweredAfter, waitForAnswers } from './unanswered-writes.ts';
import type { Due } from './what-is-due.ts';

/** Milliseconds between two writes of a link with nothing to do, which only update "last checked" and the window. */
const CHECKED_INTERVAL = HOUR;
/** Milliseconds after which parked cards are tried again, the first time and from then on. */
const FIRST_TRY = 6 * HOUR;
const NEXT_TRY = DAY;
const NOTHING_DONE: Counts = { cards: 0, created: 0, updated: 0, removed: 0, parked: 0, kept: 0 };

/** What a run looked at (`due`), when it began (`at`), and what it found. */
export interface Observed {
  readonly due: Due;
  readonly at: Date;
  readonly findings: Findings;
}

/** A run that applied its plan, or a part of it. */
export interface AppliedRun {
  /** What the engine remembered when the run read the link. */
  readonly before: SyncState;
  readonly observed: Observed;
  readonly epoch: number;
  readonly applied: Applied;
  readonly ended: Date;
}

/** The result of a run. */
export interface Conclusion {
  /** Everything that was found is done and recorded in the ledger. */
  readonly certain: boolean;
  /** Seconds before the next run may begin. */
  readonly wait: number;
  /** The changes to the sync state; takes that state as it is when the run ends. */
  readonly leaves: (sync: SyncState) => Partial<SyncState>;
}

/**
 * The changes to the sync state that are stored before the first write to the mailbox. If this worker crashes, the next
 * run learns from `unresolved` that the folder may hold contacts that are not in the ledger. The window is emptied,
 * since its hashes stand for the content of ledger rows that are about to change.
 */
export function beforeApplying(before: SyncState, observed: Observed, epoch: number, now: Date): Partial<SyncState> {
  const { findings, at } = observed;
  const creates = !findings.isWhole || findings.actions.some((action) => action.kind === 'create');
  const { from, total } = progressFrom(findings, before);
  const attempts = [...(before.unresolved?.attempts ?? []), epoch];
  return {
    ...(creates ? { unresolved: { attempts, lastPost: instant(now) } } : {}),
    progress: { from, done: from, total, since: instant(at) },
    window: {},
    ...(findings.parked === undefined ? {} : { parked: findings.parked }),
    traffic: trafficAfter(before, observed),
    ledgerDigest: findings.ledgerDigest && { ...findings.ledgerDigest, epoch },
  };
}

/** The requests to the mailbox, with those that the reading needed to look contacts up. */
export function trafficAfter({ traffic }: SyncState, { findings: { folder }, at }: Observed): SyncState['traffic'] {
  return folder === undefined || folder.lookUps === 0 ? traffic : spend(traffic, at, folder.lookUps);
}

/** The result of a run that applied its plan, or a part of it. */
export function concludeRun({ before, observed, epoch, applied, ended }: AppliedRun): Conclusion {
  const { findings, at } = observed;
  const { stop } = applied;
  const certain = findings.isWhole && findings.beyond === 0 && stop === undefined && applied.unsettled.length === 0;
  const unsettled = unansweredAfter(before.unsettled, applied.unsettled, stop?.kind === 'unanswered');
  // Another listing right away would hardly show more than the ones of this run.
  const forListing = findings.folder?.postponed ? SYNC_INTERVAL / SECOND : 0;
  const wait = certain ? 0 : Math.max(waitOf(stop), waitForAnswers(unsettled), forListing);

  const { cards: known, kept: knownKept } = before.counts ?? NOTHING_DONE;
  const cards = certain && findings.cards !== undefined ? findings.cards : known + applied.counts.created;
  const kept = (certain ? findings.kept : undefined) ?? knownKept;
  // The folder listing resolves creates in doubt only if everything it found is recorded in the ledger.
  const listed = certain && findings.folder && !applied.strayLeft ? { at, whole: findings.folder.whole } : undefined;
  const failure = failureOf(stop);
  const leaves = (sync: SyncState): Partial<SyncState> => ({
    // The cursor moves only when the ledger holds everything that was seen (an invariant of CONTRIBUTING.md).
    ...(certain ? { ...afterObserving(sync, observed), lastSuccess: instant(at), lastFailure: null } : {}),
    ...(applied.counts.parked > 0 ? { triesParked: nextTry(sync, observed.due, ended) } : {}),
    ...(certain && findings.folder ? { doubles: findings.folder.doubles - applied.reduced } : {}),
    ...(applied.missing ? { rebuildAsked: instant(ended) } : {}),
    ...(failure === undefined ? {} : { lastFailure: failureSince(sync.lastFailure, failure, instant(ended)) }),
    // Messages that arrive before this moment are ignored, so only the continuation that this run sends starts a run.
    notBefore: notBeforeAfter(sync, ended, wait),
    unresolved: stillInDoubt(before, listed, applied.unknown ? epoch : undefined, ended),
    unsettled,
    counts: { cards, ...applied.counts, kept },
    history: rememberCards(sync.history, cards, ended),
    batchSize: nextBatchSize(sync.batchSize, stop?.kind === 'throttled' || stop?.kind === 'unanswered'),
    progress: certain ? null : sync.progress,
  });
  return { certain, wait, leaves };
}

/** The sync state after a run that found nothing to do; `undefined` when it is not worth a write, which is usual. */
export function afterNothing(sync: SyncState, observed: Observed): SyncState | undefined {
  const { findings, at } = observed;
  const changes = afterObserving(sync, observed);
  const recent = sync.lastChecked !== null && at.getTime() - Date.parse(sync.lastChecked) < CHECKED_INTERVAL;
  const settledBefore = sync.lastFailure === null && sync.progress === null && sync.unsettled === null;
  const digested = findings.ledgerDigest?.checkedAt === sync.ledgerDigest?.checkedAt;
  if (recent && digested && !findings.learned && changes.lastSweep === undefined && settledBefore) return undefined;
  const resolved = findings.folder !== undefined && isConclusive(sync, at, findings.folder.whole);
  return {
    ...sync,
    ...changes,
    ...(resolved ? { unresolved: null } : {}),
    unsettled: null,
    parked: findings.parked ?? sync.parked,
    traffic: trafficAfter(sync, observed),
    ledgerDigest: findings.ledgerDigest,
    ...(findings.cards === undefined ? {} : counted(sync, findings.cards, findings.kept, at)),
    lastSuccess: instant(at),
    lastFailure: null,
    progress: null,
  };
}

/** The counts and the history after all cards were listed. */
function counted(
  sync: SyncState,
  cards: number,
  kept: number | undefined,
  now: Date,
): Pick<SyncState, 'counts' | 'history'> {
  const before = sync.counts ?? NOTHING_DONE;
  return { counts: { ...before, cards, kept: kept ?? before.kept }, history: rememberCards(sync.history, cards, now) };
}

/** The changes to the sync state after everything that a reading found is applied. */
function afterObserving(sync: SyncState, { findings, due, at: began }: Observed): Partial<SyncState> {
  const at = instant(began);
  return {
    cursor: at,
    window: findings.window,
    lastChecked: at,
    ...(due.retry ? { triesParked: null } : {}),
    ...(due.sweep ? { lastSweep: at, hold: holdAfter(findings.held, sync, at) } : {}),
    ...(findings.folder ? afterListing(sync, findings.folder, at) : {}),
    // A rebuild that was asked for after this reading began is left for the next run.
    ...(due.folderListing && sync.rebuildAsked !== null && sync.rebuildAsked <= at ? { rebuildAsked: null } : {}),
    ...(due.repair && sync.repairAsked !== null && sync.repairAsked <= at ? { repairAsked: null } : {}),
  };
}

/** When cards that a run parked are tried again: after 6 hours, and after a day if this was another try. */
function nextTry({ triesParked }: SyncState, { retry, repair }: Due, now: Date): Instant {
  const first = instant(now.getTime() + FIRST_TRY);
  if (retry || repair) return instant(now.getTime() + NEXT_TRY);
  return triesParked !== null && triesParked < first ? triesParked : first;
}

function afterListing(sync: SyncState, { whole, absent, doubles }: FolderFindings, at: Instant): Partial<SyncState> {
  // Nothing contradicts a listing of a folder whose contacts are in no ledger, so one run's word does not end that.
  const adopted = whole && sync.lastFolderListing !== null;
  return { lastFolderListing: at, adopting: sync.adopting && !adopted, absent, doubles };
}

function holdAfter(held: Findings['held'], { hold, rebuildAsked }: SyncState, at: Instant): SyncState['hold'] {
  if (held === undefined) return null;
  // A decision that was made after this reading began is left for the next run.
  if (hold !== null && hold.decision !== null && rebuildAsked !== null && rebuildAsked > at) return hold;
  return { ...held, since: hold?.since ?? at, decision: null };
}

/** The failure code for a reason to stop, shown to the user; `undefined` when the run only continues later. */
function failureOf(stop: Applied['stop']): RunFailureCode | undefined {
  switch (stop?.kind) {
    case 'throttled':
    case 'mailbox-full':
    case 'property-quota':
    case 'unauthorized':
      return stop.kind;
    case 'unanswered':
      return 'mailbox-unavailable';
    case 'paced':
    case 'out-of-time':
    case undefined:
      return undefined;
  }
}

/** Seconds until the next run; no longer than Microsoft requires, since a person may be waiting for it. */
function waitOf(stop: Applied['stop']): number {
  switch (stop?.kind) {
    case 'throttled':
    case 'paced':
      return Math.ceil(stop.seconds);
    case 'mailbox-full':
    case 'property-quota':
    case 'unauthorized':
      return MAILBOX_WAITS[stop.kind];
    case 'unanswered':
    case 'out-of-time':
    case undefined:
      return 0;
  }
}
