import type { Mailbox } from '../contacts/mailbox.ts';
import type { LinkedState } from '../links/link-head.ts';
import type { SyncWorld } from './sync-world.ts';

/** The mailbox of a link. The token is asked for when the mailbox is first needed, and then kept for the run. */
export function openMailbox(world: SyncWorld, link: Pick<LinkedState, 'tokens' | 'mailbox'>): Mailbox {
  let token: Promise<string> | undefined;
  return world.mailboxOf(() => {
    token ??= world.tokens.accessToken(link.tokens, link.mailbox.tenantId);
    return token;
  });
}

/** Whether the folder is where we made it. Renamed is in place; deleted, or moved to Deleted Items, is not (PRODUCT C8). */
export async function isInPlace(mailbox: Mailbox, { folder }: Pick<LinkedState, 'folder'>): Promise<boolean> {
  return (await mailbox.folder(folder.id))?.parentId === folder.parentId;
}
