import type { MailboxFailure, WriteAnswer } from '../contacts/mailbox.ts';
import type { CardId, FolderId } from '../ids.ts';
import { type LedgerRow, UNANSWERED_WRITE, type Written } from '../links/link.ts';
import { type Action, isWrite } from './plan.ts';

/** Why a run sends no more batches. */
export type Stop =
  | { readonly kind: 'throttled'; readonly seconds: number }
  /** The request budget of the mailbox for ten minutes is used up. */
  | { readonly kind: 'paced'; readonly seconds: number }
  | { readonly kind: 'mailbox-full' | 'property-quota' }
  /** A freshly issued access token was refused, too. */
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'closed'; readonly failure: MailboxFailure }
  /** At least two consecutive writes, in batches without a single clear answer, had none. */
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'out-of-time' };

/** The answer to one action: what the mailbox said, or why it was asked for nothing. */
export type ActionAnswer =
  | WriteAnswer
  /** The action concerns the ledger alone, or a second contact that stays. */
  | { readonly kind: 'not-asked' }
  /** The contact holds already what the update would write; `version` as in the ledger row. */
  | { readonly kind: 'as-desired'; readonly version: string | null };

/** What the answer to one action means for the ledger and for the rest of the run. */
export interface Outcome {
  readonly put?: LedgerRow;
  readonly drop?: CardId;
  readonly stop?: Stop;
  /** The code for which the card is parked: Graph's, or `UNANSWERED_WRITE`. */
  readonly parked?: string;
  /** It is not known whether a create happened: the next folder listing looks for it by its stamp. */
  readonly unknown?: true;
  /** A contact was not in the folder although the ledger has it: list the folder. */
  readonly missing?: true;
  /** A contact that a create in doubt made beside the one in use could not be removed: later runs try again. */
  readonly strayLeft?: true;
  /** A second contact of a card was removed (PRODUCT C14). */
  readonly reduced?: true;
  /** The write had no clear answer and is to be tried again. */
  readonly unsettled?: true;
  /** Only the ledger row of the contact is written. */
  readonly unwritten?: true;
}

/** Facts about the batch that the action was part of. */
export interface BatchContext {
  readonly folderId: FolderId;
  readonly epoch: number;
  /** Whether other actions of the batch were done. If so, "access denied" concerns this contact and not the mailbox. */
  readonly othersDone: boolean;
  /** Whether to park the card if its write again has no clear answer. */
  readonly isGivenUp: (cardId: CardId) => boolean;
  /** Whether its write had no clear answer in the run before. */
  readonly isUnsettled: (cardId: CardId) => boolean;
}

/** What the answers to a batch mean for the ledger, for the rest of the run, and for the next run. */
export interface BatchOutcome {
  readonly put: readonly LedgerRow[];
  readonly drop: readonly CardId[];
  readonly counts: Written;
  /** The codes for which cards were parked, one for each card. */
  readonly parked: readonly string[];
  /** Cards whose write had no clear answer. */
  readonly unsettled: readonly CardId[];
  /** It is not known of some create whether it happened. */
  readonly unknown: boolean;
  /** A contact was not in the folder although the ledger has it: list the folder. */
  readonly missing: boolean;
  /** Some contact that a create in doubt made beside the one in use could not be removed. */
  readonly strayLeft: boolean;
  /** Number of second contacts of cards that were removed. */
  readonly reduced: number;
  readonly stop: Stop | undefined;
}

/** An action with the answer to it. */
export interface Answered {
  readonly action: Action;
  readonly answer: ActionAnswer;
}

/** Combines the outcomes of a batch. Of several reasons to stop, the first counts. */
export function batchOutcome(answered: readonly Answered[], context: BatchContext): BatchOutcome {
  const alike = codeOfAll(answered);
  const isGivenUp = answered.length <= FEW ? context.isUnsettled : context.isGivenUp;
  const outcomes = answered.map(({ action, answer }) => ({
    action,
    outcome:
      alike === undefined
        ? writeOutcome(action, answer, context)
        : unclear(action, { ...context, isGivenUp }, {}, alike),
  }));
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
    reduced: all.filter(({ reduced }) => reduced).length,
    stop: all.find(({ stop }) => stop !== undefined)?.stop,
  };
}

/** In a batch of at most so many, all may be refused alike by chance, so that their cards are tried again only once. */
const FEW = 3;

/** The code with which all of several writes were refused: a fault of the service and not of their cards. */
function codeOfAll(answered: readonly Answered[]): string | undefined {
  const codes = new Set(
    answered.map(({ action, answer }) => (isWrite(action) && answer.kind === 'refused' ? answer.code : undefined)),
  );
  const [code] = codes;
  return answered.length > 1 && codes.size === 1 ? code : undefined;
}

export const NOTHING_WRITTEN: Written = { created: 0, updated: 0, removed: 0, parked: 0 };

/** The sums of two counts. */
export function addWritten(a: Written, b: Written): Written {
  return {
    created: a.created + b.created,
    updated: a.updated + b.updated,
    removed: a.removed + b.removed,
    parked: a.parked + b.parked,
  };
}

/** What the answer to one action means. */
export function writeOutcome(action: Action, answer: ActionAnswer, context: BatchContext): Outcome {
  switch (answer.kind) {
    case 'later':
      return { stop: { kind: 'throttled', seconds: answer.retryAfterSeconds } };
    case 'mailbox-full':
    case 'property-quota':
    case 'unauthorized':
      return { stop: { kind: answer.kind } };
    case 'closed':
      if (!context.othersDone) return { stop: { kind: 'closed', failure: answer.failure } };
      return decided(action, { kind: 'refused', code: answer.failure.code }, context);
    case 'unknown':
      return unclear(action, context, action.kind === 'create' ? { unknown: true } : {}, answer.said?.code);
    case 'gone':
      if (action.kind === 'create' || action.kind === 'update') return unclear(action, context, { missing: true });
      return decided(action, answer, context);
    case 'done':
    case 'refused':
    case 'not-asked':
    case 'as-desired':
      return decided(action, answer, context);
  }
}

/**
 * A write without a clear answer: the card is tried again, or parked after enough tries. With `found`, the folder is
 * listed in both cases, to find out whether the write happened.
 */
function unclear(
  action: Action,
  context: BatchContext,
  found: Pick<Outcome, 'unknown' | 'missing'>,
  code = UNANSWERED_WRITE,
): Outcome {
  if (action.reason !== 'tried-again' && !context.isGivenUp(cardIdOf(action))) return { ...found, unsettled: true };
  return { ...found, ...decided(action, { kind: 'refused', code }, context) };
}

type Decided = Extract<ActionAnswer, { kind: 'done' | 'refused' | 'gone' | 'not-asked' | 'as-desired' }>;

function decided(action: Action, answer: Decided, { folderId, epoch }: BatchContext): Outcome {
  switch (action.kind) {
    case 'forget':
      return { drop: action.cardId };
    case 'record':
      return { put: action.row };
    case 'remove':
      if (action.reason === 'double') return doubleOutcome(answer);
      if (action.reason === 'stray') return answer.kind === 'refused' ? { parked: answer.code, strayLeft: true } : {};
      return answer.kind === 'refused' ? { parked: answer.code } : { drop: action.cardId };
    case 'create':
    case 'update': {
      const { cardId, hash, notesHash, leftOut } = action.desired;
      const former = action.former === undefined ? {} : { former: action.former };
      const known = action.kind === 'update' ? action.contactId : null;
      const attempt = action.kind === 'update' ? action.attempt : epoch;
      const shortened = leftOut.length === 0 ? {} : { leftOut };
      const row = { cardId, folderId, attempt, hash, notesHash, ...shortened, kept: false, ...former };
      if (answer.kind === 'done') {
        return { put: { ...row, contactId: answer.contactId, version: answer.version, parked: null } };
      }
      if (answer.kind === 'as-desired') {
        return { put: { ...row, contactId: known, version: answer.version, parked: null }, unwritten: true };
      }
      const parked = answer.kind === 'refused' ? answer.code : UNANSWERED_WRITE;
      return { put: { ...row, contactId: known, version: null, parked }, parked };
    }
  }
}

function doubleOutcome(answer: Decided): Outcome {
  switch (answer.kind) {
    case 'done':
      return { reduced: true };
    case 'refused':
      return { parked: answer.code };
    case 'gone':
    case 'not-asked':
    case 'as-desired':
      return {};
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

/** Adds one outcome to the counts that people are shown. */
export function count(counts: Written, action: Action, outcome: Outcome): Written {
  if (outcome.unwritten) return counts;
  if (outcome.parked !== undefined) return { ...counts, parked: counts.parked + 1 };
  if (outcome.put !== undefined && action.kind === 'create') return { ...counts, created: counts.created + 1 };
  if (outcome.put !== undefined && action.kind === 'update') return { ...counts, updated: counts.updated + 1 };
  if (outcome.drop !== undefined && action.kind === 'remove') return { ...counts, removed: counts.removed + 1 };
  return counts;
}
