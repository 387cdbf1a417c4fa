import type { Folder, Mailbox } from './mailbox.ts';
import type { FolderStamp } from './stamp.ts';

/** What the folder is called, in every mailbox and in all that we say about it (PRODUCT B3). */
export const FOLDER_NAME = 'Sansan';

export interface EnsuredFolder {
  readonly folder: Folder;
  /** Not so when this link made it before: without hearing the answer, or deleted since and brought back. */
  readonly isNew: boolean;
}

/** Makes a link's folder, or finds it. `undefined` when the name belongs to a folder that this link did not make. */
export async function ensureFolder(mailbox: Mailbox, stamp: FolderStamp): Promise<EnsuredFolder | undefined> {
  const made = await mailbox.createFolder(FOLDER_NAME, stamp);
  if (made.kind === 'created') return { folder: made.folder, isNew: true };
  const named = await mailbox.foldersNamed(FOLDER_NAME);
  const folder = named.find((other) => other.stamp?.linkId === stamp.linkId);
  return folder === undefined ? undefined : { folder, isNew: false };
}
