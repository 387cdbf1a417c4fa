import { type Clock, SECOND } from '../clock.ts';
import { type Instant, instant } from '../ids.ts';
import type { Link, SyncState } from './link.ts';
import type { LinkStore } from './link-store.ts';

/** Until when to stay away for somebody who was told to wait so many seconds: never less than others were told before. */
export function notBeforeAfter({ notBefore }: SyncState, now: Date, seconds: number): SyncState['notBefore'] {
  if (seconds <= 0) return notBefore;
  const until = now.getTime() + seconds * SECOND;
  return notBefore !== null && Date.parse(notBefore) > until ? notBefore : instant(until);
}

/** Whether nothing is to be called yet. */
export function isAskedToWait<Sync extends Pick<SyncState, 'notBefore'>>(
  sync: Sync,
  now: Date,
): sync is Sync & { notBefore: Instant } {
  return sync.notBefore !== null && Date.parse(sync.notBefore) > now.getTime();
}

/**
 * Has everybody stay away from a mailbox for so many seconds, whoever holds the lease and whatever became of the link
 * meanwhile. A mailbox that is not this link's any more is not its concern.
 *
 * @param used the link as the one who was told to wait read it
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
