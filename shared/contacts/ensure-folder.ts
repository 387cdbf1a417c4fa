import type { Folder, Mailbox } from './mailbox.ts';
import type { FolderStamp } from './stamp.ts';

/** Name of the contact folder in every mailbox, and in all texts (PRODUCT B3). */
export const FOLDER_NAME = 'Sansan';

export interface EnsuredFolder {
  readonly folder: Folder;
  /** `false` when this link created the folder earlier: the answer was lost, or the folder was deleted and restored. */
  readonly isNew: boolean;
}

/**
 * Creates the link's folder or finds it, so a repeated call is idempotent. `undefined` when a folder of that name
 * exists that this link did not create. Fails with `MailboxFailure`.
 */
export async function ensureFolder(mailbox: Mailbox, stamp: FolderStamp): Promise<EnsuredFolder | undefined> {
  const made = await mailbox.createFolder(FOLDER_NAME, stamp);
  if (made.kind === 'created') return { folder: made.folder, isNew: true };
  const named = await mailbox.foldersNamed(FOLDER_NAME);
  const folder = named.find((other) => other.stamp?.linkId === stamp.linkId);
  return folder === undefined ? undefined : { folder, isNew: false };
}
