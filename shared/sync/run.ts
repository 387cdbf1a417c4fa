import { recordActivity } from '../audit/activity.ts';
import { SECOND } from '../clock.ts';
import { eligibility, hasGeneration, isOver } from '../links/eligibility.ts';
import type { Link, LinkedState } from '../links/link.ts';
import type { VersionedLink } from '../links/link-store.ts';
import { SYNC_INTERVAL } from '../links/slot.ts';
import { requestNotifications } from '../notifications/request-notifications.ts';
import { VersionConflict } from '../optimistic-concurrency.ts';
import { continuationOf, linkCleanUp, type SyncMessage } from '../queues.ts';
import { afterNothing, beforeApplying, concludeRun, type Observed, trafficAfter } from './after-run.ts';
import { apply } from './apply.ts';
import type { CardReading } from './card-reading.ts';
import type { Findings } from './findings.ts';
import { isHeld, LeaseLost, withLease } from './lease.ts';
import type { Look } from './look-ahead.ts';
import { type ObservedLink, observe } from './observe.ts';
import { askMailbox, isInPlace, type OpenMailbox, openMailbox } from './open-mailbox.ts';
import { recordFailure } from './record-failure.ts';
import { replaceFolder } from './replace-folder.ts';
import type { SyncDependencies } from './sync-dependencies.ts';
import { whatIsDue } from './what-is-due.ts';

/**
 * How the handling of a message ended. `ignored`: the link is not to be served now. `busy`: another worker holds the
 * lease. `stopped`: the run broke off or failed, and nothing about that was stored in the link: the link ended or is no
 * longer served, another worker holds the lease, or the key, the sign-in or the link was replaced meanwhile. `failed`:
 * the reason is stored in the link, where the user sees it.
 */
export type RunEnd = 'ignored' | 'busy' | 'unchanged' | 'finished' | 'to-be-continued' | 'stopped' | 'failed';

/** A link that may be served now, with the version under which it was read. */
type ServedLink = VersionedLink & Omit<ObservedLink, 'mailbox'> & { readonly looked: Look };

/**
 * One run for one link (PRODUCT C): observe, plan, apply. A message that is repeated, late or outdated does no harm:
 * what to write is decided from the link, the cards and the folder, not from the message. Failures that `verdictOn` does not
 * know are thrown on, so that the queue delivers the message again.
 */
export async function runSync(deps: SyncDependencies, message: SyncMessage): Promise<RunEnd> {
  const now = deps.clock.now();
  // The timer has sent a newer message since: it sends one for every link in each interval.
  if (message.tick !== null && now.getTime() - Date.parse(message.tick) > SYNC_INTERVAL) return 'ignored';

  const read = await deps.links.read(message);
  if (read === undefined || !hasGeneration(read.link.state, message.generation)) return 'ignored';
  const organization = (await deps.organizations.read(message.organizationId))?.organization;
  const answer = eligibility(read.link, organization, now);
  if (isOver(answer)) return sendToCleanUp(deps, message);
  await requestNotifications(deps, read.link, organization, now);
  if (answer.kind !== 'eligible' || organization === undefined) return 'ignored';
  if (isHeld(read.link, now)) return message.reason === 'timer' ? 'busy' : comeBack(deps, read, message, now);

  const { linkId } = answer.linked;
  const end = await serveOrRecord(deps, message, {
    ...answer,
    organization,
    version: read.version,
    looked: { at: now, organization },
  });
  const { lastSuccess } = read.link.sync;
  const lastSuccessAge = lastSuccess === null ? null : (now.getTime() - Date.parse(lastSuccess)) / SECOND;
  const { organizationId } = message;
  deps.log.record('run-ended', { organizationId, linkId, end, reason: message.reason, lastSuccessAge });
  return end;
}

/** Serves a link. A failure that `verdictOn` knows is stored in the link; any other is thrown on. */
async function serveOrRecord(deps: SyncDependencies, message: SyncMessage, served: ServedLink): Promise<RunEnd> {
  try {
    return await serve(deps, message, served);
  } catch (failure) {
    if (failure instanceof LeaseLost) {
      const { organizationId } = message;
      deps.log.record('run-stopped', { organizationId, linkId: served.linked.linkId, reason: failure.message });
      return 'stopped';
    }
    // Another writer changed the link first. If it was a run, that may have read the cards before the change that this
    // message announces, so the message is sent again without a delay.
    if (failure instanceof VersionConflict) return goOn(deps, message, 0);
    return recordFailure(deps, served.link, failure);
  }
}

async function serve(deps: SyncDependencies, message: SyncMessage, served: ServedLink): Promise<RunEnd> {
  const { link, linked } = served;
  const before = link.sync;
  const at = deps.clock.now();
  const due = whatIsDue(before, at, deps.restoredAt);
  const mailbox = openMailbox(deps, linked);
  const most = message.bulk === true ? undefined : deps.limits.quickWork;
  const reading = await askMailbox(mailbox, () => observe(deps, { ...served, mailbox }, due, at, most));
  if (reading === 'folder-gone') return replaceFolder(deps, served, mailbox);
  try {
    if (most === undefined) {
      // A long run writes while it reads.
      while (!reading.isReady(before.batchSize)) await reading.nextPage();
    } else {
      const findings = await reading.whole();
      if (findings === 'too-much' || findings.actions.length > most) {
        await deps.queues.sync(continuationOf({ ...message, bulk: true }));
        return 'to-be-continued';
      }
    }
    const observed = { due, at, findings: reading.soFar() };
    const { isWhole, actions } = observed.findings;
    if (isWhole && actions.length === 0) return await recordNothing(deps, served, observed);
    if (!due.folderListing && !(await askMailbox(mailbox, () => isInPlace(mailbox, linked)))) {
      return await replaceFolder(deps, served, mailbox);
    }
    return await writeUnderLease(deps, message, served, mailbox, reading, observed);
  } finally {
    await reading.stop();
  }
}

/** Records that there is nothing to do now. */
async function recordNothing(deps: SyncDependencies, served: ServedLink, observed: Observed): Promise<RunEnd> {
  const { link, linked, version } = served;
  const { findings } = observed;
  if (findings.beyond > 0) {
    // All that is left is creates in doubt, which wait for a folder listing that is whole. The timer brings the next run.
    await deps.links.replace({ ...link, sync: { ...link.sync, traffic: trafficAfter(link.sync, observed) } }, version);
    return 'unchanged';
  }
  const next = afterNothing(link.sync, observed);
  // Conditional on the version that was read: the findings do not hold for a link that has changed since.
  if (next !== undefined) await deps.links.replace({ ...link, sync: next }, version);
  announceDigest(deps, link, linked, findings);
  await announceHold(deps, link, linked, findings.held);
  announceDoubles(deps, link, linked, findings);
  return 'unchanged';
}

/** Applies what the reading finds, records the result, and sends a continuation if work is left. */
async function writeUnderLease(
  deps: SyncDependencies,
  message: SyncMessage,
  served: ServedLink,
  mailbox: OpenMailbox,
  reading: CardReading,
  observed: Observed,
): Promise<RunEnd> {
  const { link, linked, looked } = served;
  const before = link.sync;
  const { applied, certain, wait, wanted, findings } = await withLease(
    deps,
    served,
    (epoch) => beforeApplying(before, observed, epoch, deps.clock.now()),
    async (lease) => {
      const did = await apply(deps, lease, mailbox, reading, looked);
      const found = reading.soFar();
      const run = { before, observed: { ...observed, findings: found }, epoch: lease.epoch, applied: did };
      const { leaves, ...conclusion } = concludeRun({ ...run, ended: deps.clock.now() });
      return { applied: did, findings: found, ...conclusion, ...(await lease.release(leaves)) };
    },
  );
  announceDigest(deps, link, linked, findings);
  if (certain) await announceHold(deps, link, linked, findings.held);
  announceDoubles(deps, link, linked, findings);
  deps.log.record('run-finished', {
    organizationId: link.organizationId,
    linkId: linked.linkId,
    ...applied.counts,
    stop: applied.stop?.kind ?? 'none',
    wait: wait === 0 ? null : wait,
  });
  if (certain && before.lastSuccess === null) await recordActivity(deps, link, 'first-sync-finished');
  if (certain && !wanted) return 'finished';
  return goOn(deps, certain ? { ...message, bulk: false } : message, wait);
}

/**
 * Reports that the ledger and its digest differ. Called after the right digest is stored under the version that was
 * read: rows that another worker was writing meanwhile differ for no fault of anybody.
 */
function announceDigest(
  deps: SyncDependencies,
  { organizationId }: Link,
  { linkId }: LinkedState,
  { digestWrong }: Findings,
): void {
  if (digestWrong) deps.log.record('ledger-digest-wrong', { organizationId, linkId });
}

/**
 * Reports that removals are held, if the link held none before (PRODUCT C6). Called after the hold is stored in the
 * link, so that of two concurrent runs only one reports it.
 */
async function announceHold(
  deps: SyncDependencies,
  link: Link,
  { linkId }: LinkedState,
  held: Findings['held'],
): Promise<void> {
  if (held === undefined || link.sync.hold !== null) return;
  deps.log.record('removals-held', { organizationId: link.organizationId, linkId, ...held });
  await recordActivity(deps, link, 'removals-held', { detail: String(held.removals) });
}

/** Records how many cards have a second contact of ours, when a folder listing shows another number (PRODUCT C14). */
function announceDoubles(
  { log }: SyncDependencies,
  { organizationId, sync }: Link,
  { linkId }: LinkedState,
  { folder }: Findings,
): void {
  if (folder === undefined || folder.doubles === 0 || folder.doubles === sync.doubles) return;
  log.record('doubles-found', { organizationId, linkId, doubles: folder.doubles });
}

/**
 * Another worker holds the lease: sets `wanted`, which that worker reads when it releases the lease and then starts
 * another run. In case that worker has crashed, the message is also sent again, to arrive when the lease has expired.
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

/**
 * Sends the clean-up message of a link that ended. If an earlier one was lost, the next timer message sends it again.
 */
async function sendToCleanUp(deps: SyncDependencies, message: SyncMessage): Promise<RunEnd> {
  await deps.queues.cleanUp(linkCleanUp(message, message.generation));
  return 'ignored';
}

async function goOn(deps: SyncDependencies, message: SyncMessage, delaySeconds: number): Promise<RunEnd> {
  await deps.queues.sync(continuationOf(message), delaySeconds);
  return 'to-be-continued';
}
