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
import type { SyncState } from '../links/link.ts';
import { type Lease, linkedState } from './lease.ts';
import { mustBeServed } from './must-be-served.ts';
import { askMailbox, type OpenMailbox } from './open-mailbox.ts';
import { type Action, isWrite } from './plan.ts';
import { holdAfterDropping } from './removal-guard.ts';
import { roomFor, secondsUntilRoom, spend } from './request-budget.ts';
import type { SyncDependencies } from './sync-dependencies.ts';
import { isGivenUp } from './unanswered-writes.ts';
import { addWritten, type BatchOutcome, batchOutcome, NOTHING_WRITTEN, type Stop } from './write-outcome.ts';

/** A run gives way to a continuation after this long; the platform may stop a function at any time. */
const TIME_BOX = 4 * MINUTE;

/** What came of the actions. */
export interface Applied extends Omit<BatchOutcome, 'put' | 'drop' | 'parked' | 'stop'> {
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
  const { batchSize, unsettled: unsettledBefore } = lease.link().sync;
  const { folder, linkId } = linkedState(lease.link());
  let { traffic } = lease.link().sync;
  const started = deps.clock.now();
  const total = { counts: NOTHING_WRITTEN, unknown: false, missing: false, strayLeft: false };
  const unsettled: CardId[] = [];
  /** Writes on end in batches that had no clear answer at all. */
  let silent = 0;
  let stop: Stop | undefined;
  let renewed = false;
  let done = 0;
  let committing: Promise<void> = Promise.resolve();

  // Removals come after everything else, and only if all of that is certain: never before their replacement.
  const [writes, others] = [actions.filter(isWrite), actions.filter((action) => !isWrite(action))];
  const waiting = [...batches(writes, batchSize), ...batches(others, batchSize)];
  try {
    for (let batch = waiting.shift(); batch !== undefined && stop === undefined; batch = waiting.shift()) {
      if (unsettled.length > 0 && !batch.every(isWrite)) break;
      stop = reasonToWait(deps, started, traffic, batch);
      if (stop !== undefined) break;

      const { answers, requests } = await send(deps, lease, mailbox, batch);
      const answered = batch.map((action, index) => ({ action, answer: answers[index] ?? UNANSWERED }));
      const denied = answered.filter(({ answer }) => answer.kind === 'unauthorized' && !renewed);
      const outcome = batchOutcome(
        answered.filter((each) => !denied.includes(each)),
        {
          folderId: folder.id,
          epoch: lease.epoch,
          othersDone: answers.some(({ kind }) => kind === 'done'),
          isGivenUp: (cardId) => isGivenUp(unsettledBefore, cardId),
        },
      );
      total.counts = addWritten(total.counts, outcome.counts);
      total.unknown ||= outcome.unknown;
      total.missing ||= outcome.missing;
      total.strayLeft ||= outcome.strayLeft;
      unsettled.push(...outcome.unsettled);
      const { organizationId } = lease.link();
      for (const code of outcome.parked) deps.log.record('card-parked', { organizationId, linkId, code });

      silent = outcome.unsettled.length === batch.length ? silent + batch.length : 0;
      stop = outcome.stop ?? (silent > 1 ? { kind: 'unanswered' } : undefined);
      if (denied.length > 0) {
        // None of them happened. They go again under a new token, after the same looks as any other batch.
        renewed = true;
        mailbox.renewAccess();
        waiting.unshift(denied.map(({ action }) => action));
      }

      await committing;
      const now = deps.clock.now();
      done += outcome.put.length + outcome.drop.length;
      const known = { done, traffic: spend(traffic, now, requests), lastPost: instant(now) };
      traffic = known.traffic;
      committing = lease.commit(
        ({ progress, unresolved, hold }) => ({
          progress: progress && { ...progress, done: progress.from + known.done },
          unresolved: unresolved && { ...unresolved, lastPost: known.lastPost },
          traffic: known.traffic,
          hold: holdAfterDropping(hold, outcome.drop.length),
        }),
        { put: outcome.put, drop: outcome.drop },
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
  return { ...total, unsettled, stop };
}

/** Why a batch cannot leave now: the run has to give way, or the mailbox had its share. */
function reasonToWait(
  { clock, isShuttingDown, limits }: SyncDependencies,
  started: Date,
  traffic: SyncState['traffic'],
  batch: readonly Action[],
): Stop | undefined {
  const now = clock.now();
  if (isShuttingDown() || now.getTime() - started.getTime() > TIME_BOX) return { kind: 'out-of-time' };
  // Every part of a batch is a request, and so is every reading of notes before it.
  const needed = 2 * batch.length;
  if (roomFor(traffic, now, limits.requests) >= needed) return undefined;
  return { kind: 'paced', seconds: secondsUntilRoom(traffic, now, needed, limits.requests) };
}

/** Sends a batch. Answers action by action, and how many requests that were. */
async function send(
  deps: SyncDependencies,
  lease: Lease,
  mailbox: OpenMailbox,
  batch: readonly Action[],
): Promise<{ readonly answers: readonly WriteAnswer[]; readonly requests: number }> {
  const { folder, linkId } = linkedState(lease.link());
  const notes = await askMailbox(mailbox, () => notesToKeep(mailbox, folder.id, batch));
  // Last, for reading notes may take as long as a request may.
  await mustBeServed(deps, lease);
  const requests = batch.map((action) => toRequest(action, notes, folder.id, linkId, lease.epoch));
  const asked = requests.flatMap((request) => ('asks' in request ? [request.asks] : []));
  lease.mustOutlast(REQUEST_TIMEOUT);
  const answered = (asked.length === 0 ? [] : await mailbox.write(asked)).values();
  const answers = requests.map((request) =>
    'answer' in request ? request.answer : (answered.next().value ?? UNANSWERED),
  );
  return { answers, requests: asked.length + notes.size };
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
