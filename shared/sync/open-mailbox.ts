import { type Mailbox, MailboxFailure } from '../contacts/mailbox.ts';
import type { LinkedState } from '../links/link.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

/** A mailbox that is asked under one access token, until that is refused. */
export interface OpenMailbox extends Mailbox {
  /** Has a new token made for the next request. */
  renewAccess(): void;
}

/** The mailbox of a link. The token is asked for when the mailbox is first needed, and then kept for the run. */
export function openMailbox(deps: SyncDependencies, link: Pick<LinkedState, 'tokens' | 'mailbox'>): OpenMailbox {
  let token: Promise<string> | undefined;
  const mailbox = deps.mailboxOf(() => {
    token ??= deps.tokens.accessToken(link.tokens, link.mailbox.tenantId);
    return token;
  });
  return {
    ...mailbox,
    renewAccess: () => {
      token = undefined;
    },
  };
}

/** Asks the mailbox something, and once more under a new token when the token is refused. Not for what changes anything. */
export async function askMailbox<T>(mailbox: OpenMailbox, question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (failure) {
    if (!(failure instanceof MailboxFailure && failure.code === 'unauthorized')) throw failure;
    mailbox.renewAccess();
    return question();
  }
}

/** Whether the folder is where we made it. Renamed is in place; deleted, or moved to Deleted Items, is not (PRODUCT C8). */
export async function isInPlace(mailbox: Mailbox, { folder }: Pick<LinkedState, 'folder'>): Promise<boolean> {
  return (await mailbox.folder(folder.id))?.parentId === folder.parentId;
}
