import { MINUTE } from '../clock.ts';
import {
  type ContactWrite,
  LONGEST_REQUEST,
  type Mailbox,
  type MailboxFailure,
  type WriteAnswer,
} from '../contacts/mailbox.ts';
import { replaceNotesBlock } from '../contacts/notes.ts';
import type { CardId, ContactId, FolderId } from '../ids.ts';
import { instant } from '../ids.ts';
import type { Counts, LedgerRow } from '../links/link-head.ts';
import { servedConnection } from '../organizations/organization.ts';
import { type Lease, LeaseLost, linkedState } from './lease.ts';
import type { Action } from './plan.ts';
import type { SyncWorld } from './sync-world.ts';
import { roomFor, secondsUntilRoom, spend } from './traffic.ts';

/** Seconds after which an update or a removal with an unknown outcome is done again. */
const UNKNOWN_WAIT = 30;

/** A run gives way to a continuation after this long; the platform may stop a function at any time. */
const TIME_BOX = 4 * MINUTE;

/** Why the rest has to wait. */
type Stop =
  | { readonly kind: 'throttled'; readonly seconds: number }
  /** As much as a mailbox takes in ten minutes was sent. */
  | { readonly kind: 'paced'; readonly seconds: number }
  | { readonly kind: 'mailbox-full' }
  /** The token was refused; the next run has a new one. */
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'closed'; readonly failure: MailboxFailure }
  | { readonly kind: 'out-of-time' };

/** What came of the actions. */
export interface Applied {
  readonly counts: Omit<Counts, 'cards'>;
  /** A create may have happened without our knowing. */
  readonly unknown: boolean;
  /** A contact was not where the ledger says: list the folder. */
  readonly missing: boolean;
  readonly stop: Stop | undefined;
}

/**
 * Does the actions, in order, in batches. While one batch is with the mailbox, the one before is committed: rows and
 * progress in one transaction. The organization is read before every batch, which is what makes a disconnect
 * immediate. Fails with `LeaseLost`, and with whatever the mailbox or the store fail with.
 */
export async function apply(
  world: SyncWorld,
  lease: Lease,
  mailbox: Mailbox,
  actions: readonly Action[],
): Promise<Applied> {
  const { batchSize } = lease.head().sync;
  let { traffic } = lease.head().sync;
  const { folder, linkId, generation } = linkedState(lease.head());
  const started = world.clock.now().getTime();
  const tally = { created: 0, updated: 0, removed: 0, parked: 0, unknown: false, missing: false };
  let stop: Stop | undefined;
  let done = 0;
  let committing: Promise<void> = Promise.resolve();

  // Removals come after everything else, and only if all of that is certain: never before their replacement.
  const writes = actions.filter((action) => action.kind === 'create' || action.kind === 'update');
  const departures = actions.filter((action) => action.kind !== 'create' && action.kind !== 'update');
  try {
    for (const batch of [...batches(writes, batchSize), ...batches(departures, batchSize)]) {
      const departing = batch.some((action) => action.kind !== 'create' && action.kind !== 'update');
      if (departing && (tally.unknown || tally.missing)) break;
      if (world.isStopping() || world.clock.now().getTime() - started > TIME_BOX) stop = { kind: 'out-of-time' };
      // Every part of a batch is a request, and so is every reading of notes before it.
      const needed = 2 * batch.length;
      const { requests: most } = world.limits;
      if (roomFor(traffic, world.clock.now(), most) < needed) {
        stop ??= { kind: 'paced', seconds: secondsUntilRoom(traffic, world.clock.now(), needed, most) };
      }
      if (stop !== undefined) break;

      const organization = await world.organizations.read(lease.head().organizationId);
      if (servedConnection(organization?.organization, generation) === undefined) {
        throw new LeaseLost('The connection ended or rests.');
      }
      if (lease.head().pausedAt !== null) throw new LeaseLost('The link rests.');
      const notes = await notesToKeep(mailbox, folder.id, batch);
      const requests = batch.map((action) => toWrite(action, notes, folder.id, linkId, lease.epoch));
      const asked = requests.filter((request) => request !== undefined);
      lease.mustOutlast(LONGEST_REQUEST);
      const answers = asked.length === 0 ? [] : await mailbox.write(asked);

      const put: LedgerRow[] = [];
      const drop: CardId[] = [];
      let answered = 0;
      batch.forEach((action, index) => {
        const answer = requests[index] === undefined ? NOT_ASKED : (answers[answered++] ?? UNANSWERED);
        const outcome = settle(action, answer, folder.id, lease.epoch);
        stop ??= outcome.stop;
        if (outcome.put !== undefined) put.push(outcome.put);
        if (outcome.drop !== undefined) drop.push(outcome.drop);
        if (outcome.parked !== undefined) {
          world.log.record('card-parked', {
            organizationId: lease.head().organizationId,
            linkId,
            code: outcome.parked,
          });
        }
        count(tally, action, outcome);
      });
      done += put.length + drop.length;
      await committing;
      const { progress: begun } = lease.head().sync;
      const progress = begun === null ? null : { ...begun, done: begun.from + done };
      traffic = spend(traffic, world.clock.now(), asked.length + notes.size);
      const pending = lease.head().sync.unresolved;
      const unresolved = pending === null ? null : { ...pending, lastPost: instant(world.clock.now()) };
      committing = lease.commit({ progress, unresolved, traffic }, { put, drop });
      // Awaited in the next round; until then a failure must not count as unhandled.
      committing.catch(() => undefined);
    }
  } finally {
    // Nothing of this run may be written once it has ended, whichever way it ends.
    await committing.catch(() => undefined);
  }
  await committing;
  const { unknown, missing, ...counts } = tally;
  return { counts, unknown, missing, stop };
}

function* batches<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** The notes of the contacts whose block is to be rewritten, so that what the person wrote around it can stay. */
async function notesToKeep(mailbox: Mailbox, folderId: FolderId, batch: readonly Action[]) {
  const ids = batch.flatMap((action) => (action.kind === 'update' && action.rewriteNotes ? [action.contactId] : []));
  return ids.length === 0 ? new Map<ContactId, string>() : mailbox.notesOf(folderId, ids);
}

/** The request for one action; `undefined` when only the ledger changes. */
function toWrite(
  action: Action,
  notes: ReadonlyMap<ContactId, string>,
  folderId: FolderId,
  linkId: string,
  attempt: number,
): ContactWrite | undefined {
  switch (action.kind) {
    case 'create': {
      const { cardId, fields, hash, notes: block } = action.desired;
      return { kind: 'create', folderId, fields, notes: block, stamp: { linkId, attempt, hash, cardId } };
    }
    case 'update': {
      const { contactId, desired } = action;
      const before = notes.get(contactId);
      const after = before === undefined ? undefined : replaceNotesBlock(before, desired.notes);
      const stamp = { linkId, attempt: action.attempt, hash: desired.hash, cardId: desired.cardId };
      return { kind: 'update', folderId, contactId, fields: desired.fields, notes: after, stamp };
    }
    case 'remove':
      return { kind: 'remove', folderId, contactId: action.contactId };
    case 'forget':
    case 'record':
      return undefined;
  }
}

const NOT_ASKED: WriteAnswer = { kind: 'gone' };
const UNANSWERED: WriteAnswer = { kind: 'unknown' };

interface Outcome {
  readonly put?: LedgerRow;
  readonly drop?: CardId;
  readonly stop?: Stop;
  readonly parked?: string;
  readonly unknown?: true;
  readonly missing?: true;
}

/** What one answer means for the ledger and for the rest of the run. */
function settle(action: Action, answer: WriteAnswer, folderId: FolderId, epoch: number): Outcome {
  switch (answer.kind) {
    case 'later':
      return { stop: { kind: 'throttled', seconds: answer.retryAfterSeconds } };
    case 'mailbox-full':
      return { stop: { kind: 'mailbox-full' } };
    case 'unauthorized':
      return { stop: { kind: 'unauthorized' } };
    case 'closed':
      return { stop: { kind: 'closed', failure: answer.failure } };
    case 'unknown':
      // Updates and removals can be done again; a create must be looked for first.
      return action.kind === 'create' ? { unknown: true } : { stop: { kind: 'throttled', seconds: UNKNOWN_WAIT } };
    default:
      break;
  }
  if (action.kind === 'forget') return { drop: action.cardId };
  if (action.kind === 'record') return { put: action.row };
  if (action.kind === 'remove') {
    if (answer.kind === 'refused') return { parked: answer.code };
    return action.reason === 'stray' ? {} : { drop: action.cardId };
  }
  if (answer.kind === 'gone') return { missing: true };
  const { cardId, hash, notesHash } = action.desired;
  const contactId = answer.kind === 'done' ? answer.contactId : action.kind === 'update' ? action.contactId : null;
  const attempt = action.kind === 'update' ? action.attempt : epoch;
  const version = answer.kind === 'done' ? answer.version : null;
  const row = { cardId, contactId, folderId, attempt, hash, notesHash, version, kept: false };
  return answer.kind === 'done'
    ? { put: { ...row, parked: null } }
    : { put: { ...row, parked: answer.code }, parked: answer.code };
}

function count(
  tally: { created: number; updated: number; removed: number; parked: number; unknown: boolean; missing: boolean },
  action: Action,
  outcome: Outcome,
): void {
  if (outcome.unknown) tally.unknown = true;
  if (outcome.missing) tally.missing = true;
  if (outcome.parked !== undefined) tally.parked += 1;
  else if (outcome.put !== undefined && action.kind === 'create') tally.created += 1;
  else if (outcome.put !== undefined && action.kind === 'update') tally.updated += 1;
  else if (outcome.drop !== undefined && action.kind === 'remove') tally.removed += 1;
}
