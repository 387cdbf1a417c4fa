import { type Clock, SECOND } from '../clock.ts';
import { instant } from '../ids.ts';
import type { LinkHead, SyncState } from './link.ts';
import { type LinkStore, StaleHead } from './link-store.ts';

/** Until when to stay away for somebody who was told to wait so many seconds: never less than others were told before. */
export function notBeforeAfter({ notBefore }: SyncState, now: Date, seconds: number): SyncState['notBefore'] {
  if (seconds <= 0) return notBefore;
  const until = now.getTime() + seconds * SECOND;
  return notBefore !== null && Date.parse(notBefore) > until ? notBefore : instant(until);
}

/**
 * Has everybody stay away from a mailbox for so many seconds, whoever holds the lease and whatever became of the link
 * meanwhile. A mailbox that is not this link's any more is not its concern.
 *
 * @param used the head as the one who was told to wait read it
 */
export async function stayAway(
  world: { readonly clock: Clock; readonly links: LinkStore },
  used: LinkHead,
  seconds: number,
): Promise<void> {
  for (;;) {
    const read = await world.links.read(used);
    if (read === undefined || mailboxOf(read.head) !== mailboxOf(used)) return;
    const { sync } = read.head;
    const notBefore = notBeforeAfter(sync, world.clock.now(), seconds);
    if (notBefore === sync.notBefore) return;
    try {
      await world.links.replace({ ...read.head, sync: { ...sync, notBefore } }, read.version);
      return;
    } catch (failure) {
      if (!(failure instanceof StaleHead)) throw failure;
    }
  }
}

function mailboxOf({ state }: LinkHead): string | undefined {
  return 'mailbox' in state ? state.mailbox.objectId : undefined;
}
