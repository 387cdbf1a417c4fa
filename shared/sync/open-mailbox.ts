import { type Mailbox, MailboxFailure } from '../contacts/mailbox.ts';
import type { LinkedState } from '../links/link.ts';
import type { SyncDependencies } from './sync-dependencies.ts';

/** A mailbox whose requests share one access token, until that is renewed. */
export interface OpenMailbox extends Mailbox {
  /** Asks for a new access token in place of the one that was refused. Fails with `TokenFailure`. */
  renewAccess(): Promise<void>;
}

/** The mailbox of a link. The access token is requested at the first request to the mailbox, and kept for the run. */
export function openMailbox(deps: SyncDependencies, link: Pick<LinkedState, 'tokens' | 'mailbox'>): OpenMailbox {
  let token: Promise<string> | undefined;
  const ask = () => deps.tokens.accessToken(link.tokens, link.mailbox.tenantId);
  const mailbox = deps.mailboxOf(() => {
    token ??= ask();
    return token;
  });
  return {
    ...mailbox,
    renewAccess: async () => {
      token = ask();
      await token;
    },
  };
}

/** Runs `question`, and once more with a new token when the token is refused. Only for requests that change nothing. */
export async function askMailbox<T>(mailbox: OpenMailbox, question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (failure) {
    if (!(failure instanceof MailboxFailure && failure.code === 'unauthorized')) throw failure;
    await mailbox.renewAccess();
    return question();
  }
}

/**
 * Whether the folder is where we made it (PRODUCT C8). A renamed folder is; a folder that was deleted, or moved
 * anywhere else, such as to Deleted Items, is not.
 */
export async function isInPlace(mailbox: Mailbox, { folder }: Pick<LinkedState, 'folder'>): Promise<boolean> {
  return (await mailbox.folder(folder.id))?.parentId === folder.parentId;
}
