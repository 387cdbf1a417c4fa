import type { MailboxFailure, WriteAnswer } from '../contacts/mailbox.ts';
import type { CardId, FolderId } from '../ids.ts';
import { type LedgerRow, UNANSWERED_WRITE, type Written } from '../links/link.ts';
import type { Action } from './plan.ts';

/** Why the rest has to wait. */
export type Stop =
  | { readonly kind: 'throttled'; readonly seconds: number }
  /** As much as a mailbox takes in ten minutes was sent. */
  | { readonly kind: 'paced'; readonly seconds: number }
  | { readonly kind: 'mailbox-full' }
  /** A token that was just made was refused as well. */
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'closed'; readonly failure: MailboxFailure }
  /** Several writes on end had no clear answer, and no other of their batches had one. */
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'out-of-time' };

/** What one answer means for the ledger and for the rest of the run. */
export interface Outcome {
  readonly put?: LedgerRow;
  readonly drop?: CardId;
  readonly stop?: Stop;
  /** Why the card is parked. */
  readonly parked?: string;
  /** A create may have happened without our knowing: it is looked for in the folder. */
  readonly unknown?: true;
  /** A contact was not where the ledger says: list the folder. */
  readonly missing?: true;
  /** A second contact of a card could not be removed: its attempt stays unresolved, or nobody would look for it again. */
  readonly strayLeft?: true;
  /** It did not come to a clear end, and is to be tried again. */
  readonly unsettled?: true;
}

/** What is known of the batch that the action was part of. */
export interface BatchContext {
  readonly folderId: FolderId;
  readonly epoch: number;
  /** Whether other writes of the batch were done, so that a denial is about this contact alone. */
  readonly othersDone: boolean;
  /** Whether the card is parked should its write have no clear answer again. */
  readonly isGivenUp: (cardId: CardId) => boolean;
}

/** What the answers to a batch mean for the ledger, for the rest of the run, and for the next one. */
export interface BatchOutcome {
  readonly put: readonly LedgerRow[];
  readonly drop: readonly CardId[];
  readonly counts: Written;
  /** Why cards were parked, one by one. */
  readonly parked: readonly string[];
  /** Cards whose write did not come to a clear end. */
  readonly unsettled: readonly CardId[];
  /** A create may have happened without our knowing. */
  readonly unknown: boolean;
  /** A contact was not where the ledger says: list the folder. */
  readonly missing: boolean;
  /** A second contact of a card is still there. */
  readonly strayLeft: boolean;
  readonly stop: Stop | undefined;
}

/** What the answers to a batch mean. Of several reasons to stop, the first counts. */
export function batchOutcome(
  answered: readonly { readonly action: Action; readonly answer: WriteAnswer }[],
  context: BatchContext,
): BatchOutcome {
  const outcomes = answered.map(({ action, answer }) => ({ action, outcome: writeOutcome(action, answer, context) }));
  const all = outcomes.map(({ outcome }) => outcome);
  return {
    put: all.flatMap(({ put }) => put ?? []),
    drop: all.flatMap(({ drop }) => drop ?? []),
    counts: outcomes.reduce((counts, { action, outcome }) => count(counts, action, outcome), NOTHING_WRITTEN),
    parked: all.flatMap(({ parked }) => parked ?? []),
    unsettled: outcomes.flatMap(({ action, outcome }) => (outcome.unsettled ? [cardIdOf(action)] : [])),
    unknown: all.some(({ unknown }) => unknown),
    missing: all.some(({ missing }) => missing),
    strayLeft: all.some(({ strayLeft }) => strayLeft),
    stop: all.find(({ stop }) => stop !== undefined)?.stop,
  };
}

export const NOTHING_WRITTEN: Written = { created: 0, updated: 0, removed: 0, parked: 0 };

/** What two batches did together. */
export function addWritten(a: Written, b: Written): Written {
  return {
    created: a.created + b.created,
    updated: a.updated + b.updated,
    removed: a.removed + b.removed,
    parked: a.parked + b.parked,
  };
}

/** What one answer means. An action that asks nothing of the mailbox was answered `gone`. */
export function writeOutcome(action: Action, answer: WriteAnswer, attempt: BatchContext): Outcome {
  switch (answer.kind) {
    case 'later':
      return { stop: { kind: 'throttled', seconds: answer.retryAfterSeconds } };
    case 'mailbox-full':
      return { stop: { kind: 'mailbox-full' } };
    case 'unauthorized':
      return { stop: { kind: 'unauthorized' } };
    case 'closed':
      if (!attempt.othersDone) return { stop: { kind: 'closed', failure: answer.failure } };
      return decided(action, { kind: 'refused', code: answer.failure.code }, attempt);
    case 'unknown':
      return unclear(action, attempt, action.kind === 'create' ? { unknown: true } : {});
    case 'gone':
      if (action.kind === 'create' || action.kind === 'update') return unclear(action, attempt, { missing: true });
      return decided(action, answer, attempt);
    case 'done':
    case 'refused':
      return decided(action, answer, attempt);
  }
}

/** The card is tried again, or parked when that was tried often enough. What may have landed is looked for either way. */
function unclear(action: Action, attempt: BatchContext, found: Pick<Outcome, 'unknown' | 'missing'>): Outcome {
  if (action.reason !== 'tried-again' && !attempt.isGivenUp(cardIdOf(action))) return { ...found, unsettled: true };
  return { ...found, ...decided(action, { kind: 'refused', code: UNANSWERED_WRITE }, attempt) };
}

type Decided = Extract<WriteAnswer, { kind: 'done' | 'refused' | 'gone' }>;

function decided(action: Action, answer: Decided, { folderId, epoch }: BatchContext): Outcome {
  switch (action.kind) {
    case 'forget':
      return { drop: action.cardId };
    case 'record':
      return { put: action.row };
    case 'remove':
      if (action.reason === 'stray') return answer.kind === 'refused' ? { parked: answer.code, strayLeft: true } : {};
      return answer.kind === 'refused' ? { parked: answer.code } : { drop: action.cardId };
    case 'create':
    case 'update': {
      const { cardId, hash, notesHash } = action.desired;
      const known = action.kind === 'update' ? action.contactId : null;
      const attempt = action.kind === 'update' ? action.attempt : epoch;
      const row = { cardId, folderId, attempt, hash, notesHash, kept: false };
      if (answer.kind === 'done') {
        return { put: { ...row, contactId: answer.contactId, version: answer.version, parked: null } };
      }
      const parked = answer.kind === 'refused' ? answer.code : UNANSWERED_WRITE;
      return { put: { ...row, contactId: known, version: null, parked }, parked };
    }
  }
}

export function cardIdOf(action: Action): CardId {
  switch (action.kind) {
    case 'create':
    case 'update':
      return action.desired.cardId;
    case 'remove':
    case 'forget':
      return action.cardId;
    case 'record':
      return action.row.cardId;
  }
}

/** What the run did, as people are told. */
export function count(counts: Written, action: Action, outcome: Outcome): Written {
  if (outcome.parked !== undefined) return { ...counts, parked: counts.parked + 1 };
  if (outcome.put !== undefined && action.kind === 'create') return { ...counts, created: counts.created + 1 };
  if (outcome.put !== undefined && action.kind === 'update') return { ...counts, updated: counts.updated + 1 };
  if (outcome.drop !== undefined && action.kind === 'remove') return { ...counts, removed: counts.removed + 1 };
  return counts;
}
