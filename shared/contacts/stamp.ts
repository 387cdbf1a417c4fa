import { type CardId, cardIdSchema } from '../ids.ts';

/**
 * Our stamp on a contact: which link wrote it, under which lease epoch, for which card and with what content. It is
 * one named extended property, since every new property name uses up a finite quota of the mailbox.
 */
export interface ContactStamp {
  readonly linkId: string;
  /** Lease epoch under which the contact was created. */
  readonly attempt: number;
  /**
   * Hash of the mapped fields as last written. Reveals a write with a lost answer that took effect after a newer one.
   */
  readonly hash: string;
  readonly cardId: CardId;
}

/** Our stamp on a folder: the link, and the sign-in that created the folder. */
export interface FolderStamp {
  readonly linkId: string;
  readonly attempt: string;
}

const PROPERTY_SET = '{6d0b2f2a-5b0e-4b7e-9a0c-2c3f7b1d9e55}';
export const CONTACT_STAMP_PROPERTY = `String ${PROPERTY_SET} Name MeishiSyncCard`;
export const FOLDER_STAMP_PROPERTY = `String ${PROPERTY_SET} Name MeishiSyncFolder`;

/** The stamp as stored in the extended property of a contact. */
export function writeContactStamp(stamp: ContactStamp): string {
  return `1|${stamp.linkId}|${stamp.attempt}|${stamp.hash}|${stamp.cardId}`;
}

/**
 * Parses a stamp; `undefined` when the text is not one of ours. The card id comes last, because it may contain the
 * separator.
 */
export function readContactStamp(text: string): ContactStamp | undefined {
  const [version, linkId = '', attempt = '', hash = '', ...rest] = text.split('|');
  const cardId = rest.join('|');
  if (version !== '1' || linkId === '' || !/^\d+$/.test(attempt) || cardId === '') return undefined;
  return { linkId, attempt: Number(attempt), hash, cardId: cardIdSchema.parse(cardId) };
}

/** The stamp as stored in the extended property of a folder. */
export function writeFolderStamp(stamp: FolderStamp): string {
  return `1|${stamp.linkId}|${stamp.attempt}`;
}

/** Parses a folder's stamp; `undefined` when the text is not one of ours. */
export function readFolderStamp(text: string): FolderStamp | undefined {
  const [version, linkId = '', attempt = '', ...rest] = text.split('|');
  return version !== '1' || linkId === '' || attempt === '' || rest.length > 0 ? undefined : { linkId, attempt };
}
