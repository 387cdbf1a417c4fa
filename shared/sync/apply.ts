import { MINUTE, SECOND } from '../clock.ts';
import { holdsDesired } from '../contacts/held-contact.ts';
import { type ContactWrite, type HeldContacts, REQUEST_TIMEOUT } from '../contacts/mailbox.ts';
import { holdsNotesBlock, replaceNotesBlock } from '../contacts/notes.ts';
import type { CardId, ContactId, FolderId } from '../ids.ts';
import { instant } from '../ids.ts';
import type { LedgerRow, SyncState } from '../links/link.ts';
import { batchesOf } from './batch-order.ts';
import { startTally, type Tally } from './batch-tally.ts';
import type { CardReading } from './card-reading.ts';
import { commitsInOrder } from './commits.ts';
import { type Lease, linkedState } from './lease.ts';
import { digestAfter } from './ledger-digest.ts';
import { type Look, type LookAhead, lookAhead } from './look-ahead.ts';
import { mustBeServed } from './must-be-served.ts';
import { askMailbox, type OpenMailbox } from './open-mailbox.ts';
import { type Action, isWrite } from './plan.ts';
import { progressFrom } from './progress.ts';
import { holdAfterDropping } from './removal-guard.ts';
import { roomFor, secondsUntilRoom, spend } from './request-budget.ts';
import type { SyncDependencies } from './sync-dependencies.ts';
import { isGivenUp } from './unanswered-writes.ts';
import { type ActionAnswer, type Answered, type BatchOutcome, batchOutcome, type Stop } from './write-outcome.ts';

/**
 * Milliseconds after which a run ends and a continuation does the rest; the platform may stop a function at any time.
 */
const TIME_BOX = 4 * MINUTE;
/** The result of applying actions. A stop of the kind `closed` is thrown instead. */
export interface Applied extends Tally {
  readonly stop: Exclude<Stop, { kind: 'closed' }> | undefined;
}

/**
 * Applies what the reading finds, in batches: writes as soon as they are known, and all others when all cards are read.
 * While one batch is sent to the mailbox, the one before is committed: rows and progress in one transaction. The
 * organization is read for every batch, so that a disconnect takes effect within two batches. Fails with `LeaseLost`,
 * and with the failures of the reading, the mailbox and the store.
 */
export async function apply(
  deps: SyncDependencies,
  lease: Lease,
  mailbox: OpenMailbox,
  reading: CardReading,
  began: Look,
): Promise<Applied> {
  const { folder } = linkedState(lease.link());
  const { sync } = lease.link();
  const { batchSize, unsettled: unsettledBefore } = sync;
  const isFirst = sync.counts === null && sync.progress?.from === 0;
  let { traffic } = sync;
  const started = deps.clock.now();
  const tally = startTally();
  const change = changesOf(reading.row);
  let stop: Stop | undefined;
  let renewed = false;
  let needsToken = false;
  const commits = commitsInOrder();

  const look = lookAhead(deps, lease, began);
  const batches = batchesOf(reading, batchSize, async () => {
    await commits.done();
    await lease.keep();
    return reasonToWait(deps, started, traffic, []) === undefined;
  });
  try {
    while (stop === undefined) {
      const batch = await batches.next();
      if (batch === undefined) break;
      // Removals come after all writes, and only if every write had a clear answer: no contact is removed before the
      // one that replaces it is certain.
      if (tally.total().unsettled.length > 0 && batch.some((action) => !isWrite(action))) break;
      stop = reasonToWait(deps, started, traffic, batch);
      if (stop !== undefined) break;
      // The commit of the batch before leaves after this one, so that the mailbox does not wait for it; but at once when
      // something else is waited for first.
      if (needsToken || batch.some((action) => readsOf(action) > 0)) commits.begin();
      // Asked for before the checks of the batch: an answer that takes minutes would make them outdated.
      if (needsToken) await mailbox.renewAccess();
      needsToken = false;

      const { answered, requests } = await send(deps, lease, mailbox, batch, look, () => {
        if (batches.isMoreWaiting()) look.take();
        commits.begin();
      });
      const refused = answered.filter(({ answer }) => answer.kind === 'unauthorized' && !renewed);
      const outcome = batchOutcome(
        answered.filter((each) => !refused.includes(each)),
        {
          folderId: folder.id,
          epoch: lease.epoch,
          othersDone: answered.some(({ answer }) => answer.kind === 'done'),
          isGivenUp: (cardId) => isGivenUp(unsettledBefore, cardId),
          isUnsettled: (cardId) => unsettledBefore?.cards.includes(cardId) === true,
        },
      );
      report(deps, lease, answered, outcome, isFirst && tally.total().counts.created === 0);
      stop = tally.add(outcome, batch.length);
      if (refused.length > 0) {
        // The refused requests had no effect. They are sent again with a new token, after the same checks as any batch.
        renewed = true;
        needsToken = true;
        batches.putBack(refused.map(({ action }) => action));
      }

      await commits.done();
      const now = deps.clock.now();
      const known = { done: tally.rows(), traffic: spend(traffic, now, requests), lastPost: instant(now) };
      traffic = known.traffic;
      const { added, removed } = change(outcome);
      const start = progressFrom(reading.soFar(), sync);
      commits.prepare(() =>
        lease.commit(
          ({ progress, unresolved, hold, ledgerDigest, parked }) => ({
            progress: progress && { ...progress, ...start, done: start.from + known.done },
            unresolved: unresolved && { ...unresolved, lastPost: known.lastPost },
            traffic: known.traffic,
            hold: holdAfterDropping(hold, outcome.drop.length),
            parked: parked + parkedAmong(added) - parkedAmong(removed),
            ledgerDigest: ledgerDigest && digestAfter(ledgerDigest, folder.id, { added, removed }),
          }),
          { put: outcome.put, drop: outcome.drop },
        ),
      );
    }
  } finally {
    // Also when the run fails: what was answered is recorded, and nothing is written after the run has ended.
    await commits.done().catch(() => undefined);
  }
  await commits.done();
  if (stop?.kind === 'closed') throw stop.failure;
  return { ...tally.total(), stop };
}

/** Tells the operator what a batch came to. `isFirst`: no batch of the link's first sync has made a contact before. */
function report(
  { clock, log }: SyncDependencies,
  lease: Lease,
  answered: readonly Answered[],
  { counts, parked }: BatchOutcome,
  isFirst: boolean,
): void {
  const { linkId, since } = linkedState(lease.link());
  const { organizationId } = lease.link();
  for (const { answer } of answered)
    if (answer.kind === 'unknown' && answer.said !== undefined)
      log.record('answer-unknown', { organizationId, ...answer.said });
  if (isFirst && counts.created > 0)
    log.record('first-contact', {
      organizationId,
      linkId,
      seconds: (clock.now().getTime() - Date.parse(since)) / SECOND,
    });
  for (const code of parked) log.record('card-parked', { organizationId, linkId, code });
}

function parkedAmong(rows: readonly LedgerRow[]): number {
  return rows.filter(({ parked }) => parked !== null).length;
}

/** What the outcomes of a run's batches change in the ledger: the rows that there are now, and those of before that are not. */
function changesOf(rowAsRead: CardReading['row']) {
  const rows = new Map<CardId, LedgerRow | undefined>();
  return ({ put, drop }: BatchOutcome): { added: readonly LedgerRow[]; removed: readonly LedgerRow[] } => {
    const added = new Map(put.map((row) => [row.cardId, row]));
    const removed = [...added.keys(), ...drop].flatMap(
      (cardId) => (rows.has(cardId) ? rows.get(cardId) : rowAsRead(cardId)) ?? [],
    );
    for (const [cardId, row] of added) rows.set(cardId, row);
    for (const cardId of drop) rows.set(cardId, undefined);
    return { added: [...added.values()], removed };
  };
}

/** Why a batch cannot be sent now: the run is out of time, or the request budget is used up. `undefined`: it can. */
function reasonToWait(
  { clock, isShuttingDown, limits }: SyncDependencies,
  started: Date,
  traffic: SyncState['traffic'],
  batch: readonly Action[],
): Stop | undefined {
  const now = clock.now();
  if (isShuttingDown() || now.getTime() - started.getTime() > TIME_BOX) return { kind: 'out-of-time' };
  // Each part of a batch counts as one request, and so does each contact that is read before it.
  const needed = batch.reduce((sum, action) => sum + 1 + readsOf(action), 0);
  if (roomFor(traffic, now, limits.requests) >= needed) return undefined;
  return { kind: 'paced', seconds: secondsUntilRoom(traffic, now, needed, limits.requests) };
}

/** How many contacts are read before an action: the one it updates, or a second contact and the one in use. */
function readsOf(action: Action): number {
  if (action.reason === 'double') return 2;
  return action.kind === 'update' && action.rewriteNotes ? 1 : 0;
}

/**
 * Sends a batch, and begins `meanwhile` when it has left. Returns the answer to each action, and the number of requests,
 * those included that read contacts first.
 */
async function send(
  deps: SyncDependencies,
  lease: Lease,
  mailbox: OpenMailbox,
  batch: readonly Action[],
  look: LookAhead,
  meanwhile: () => void,
): Promise<{ readonly answered: readonly Answered[]; readonly requests: number }> {
  const { folder, linkId } = linkedState(lease.link());
  const known = await readFirst(mailbox, folder.id, batch);
  const reads = batch.reduce((sum, action) => sum + readsOf(action), 0);
  // Reading may take up to `REQUEST_TIMEOUT`, so that what was looked at before it does not count.
  await (reads > 0 ? mustBeServed(deps, lease) : look.decide());
  const steps = batch.map((action) => ({ action, ...toRequest(action, known, folder.id, linkId, lease.epoch) }));
  const asked = steps.flatMap((step) => ('asks' in step ? [step.asks] : []));
  lease.mustOutlast(REQUEST_TIMEOUT);
  if (asked.length === 0) meanwhile();
  const answers = (asked.length === 0 ? [] : await mailbox.write(asked, meanwhile)).values();
  const answered = steps.map((step) => ({
    action: step.action,
    answer: 'answer' in step ? step.answer : (answers.next().value ?? UNANSWERED),
  }));
  return { answered, requests: asked.length + reads };
}

/** What is read of the contacts of a batch before it is sent. */
interface ReadFirst {
  /** What the contacts hold whose notes block is to be rewritten: what the person wrote around it stays. */
  readonly contents: HeldContacts;
  /** Second contacts of cards that hold nothing of a person's which would be lost. */
  readonly redundant: ReadonlySet<ContactId>;
}

async function readFirst(mailbox: OpenMailbox, folderId: FolderId, batch: readonly Action[]): Promise<ReadFirst> {
  const updates = batch.flatMap((action) =>
    action.kind === 'update' && action.rewriteNotes ? [action.contactId] : [],
  );
  const doubles = batch.filter((action) => action.reason === 'double');
  const [double] = doubles;
  return {
    contents: updates.length === 0 ? new Map() : await askMailbox(mailbox, () => mailbox.contentsOf(folderId, updates)),
    redundant:
      double === undefined
        ? new Set()
        : await askMailbox(mailbox, () => mailbox.redundant(folderId, doubles, double.leftAlone)),
  };
}

const NOT_ASKED = { answer: { kind: 'not-asked' } } as const;

/** The request for one action, or the answer for an action without a request. */
function toRequest(
  action: Action,
  { contents, redundant }: ReadFirst,
  folderId: FolderId,
  linkId: string,
  attempt: number,
): { readonly asks: ContactWrite } | { readonly answer: ActionAnswer } {
  switch (action.kind) {
    case 'create': {
      const { cardId, fields, hash, notes: block } = action.desired;
      const stamp = { linkId, attempt, hash, cardId };
      return { asks: { kind: 'create', folderId, fields, notes: block, stamp } };
    }
    case 'update': {
      const { contactId, desired } = action;
      const held = contents.get(contactId);
      // The notes could not be read: an update would lose what the person wrote there.
      if (held !== undefined && 'kind' in held) return { answer: held };
      if (held !== undefined && action.stamped === desired.hash && holdsDesired(held, desired))
        return { answer: { kind: 'as-desired', version: held.version } };
      const asIs = held === undefined || holdsNotesBlock(held.notes, desired.notes);
      const after = asIs ? undefined : replaceNotesBlock(held.notes, desired.notes);
      const stamp = { linkId, attempt: action.attempt, hash: desired.hash, cardId: desired.cardId };
      return { asks: { kind: 'update', folderId, contactId, fields: desired.fields, notes: after, stamp } };
    }
    case 'remove':
      if (action.reason === 'double' && !redundant.has(action.contactId)) return NOT_ASKED;
      return { asks: { kind: 'remove', folderId, contactId: action.contactId } };
    case 'forget':
    case 'record':
      return NOT_ASKED;
  }
}

const UNANSWERED: ActionAnswer = { kind: 'unknown' };
