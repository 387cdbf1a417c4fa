import { recordActivity } from '../audit/activity.ts';
import { MailboxFailure } from '../contacts/mailbox.ts';
import { TokenFailure } from '../identity/mailbox-sign-in.ts';
import { instant } from '../ids.ts';
import { backOff } from '../links/back-off.ts';
import { failureSince } from '../links/last-failure.ts';
import type { Link } from '../links/link.ts';
import { moveTo } from '../links/link-transitions.ts';
import { syncMessage } from '../queues.ts';
import { type Verdict, verdictOn } from './failure-verdict.ts';
import { isHeld } from './lease.ts';
import { MAILBOX_WAITS } from './mailbox-waits.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

type FailureDependencies = Pick<SyncDependencies, 'clock' | 'links' | 'log' | 'activity' | 'queues'>;

/**
 * Stores in the link why a run failed, where the user sees it. A failure that `verdictOn` does not know is thrown on, so
 * that the queue delivers the message again.
 *
 * @param used the link as the run read it, with the key that the run used
 * @returns `stopped` when nothing was stored, see `writeDown`
 */
export async function recordFailure(
  deps: FailureDependencies,
  used: Link,
  failure: unknown,
): Promise<'stopped' | 'failed'> {
  const verdict = verdictOn(failure);
  if (verdict === undefined) throw failure;
  if (failure instanceof TokenFailure && failure.blame === 'ours')
    deps.log.record('credential-failed', { code: failure.code });

  const { organizationId } = used;
  if (failure instanceof MailboxFailure && failure.code === 'unexpected' && failure.said !== undefined)
    deps.log.record('answer-unknown', { organizationId, ...failure.said });
  if (verdict.wait > 0) await backOff(deps, used, verdict.wait);
  // Until then messages are ignored, and the timer's next one may come just before. A run that writes leaves one as well.
  if ((verdict.code === 'throttled' || verdict.code in MAILBOX_WAITS) && 'generation' in used.state) {
    const again = syncMessage(used, used.state.generation, 'continuation');
    await deps.queues.sync(again, Math.ceil(verdict.wait));
  }
  const link = await writeDown(deps, used, verdict);
  if (link?.state.name !== 'linked' && link?.state.name !== 'reconnect-needed') return 'stopped';
  const { linkId } = link.state;
  const wait = verdict.wait === 0 ? null : verdict.wait;
  deps.log.record('run-failed', { organizationId, linkId, code: verdict.code, wait });
  if (link.state.name === 'reconnect-needed') {
    await recordActivity(deps, used, 'reconnect-needed', { detail: link.state.reason });
  }
  return 'failed';
}

/**
 * Stores the failure and answers the link with it. `undefined`, and nothing stored, when the link ended, another worker
 * holds its lease, or the failure is outdated.
 */
async function writeDown(deps: FailureDependencies, used: Link, verdict: Verdict): Promise<Link | undefined> {
  const changed = await deps.links.change(used, (link) => {
    const now = deps.clock.now();
    // If another worker holds the lease, it will meet the same failure and store it, if that still exists.
    if (link?.state.name !== 'linked' || isHeld(link, now)) return undefined;
    return isOutdated(used, link) ? undefined : afterFailure(link, verdict, now);
  });
  return changed?.after;
}

/**
 * Whether the failure concerns something that was replaced since the run read the link: the link itself, its key, or
 * its sign-in. A new key and a new sign-in ask for a run, which shows whether the failure still exists.
 */
function isOutdated(used: Link, { state, cardKey, sync }: Link): boolean {
  const anotherLink = 'linkId' in used.state && 'linkId' in state && used.state.linkId !== state.linkId;
  return anotherLink || cardKey?.secret !== used.cardKey?.secret || sync.rebuildAsked !== used.sync.rebuildAsked;
}

function afterFailure(link: Link, { code, stop }: Verdict, now: Date): Link {
  const at = instant(now);
  const lastFailure = failureSince(link.sync.lastFailure, code, at);
  const failed: Link = { ...link, sync: { ...link.sync, progress: null, lastFailure } };
  if (stop === undefined || link.state.name !== 'linked') return failed;
  if (now.getTime() - Date.parse(lastFailure.at) < stop.after) return failed;
  return moveTo(failed, { ...link.state, name: 'reconnect-needed', reason: stop.reason, stoppedAt: at });
}
