import { recordActivity } from '../audit/activity.ts';
import { SECOND } from '../clock.ts';
import { eligibility, hasGeneration, isOver } from '../links/eligibility.ts';
import type { Link, LinkedState } from '../links/link.ts';
import type { VersionedLink } from '../links/link-store.ts';
import { SYNC_INTERVAL } from '../links/slot.ts';
import { requestNotifications } from '../notifications/request-notifications.ts';
import { VersionConflict } from '../optimistic-concurrency.ts';
import { continuationOf, linkCleanUp, type SyncMessage } from '../queues.ts';
import { afterNothing, beforeApplying, concludeRun } from './after-run.ts';
import { apply } from './apply.ts';
import type { Findings } from './findings.ts';
import { isHeld, LeaseLost, withLease } from './lease.ts';
import { type ObservedLink, observe } from './observe.ts';
import { askMailbox, isInPlace, openMailbox } from './open-mailbox.ts';
import { recordFailure } from './record-failure.ts';
import { replaceFolder } from './replace-folder.ts';
import type { SyncDependencies } from './sync-dependencies.ts';
import { whatIsDue } from './what-is-due.ts';

/**
 * How a message ended. `ignored`: nothing to do with this link now. `busy`: another worker is at it. `stopped`: the link
 * ended under the run. `failed`: the reason is in the link, where the user sees it.
 */
export type RunEnd = 'ignored' | 'busy' | 'unchanged' | 'finished' | 'to-be-continued' | 'stopped' | 'failed';

/** A link that may be served now, as it was read. */
type ServedLink = VersionedLink & Omit<ObservedLink, 'mailbox'>;

/**
 * One pass over one link (PRODUCT C): observe, plan, apply. Any message at any time is harmless: what is to be done is
 * decided from the state of the world, never from the message.
 */
export async function runSync(deps: SyncDependencies, message: SyncMessage): Promise<RunEnd> {
  const now = deps.clock.now();
  // A timer message that waited longer has been followed by the next one.
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
  const end = await attend(deps, message, { ...answer, organization, version: read.version });
  const { lastSuccess } = read.link.sync;
  const lastSuccessAge = lastSuccess === null ? null : (now.getTime() - Date.parse(lastSuccess)) / SECOND;
  const { organizationId } = message;
  deps.log.record('run-ended', { organizationId, linkId, end, reason: message.reason, lastSuccessAge });
  return end;
}

/** Serves a link that is due. What goes wrong is written down, unless it is unknown to us. */
async function attend(deps: SyncDependencies, message: SyncMessage, served: ServedLink): Promise<RunEnd> {
  try {
    return await serve(deps, message, served);
  } catch (failure) {
    if (failure instanceof LeaseLost) {
      const { organizationId } = message;
      deps.log.record('run-stopped', { organizationId, linkId: served.linked.linkId, reason: failure.message });
      return 'stopped';
    }
    // Somebody was faster; whoever it was may have looked before the reason for this message came up.
    if (failure instanceof VersionConflict) return goOn(deps, message, 0);
    return recordFailure(deps, served.link, failure);
  }
}

async function serve(deps: SyncDependencies, message: SyncMessage, served: ServedLink): Promise<RunEnd> {
  const { link, linked } = served;
  const { organizationId, sync: before } = link;

  // Observe and plan.
  const at = deps.clock.now();
  const due = whatIsDue(before, at, deps.restoredAt);
  const mailbox = openMailbox(deps, linked);
  const most = message.bulk === true ? undefined : deps.limits.quickWork;
  const findings = await askMailbox(mailbox, () => observe(deps, { ...served, mailbox }, due, at, most));
  if (findings === 'folder-gone') return replaceFolder(deps, served, mailbox);
  if (findings === 'too-much' || (most !== undefined && findings.actions.length > most)) {
    await deps.queues.sync(continuationOf({ ...message, bulk: true }));
    return 'to-be-continued';
  }
  const observed = { due, at, findings };
  if (findings.actions.length === 0) {
    const next = afterNothing(before, observed);
    // On the version that was read: what was found says nothing about another one.
    if (next !== undefined) await deps.links.replace({ ...link, sync: next }, served.version);
    await announceHold(deps, link, linked, findings.held);
    return 'unchanged';
  }
  if (!due.folderListing && !(await askMailbox(mailbox, () => isInPlace(mailbox, linked)))) {
    return replaceFolder(deps, served, mailbox);
  }

  // Apply.
  const { applied, certain, wait, wanted } = await withLease(
    deps,
    served,
    (epoch) => beforeApplying(before, observed, epoch, deps.clock.now()),
    async (lease) => {
      const did = await apply(deps, lease, mailbox, findings.actions);
      const run = { before, observed, epoch: lease.epoch, applied: did, ended: deps.clock.now() };
      const { leaves, ...conclusion } = concludeRun(run);
      return { applied: did, ...conclusion, ...(await lease.release(leaves)) };
    },
  );

  // Record, and go on where something is left.
  if (certain) await announceHold(deps, link, linked, findings.held);
  deps.log.record('run-finished', {
    organizationId,
    linkId: linked.linkId,
    ...applied.counts,
    stop: applied.stop?.kind ?? 'none',
    wait: wait === 0 ? null : wait,
  });
  if (certain && before.lastSuccess === null) await recordActivity(deps, link, 'first-sync-finished');
  if (certain && !wanted) return 'finished';
  return goOn(deps, certain ? { ...message, bulk: false } : message, wait);
}

/** Says that removals are held, once they stand in the link: of two runs that look at the same time only one says it. */
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
