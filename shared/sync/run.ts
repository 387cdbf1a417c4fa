import { recordActivity } from '../audit/activity.ts';
import { HOUR, MINUTE, SECOND } from '../clock.ts';
import { servedConnection } from '../consent/active-connection.ts';
import { instant } from '../ids.ts';
import { notBeforeAfter } from '../links/back-off.ts';
import { rememberCards } from '../links/card-history.ts';
import type { LinkedState, SyncState } from '../links/link.ts';
import type { VersionedLink } from '../links/link-store.ts';
import type { RunFailureCode } from '../links/run-failure.ts';
import { requestNotifications } from '../notifications/request-notifications.ts';
import { VersionConflict } from '../optimistic-concurrency.ts';
import type { Organization } from '../organizations/organization.ts';
import { continuationOf, linkCleanUp, type SyncMessage } from '../queues.ts';
import { changesAfterObservation } from './after-observation.ts';
import { type Applied, apply } from './apply.ts';
import { nextBatchSize } from './batch-size.ts';
import type { Findings } from './findings.ts';
import { stillInDoubt } from './in-doubt-creates.ts';
import { isOver } from './is-over.ts';
import { isHeld, type Lease, LeaseLost, takeLease } from './lease.ts';
import { observe } from './observe.ts';
import { askMailbox, isInPlace, openMailbox } from './open-mailbox.ts';
import { recordFailure } from './record-failure.ts';
import { recordUnchanged } from './record-unchanged.ts';
import { replaceFolder } from './replace-folder.ts';
import type { RunEnd } from './run-end.ts';
import type { SyncDependencies } from './sync-dependencies.ts';
import { unansweredAfter, waitForAnswers } from './unanswered-writes.ts';
import { whatIsDue } from './what-is-due.ts';

const HALF_HOUR = 30 * MINUTE;
/** A timer message that waited longer than this has been followed by the next one. */
const STALE_TICK = HALF_HOUR;

/**
 * One pass over one link (PRODUCT C): observe, plan, apply. Any message at any time is harmless: what is to be done is
 * decided from the state of the world, never from the message.
 */
export async function runSync(deps: SyncDependencies, message: SyncMessage): Promise<RunEnd> {
  const now = deps.clock.now();
  if (message.tick !== null && now.getTime() - Date.parse(message.tick) > STALE_TICK) return 'ignored';

  const read = await deps.links.read(message);
  if (read === undefined || !('generation' in read.link.state)) return 'ignored';
  if (read.link.state.generation !== message.generation) return 'ignored';
  const organization = (await deps.organizations.read(message.organizationId))?.organization;
  if (isOver(read.link, organization, now)) return sendToCleanUp(deps, message);
  await requestNotifications(deps, read.link, organization, now);
  if (read.link.state.name !== 'linked') return 'ignored';
  if (read.link.cardKey === null || read.link.pausedAt !== null) return 'ignored';
  if (organization === undefined || servedConnection(organization, message.generation) === undefined) return 'ignored';
  if (read.link.sync.notBefore !== null && Date.parse(read.link.sync.notBefore) > now.getTime()) return 'ignored';
  if (isHeld(read.link, now)) return message.reason === 'timer' ? 'busy' : comeBack(deps, read, message, now);

  const { linkId } = read.link.state;
  const end = await attend(deps, message, read, organization, linkId);
  const { lastSuccess } = read.link.sync;
  const lastSuccessAge = lastSuccess === null ? null : (now.getTime() - Date.parse(lastSuccess)) / SECOND;
  const { organizationId } = message;
  deps.log.record('run-ended', { organizationId, linkId, end, reason: message.reason, lastSuccessAge });
  return end;
}

/** Serves a link that is due. What goes wrong is written down, unless it is unknown to us. */
async function attend(
  deps: SyncDependencies,
  message: SyncMessage,
  read: VersionedLink,
  organization: Organization,
  linkId: string,
): Promise<RunEnd> {
  let lease: Lease | undefined;
  try {
    return await serve(deps, message, read, organization, (taken) => {
      lease = taken;
    });
  } catch (failure) {
    await lease?.letGo();
    if (failure instanceof LeaseLost) {
      const { organizationId } = message;
      deps.log.record('run-stopped', { organizationId, linkId, reason: failure.message });
      return 'stopped';
    }
    // Somebody was faster; whoever it was may have looked before the reason for this message came up.
    if (failure instanceof VersionConflict) return goOn(deps, message, 0);
    return recordFailure(deps, read.link, failure);
  }
}

async function serve(
  deps: SyncDependencies,
  message: SyncMessage,
  read: VersionedLink,
  organization: Organization,
  leased: (lease: Lease) => void,
): Promise<RunEnd> {
  const { link } = read;
  const { organizationId, cardKey, state: linked } = link;
  if (linked.name !== 'linked' || cardKey === null) return 'ignored';
  const now = deps.clock.now();
  const due = whatIsDue(link.sync, now, deps.restoredAt);
  const mailbox = openMailbox(deps, linked);

  const most = message.bulk === true ? undefined : deps.limits.quickWork;
  const lookedAt = { link, linked, cardKey, organization, mailbox };
  const findings = await askMailbox(mailbox, () => observe(deps, lookedAt, due, now, most));
  if (findings === 'folder-gone') return replaceFolder(deps, read, mailbox, leased);
  if (findings === 'too-much' || (most !== undefined && findings.actions.length > most)) {
    await deps.queues.sync(continuationOf({ ...message, bulk: true }));
    return 'to-be-continued';
  }
  const looked = changesAfterObservation(findings, due, now);
  // Only once it stands in the link: two runs that look at the same time would both say it.
  const announce = async () => {
    if (findings.held !== undefined && link.sync.hold === null) await announceHold(deps, read, linked, findings.held);
  };
  if (findings.actions.length === 0) {
    const end = await recordUnchanged(deps, read, looked, findings, now);
    await announce();
    return end;
  }
  if (!due.folderListing && !(await askMailbox(mailbox, () => isInPlace(mailbox, linked)))) {
    return replaceFolder(deps, read, mailbox, leased);
  }

  const creates = findings.actions.some((action) => action.kind === 'create');
  const former = link.sync.unresolved?.attempts ?? [];
  const lease = await takeLease(deps, read, (epoch) => ({
    // Said before the first POST: whoever finds it knows that the folder may hold more than the ledger says.
    ...(creates ? { unresolved: { attempts: [...former, epoch], lastPost: instant(deps.clock.now()) } } : {}),
    progress: startOf(findings, link.sync, now),
    // The window tells what the rows hold, and they are about to change.
    window: {},
  }));
  leased(lease);
  const applied = await apply(deps, lease, mailbox, findings.actions);
  if (applied.stop?.kind === 'closed') throw applied.stop.failure;

  const certain = findings.beyond === 0 && applied.stop === undefined && applied.unsettled.length === 0;
  const before = link.sync.counts?.cards ?? 0;
  const cards = certain && findings.cards !== undefined ? findings.cards : before + applied.counts.created;
  const kept = certain ? findings.kept : undefined;
  const ended = deps.clock.now();
  const unsettled = unansweredAfter(link.sync.unsettled, applied.unsettled, applied.stop?.kind === 'unanswered');
  const wait = certain ? 0 : Math.max(waitOf(applied.stop), waitForAnswers(unsettled));
  const { wanted } = await lease.release((sync) => ({
    // The cursor moves only when the ledger holds everything that was seen.
    ...(certain ? { ...looked(sync), lastSuccess: instant(now), lastFailure: null } : {}),
    ...setbacks(applied, ended),
    // Messages that come earlier end there, so that the one that this run leaves behind is the only one.
    notBefore: notBeforeAfter(sync, ended, wait),
    unresolved: stillInDoubt(
      link.sync,
      // What the listing found counts only once all of it is in the ledger.
      certain && due.folderListing && !applied.strayLeft ? now : undefined,
      applied.unknown ? lease.epoch : undefined,
      ended,
    ),
    unsettled,
    counts: { cards, ...applied.counts, kept: kept ?? link.sync.counts?.kept ?? 0 },
    history: rememberCards(sync.history, cards, ended),
    batchSize: nextBatchSize(sync.batchSize, applied.stop?.kind === 'throttled' || applied.stop?.kind === 'unanswered'),
    progress: certain ? null : sync.progress,
  }));

  if (certain) await announce();
  const stop = applied.stop?.kind ?? 'none';
  deps.log.record('run-finished', {
    organizationId,
    linkId: linked.linkId,
    ...applied.counts,
    stop,
    wait: wait === 0 ? null : wait,
  });
  if (link.sync.lastSuccess === null && certain) {
    await recordActivity(deps, link, 'first-sync-finished');
  }
  if (certain && !wanted) return 'finished';
  return goOn(deps, certain ? { ...message, bulk: false } : message, wait);
}

/** A first sync may take several runs; its progress goes on from where the last one ended. */
function startOf({ actions, beyond, cards }: Findings, sync: SyncState, now: Date): SyncState['progress'] {
  const left = actions.length + beyond;
  const first = sync.cursor === null && cards !== undefined;
  const total = first ? Math.max(cards, left) : left;
  const from = total - left;
  return { from, done: from, total, since: instant(now) };
}

/** What went wrong, for the person to see and for the next run to look at. */
function setbacks(applied: Applied, now: Date): Partial<SyncState> {
  const at = instant(now);
  const code = failureOf(applied.stop);
  return {
    ...(applied.missing ? { rebuildAsked: at } : {}),
    ...(code === undefined ? {} : { lastFailure: { at, code } }),
  };
}

function failureOf(stop: Applied['stop']): RunFailureCode | undefined {
  switch (stop?.kind) {
    case 'throttled':
    case 'mailbox-full':
    case 'unauthorized':
      return stop.kind;
    case 'unanswered':
      return 'mailbox-unavailable';
    case 'paced':
    case 'closed':
    case 'out-of-time':
    case undefined:
      return undefined;
  }
}

/** Seconds until the next look, which a person is not to wait for longer than Microsoft makes us. */
function waitOf(stop: Applied['stop']): number {
  switch (stop?.kind) {
    case 'throttled':
    case 'paced':
      return Math.ceil(stop.seconds);
    case 'mailbox-full':
      return HOUR / SECOND;
    case 'unauthorized':
      return HALF_HOUR / SECOND;
    case 'unanswered':
    case 'out-of-time':
    case 'closed':
    case undefined:
      return 0;
  }
}

async function announceHold(
  deps: SyncDependencies,
  { link }: VersionedLink,
  { linkId }: LinkedState,
  held: { removals: number; of: number },
): Promise<void> {
  deps.log.record('removals-held', { organizationId: link.organizationId, linkId, ...held });
  await recordActivity(deps, link, 'removals-held', { detail: String(held.removals) });
}

/**
 * Somebody alive holds the lease and looks at `wanted` before it ends. Should that worker be dead after all, the
 * message comes back when the lease has run out.
 */
async function comeBack(deps: SyncDependencies, read: VersionedLink, message: SyncMessage, now: Date): Promise<RunEnd> {
  await deps.links.change(read.link, (link) =>
    link !== undefined && isHeld(link, now) && !link.sync.wanted
      ? { ...link, sync: { ...link.sync, wanted: true } }
      : undefined,
  );
  await goOn(deps, message, Math.ceil((Date.parse(read.link.lease.until) - now.getTime()) / SECOND) + 1);
  return 'busy';
}

/** Should the message that was to tidy up have got lost, the timer's next one brings it back. */
async function sendToCleanUp(deps: SyncDependencies, message: SyncMessage): Promise<RunEnd> {
  await deps.queues.cleanUp(linkCleanUp(message, message.generation));
  return 'ignored';
}

async function goOn(deps: SyncDependencies, message: SyncMessage, delaySeconds: number): Promise<RunEnd> {
  await deps.queues.sync(continuationOf(message), delaySeconds);
  return 'to-be-continued';
}
