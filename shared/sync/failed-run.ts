import { CardSourceFailure } from '../cards/card-source.ts';
import { HOUR, SECOND } from '../clock.ts';
import { MailboxFailure } from '../contacts/mailbox.ts';
import { TokenFailure } from '../identity/mailbox-sign-in.ts';
import { instant } from '../ids.ts';
import type { LinkHead, StopReason } from '../links/link-head.ts';
import { StaleHead } from '../links/link-store.ts';
import { moveTo } from '../links/link-transitions.ts';
import { isHeld } from './lease.ts';
import type { RunEnd } from './run-end.ts';
import type { SyncWorld } from './sync-world.ts';

/** What a failure of a run means for the link. */
export interface Verdict {
  readonly code: string;
  /** The link stops until its user acts. */
  readonly stop: StopReason | undefined;
  /** Seconds to stay away. */
  readonly wait: number;
}

/** Whose matter a failure is (PRODUCT C11). `undefined` for one that we do not know: the platform tries again. */
export function judge(failure: unknown): Verdict | undefined {
  if (failure instanceof CardSourceFailure) {
    const stop = failure.code === 'key-refused' ? 'key-refused' : undefined;
    return {
      code: failure.code === 'key-refused' ? 'key-refused' : `cards-${failure.code}`,
      stop,
      wait: failure.retryAfterSeconds,
    };
  }
  if (failure instanceof TokenFailure) {
    switch (failure.blame) {
      case 'user':
        return { code: 'access-revoked', stop: 'access-revoked', wait: 0 };
      case 'tenant':
        return { code: 'consent-missing', stop: undefined, wait: HOUR / SECOND };
      case 'ours':
        return { code: 'service-credential', stop: undefined, wait: 0 };
      case 'transient':
        return { code: 'sign-in-unavailable', stop: undefined, wait: 0 };
    }
  }
  if (failure instanceof MailboxFailure) {
    const stop = failure.code === 'forbidden' ? 'access-denied' : undefined;
    return { code: `mailbox-${failure.code}`, stop, wait: failure.retryAfterSeconds };
  }
  return undefined;
}

type FailureWorld = Pick<SyncWorld, 'clock' | 'links' | 'log' | 'activity' | 'queues'>;

/**
 * Writes down why a run failed, where the user sees it. An unknown failure is thrown on: the queue tries again.
 *
 * @param used the head as the run read it, with the key that it used
 */
export async function settleFailure(world: FailureWorld, used: LinkHead, failure: unknown): Promise<RunEnd> {
  const verdict = judge(failure);
  if (verdict === undefined) throw failure;
  if (failure instanceof TokenFailure && failure.blame === 'ours')
    world.log.record('credential-failed', { code: failure.code });

  const head = await writeDown(world, used, verdict);
  if (head?.state.name !== 'linked') return 'stopped';
  const { organizationId, userId } = head;
  world.log.record('run-failed', { organizationId, linkId: head.state.linkId, code: verdict.code });
  if (verdict.code === 'mailbox-throttled') {
    const { generation } = head.state;
    const again = { v: 1, organizationId, userId, generation, reason: 'continuation', tick: null } as const;
    await world.queues.sync(again, Math.ceil(verdict.wait));
  }
  if (verdict.stop !== undefined) {
    const at = instant(world.clock.now());
    await world.activity.record({
      at,
      organizationId,
      userId,
      actor: null,
      kind: 'reconnect-needed',
      detail: verdict.stop,
    });
  }
  return 'failed';
}

/** The head as it was before the failure was written down; `undefined` when there was nothing to write it on. */
async function writeDown(world: FailureWorld, used: LinkHead, verdict: Verdict): Promise<LinkHead | undefined> {
  for (;;) {
    const read = await world.links.read(used);
    // Another worker may be at it meanwhile, and will find out for itself.
    if (read?.head.state.name !== 'linked' || isHeld(read.head, world.clock.now())) return undefined;
    // What was refused is a key that has been replaced since.
    if (verdict.stop === 'key-refused' && read.head.cardKey?.secret !== used.cardKey?.secret) return undefined;
    try {
      await world.links.replace(afterFailure(read.head, verdict, world.clock.now()), read.version);
      return read.head;
    } catch (failure) {
      if (!(failure instanceof StaleHead)) throw failure;
    }
  }
}

function afterFailure(head: LinkHead, verdict: Verdict, now: Date): LinkHead {
  const at = instant(now);
  const notBefore = verdict.wait > 0 ? instant(now.getTime() + verdict.wait * SECOND) : head.sync.notBefore;
  const failed: LinkHead = {
    ...head,
    sync: { ...head.sync, notBefore, progress: null, lastFailure: { at, code: verdict.code } },
  };
  if (verdict.stop === undefined || head.state.name !== 'linked') return failed;
  return moveTo(failed, { ...head.state, name: 'reconnect-needed', reason: verdict.stop, stoppedAt: at });
}
