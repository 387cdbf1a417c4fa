import { MINUTE } from '../clock.ts';
import {
  type ContactWrite,
  type Mailbox,
  REQUEST_TIMEOUT,
  type ReadNotes,
  type WriteAnswer,
} from '../contacts/mailbox.ts';
import { replaceNotesBlock } from '../contacts/notes.ts';
import type { CardId, FolderId } from '../ids.ts';
import { instant } from '../ids.ts';
import type { LedgerRow, Written } from '../links/link.ts';
import { type Lease, linkedState } from './lease.ts';
import { mustBeServed } from './must-be-served.ts';
import { askMailbox, type OpenMailbox } from './open-mailbox.ts';
import { type Action, isWrite } from './plan.ts';
import { holdAfterDropping } from './removal-guard.ts';
import { roomFor, secondsUntilRoom, spend } from './request-budget.ts';
import type { SyncDependencies } from './sync-dependencies.ts';
import { isGivenUp } from './unanswered-writes.ts';
import { cardIdOf, count, type Stop, writeOutcome } from './write-outcome.ts';

/** A run gives way to a continuation after this long; the platform may stop a function at any time. */
const TIME_BOX = 4 * MINUTE;

/** What came of the actions. */
export interface Applied {
  readonly counts: Written;
  /** A create may have happened without our knowing. */
  readonly unknown: boolean;
  /** A contact was not where the ledger says: list the folder. */
  readonly missing: boolean;
  /** A second contact of a card is still there. */
  readonly strayLeft: boolean;
  /** Cards whose write did not come to a clear end. */
  readonly unsettled: readonly CardId[];
  readonly stop: Exclude<Stop, { kind: 'closed' }> | undefined;
}

/**
 * Does the actions, in order, in batches. While one batch is with the mailbox, the one before is committed: rows and
 * progress in one transaction. The organization is read before every batch, which is what makes a disconnect
 * immediate. Fails with `LeaseLost`, and with whatever the mailbox or the store fail with.
 */
export async function apply(
  deps: SyncDependencies,
  lease: Lease,
  mailbox: OpenMailbox,
  actions: readonly Action[],
): Promise<Applied> {
  const { batchSize, unsettled: before } = lease.link().sync;
  let { traffic } = lease.link().sync;
  const { folder, linkId } = linkedState(lease.link());
  const started = deps.clock.now().getTime();
  let counts = { created: 0, updated: 0, removed: 0, parked: 0 };
  let unknown = false;
  let missing = false;
  let strayLeft = false;
  const unsettled: CardId[] = [];
  /** Writes on end in batches that had no clear answer at all. */
  let silent = 0;
  let stop: Stop | undefined;
  let renewed = false;
  let done = 0;
  let committing: Promise<void> = Promise.resolve();

  // Removals come after everything else, and only if all of that is certain: never before their replacement.
  const waiting = [
    ...batches(actions.filter(isWrite), batchSize),
    ...batches(
      actions.filter((action) => !isWrite(action)),
      batchSize,
    ),
  ];
  try {
    for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
      if (unsettled.length > 0 && !batch.every(isWrite)) break;
      if (deps.isShuttingDown() || deps.clock.now().getTime() - started > TIME_BOX) stop = { kind: 'out-of-time' };
      // Every part of a batch is a request, and so is every reading of notes before it.
      const needed = 2 * batch.length;
      const { requests: most } = deps.limits;
      if (roomFor(traffic, deps.clock.now(), most) < needed) {
        stop ??= { kind: 'paced', seconds: secondsUntilRoom(traffic, deps.clock.now(), needed, most) };
      }
      if (stop !== undefined) break;

      const notes = await askMailbox(mailbox, () => notesToKeep(mailbox, folder.id, batch));
      // Last, for reading notes may take as long as a request may.
      await mustBeServed(deps, lease);
      const requests = batch.map((action) => toRequest(action, notes, folder.id, linkId, lease.epoch));
      const asked = requests.flatMap((request) => ('asks' in request ? [request.asks] : []));
      lease.mustOutlast(REQUEST_TIMEOUT);
      const answered = asked.length === 0 ? [] : await mailbox.write(asked);
      const answers = answered.values();

      const attempt = {
        folderId: folder.id,
        epoch: lease.epoch,
        othersDone: answered.some(({ kind }) => kind === 'done'),
        isGivenUp: (cardId: CardId) => isGivenUp(before, cardId),
      };
      const put: LedgerRow[] = [];
      const drop: CardId[] = [];
      const denied: Action[] = [];
      const unclear: CardId[] = [];
      batch.forEach((action, index) => {
        const request = requests[index];
        const known = request !== undefined && 'answer' in request ? request.answer : answers.next().value;
        const answer = known ?? UNANSWERED;
        if (answer.kind === 'unauthorized' && !renewed) {
          denied.push(action);
          return;
        }
        const outcome = writeOutcome(action, answer, attempt);
        stop ??= outcome.stop;
        if (outcome.put !== undefined) put.push(outcome.put);
        if (outcome.drop !== undefined) drop.push(outcome.drop);
        if (outcome.unsettled) unclear.push(cardIdOf(action));
        unknown ||= outcome.unknown === true;
        missing ||= outcome.missing === true;
        strayLeft ||= outcome.strayLeft === true;
        counts = count(counts, action, outcome);
        if (outcome.parked === undefined) return;
        const { organizationId } = lease.link();
        deps.log.record('card-parked', { organizationId, linkId, code: outcome.parked });
      });
      unsettled.push(...unclear);
      silent = unclear.length === batch.length ? silent + unclear.length : 0;
      if (silent > 1) stop ??= { kind: 'unanswered' };
      if (denied.length > 0) {
        // None of them happened. They go again under a new token, after the same looks as any other batch.
        renewed = true;
        mailbox.renewAccess();
        waiting.unshift(denied);
      }
      done += put.length + drop.length;
      await committing;
      const { progress: begun } = lease.link().sync;
      const progress = begun === null ? null : { ...begun, done: begun.from + done };
      traffic = spend(traffic, deps.clock.now(), asked.length + notes.size);
      const pending = lease.link().sync.unresolved;
      const unresolved = pending === null ? null : { ...pending, lastPost: instant(deps.clock.now()) };
      committing = lease.commit(
        ({ hold }) => ({ progress, unresolved, traffic, hold: holdAfterDropping(hold, drop.length) }),
        { put, drop },
      );
      // Awaited in the next round; until then a failure must not count as unhandled.
      committing.catch(() => undefined);
    }
  } finally {
    // Nothing of this run may be written once it has ended, whichever way it ends.
    await committing.catch(() => undefined);
  }
  await committing;
  if (stop?.kind === 'closed') throw stop.failure;
  return { counts, unknown, missing, strayLeft, unsettled, stop };
}

function* batches<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** The notes of the contacts whose block is to be rewritten, so that what the person wrote around it can stay. */
async function notesToKeep(mailbox: Mailbox, folderId: FolderId, batch: readonly Action[]): Promise<ReadNotes> {
  const ids = batch.flatMap((action) => (action.kind === 'update' && action.rewriteNotes ? [action.contactId] : []));
  return ids.length === 0 ? new Map() : mailbox.notesOf(folderId, ids);
}

/** The request for one action, or the answer to one that asks nothing. */
function toRequest(
  action: Action,
  notes: ReadNotes,
  folderId: FolderId,
  linkId: string,
  attempt: number,
): { readonly asks: ContactWrite } | { readonly answer: WriteAnswer } {
  switch (action.kind) {
    case 'create': {
      const { cardId, fields, hash, notes: block } = action.desired;
      const stamp = { linkId, attempt, hash, cardId };
      return { asks: { kind: 'create', folderId, fields, notes: block, stamp } };
    }
    case 'update': {
      const { contactId, desired } = action;
      const before = notes.get(contactId);
      // What the person wrote would be lost.
      if (before !== undefined && 'kind' in before) return { answer: before };
      const after = before === undefined ? undefined : replaceNotesBlock(before.text, desired.notes);
      const stamp = { linkId, attempt: action.attempt, hash: desired.hash, cardId: desired.cardId };
      return { asks: { kind: 'update', folderId, contactId, fields: desired.fields, notes: after, stamp } };
    }
    case 'remove':
      return { asks: { kind: 'remove', folderId, contactId: action.contactId } };
    case 'forget':
    case 'record':
      return { answer: { kind: 'gone' } };
  }
}

const UNANSWERED: WriteAnswer = { kind: 'unknown' };
