import { type Clock, SECOND } from '../clock.ts';
import { type Instant, instant } from '../ids.ts';
import type { Link, SyncState } from './link.ts';
import { type LinkStore, VersionConflict } from './link-store.ts';

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
  deps: { readonly clock: Clock; readonly links: LinkStore },
  used: Link,
  seconds: number,
): Promise<void> {
  for (;;) {
    const read = await deps.links.read(used);
    if (read === undefined || mailboxOf(read.link) !== mailboxOf(used)) return;
    const { sync } = read.link;
    const notBefore = notBeforeAfter(sync, deps.clock.now(), seconds);
    if (notBefore === sync.notBefore) return;
    try {
      await deps.links.replace({ ...read.link, sync: { ...sync, notBefore } }, read.version);
      return;
    } catch (failure) {
      if (!(failure instanceof VersionConflict)) throw failure;
    }
  }
}

function mailboxOf({ state }: Link): string | undefined {
  return 'mailbox' in state ? state.mailbox.objectId : undefined;
}
