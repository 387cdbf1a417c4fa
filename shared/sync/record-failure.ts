import { recordActivity } from '../audit/activity.ts';
import { CardSourceFailure } from '../cards/card-source.ts';
import { DAY, HOUR, SECOND } from '../clock.ts';
import { MailboxFailure } from '../contacts/mailbox.ts';
import { meansConsentMissing } from '../identity/entra-error-codes.ts';
import { TokenFailure } from '../identity/mailbox-sign-in.ts';
import { explainTokenFailure } from '../identity/sign-in-error.ts';
import { instant } from '../ids.ts';
import { backOff } from '../links/back-off.ts';
import { failureSince } from '../links/last-failure.ts';
import type { Link } from '../links/link.ts';
import { moveTo } from '../links/link-transitions.ts';
import type { RunFailureCode, StopReason } from '../links/run-failure.ts';
import { syncMessage } from '../queues.ts';
import { isHeld } from './lease.ts';
import { MAILBOX_WAITS } from './mailbox-waits.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

/** Milliseconds for which a mailbox must have been missing or closed to us before the link stops (PRODUCT C11). */
const PASSING_TIMEOUT = DAY;

/** What a failure of a run means for the link. */
export interface Verdict {
  readonly code: RunFailureCode;
  /** The link stops until its user acts, once runs have failed with this code for `after` milliseconds. */
  readonly stop: { readonly reason: StopReason; readonly after: number } | undefined;
  /** Seconds before the next request for this link. */
  readonly wait: number;
}

/**
 * Who has to act on a failure, and when the next run may try (PRODUCT C11). `undefined` for a failure of unknown kind,
 * for which the queue delivers the message again.
 */
export function judge(failure: unknown): Verdict | undefined {
  if (failure instanceof CardSourceFailure) return judgeCards(failure);
  if (failure instanceof TokenFailure) return judgeToken(failure);
  if (failure instanceof MailboxFailure) return judgeMailbox(failure);
  return undefined;
}

function judgeCards({ code, retryAfterSeconds: wait }: CardSourceFailure): Verdict {
  return code === 'key-refused' ? stopping('key-refused') : { code: `cards-${code}`, stop: undefined, wait };
}

function judgeToken(failure: TokenFailure): Verdict {
  switch (failure.blame) {
    case 'user':
      return stopping('access-revoked');
    case 'tenant':
      return {
        code: meansConsentMissing(explainTokenFailure(failure).code) ? 'consent-missing' : 'tenant-blocked',
        stop: undefined,
        wait: HOUR / SECOND,
      };
    case 'ours':
      return { code: 'service-credential', stop: undefined, wait: 0 };
    case 'transient':
      return { code: 'sign-in-unavailable', stop: undefined, wait: 0 };
  }
}

function judgeMailbox({ code, retryAfterSeconds: wait }: MailboxFailure): Verdict {
  switch (code) {
    case 'forbidden':
      // Seen to pass by itself (msgraph-sdk-powershell 2966, office-js 1140).
      return stopping('access-denied', PASSING_TIMEOUT);
    case 'no-mailbox':
      // Exchange also reports this, with varying error codes, while a mailbox is being moved or set up. A licence that
      // is restored within a day needs no action by the user.
      return stopping('no-mailbox', PASSING_TIMEOUT);
    case 'unavailable':
      return { code: 'mailbox-unavailable', stop: undefined, wait };
    case 'unexpected':
      return { code: 'mailbox-unexpected', stop: undefined, wait };
    case 'unauthorized':
    case 'mailbox-full':
    case 'property-quota':
      return { code, stop: undefined, wait: Math.max(wait, MAILBOX_WAITS[code]) };
    case 'throttled':
      return { code, stop: undefined, wait };
  }
}

function stopping(reason: StopReason, after = 0): Verdict {
  return { code: reason, stop: { reason, after }, wait: 0 };
}

type FailureDependencies = Pick<SyncDependencies, 'clock' | 'links' | 'log' | 'activity' | 'queues'>;

/**
 * Stores in the link why a run failed, where the user sees it. A failure that `judge` does not know is thrown on, so
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
  const verdict = judge(failure);
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
