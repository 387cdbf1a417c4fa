import { type Clock, SECOND } from '../clock.ts';
import { type Instant, instant } from '../ids.ts';
import type { Link, SyncState } from './link.ts';
import type { LinkStore } from './link-store.ts';

/** The new `notBefore` after a request to wait `seconds` seconds; never earlier than the stored one. */
export function notBeforeAfter({ notBefore }: SyncState, now: Date, seconds: number): SyncState['notBefore'] {
  if (seconds <= 0) return notBefore;
  const until = now.getTime() + seconds * SECOND;
  return notBefore !== null && Date.parse(notBefore) > until ? notBefore : instant(until);
}

/** Whether a back-off is in force, so that neither Microsoft nor Sansan may be called for this link. */
export function isAskedToWait<Sync extends Pick<SyncState, 'notBefore'>>(
  sync: Sync,
  now: Date,
): sync is Sync & { notBefore: Instant } {
  return sync.notBefore !== null && Date.parse(sync.notBefore) > now.getTime();
}

/**
 * Stores a back-off of `seconds` seconds in the link, so that no process calls the mailbox meanwhile. It is stored
 * regardless of who holds the lease and of the state of the link, unless the link now has another mailbox or none.
 *
 * @param used the link as the process read it that was asked to wait
 */
export async function backOff(
  deps: { readonly clock: Clock; readonly links: Pick<LinkStore, 'change'> },
  used: Link,
  seconds: number,
): Promise<void> {
  await deps.links.change(used, (link) => {
    if (link === undefined || mailboxOf(link) !== mailboxOf(used)) return undefined;
    const notBefore = notBeforeAfter(link.sync, deps.clock.now(), seconds);
    return notBefore === link.sync.notBefore ? undefined : { ...link, sync: { ...link.sync, notBefore } };
  });
}

function mailboxOf({ state }: Link): string | undefined {
  return 'mailbox' in state ? state.mailbox.objectId : undefined;
}
