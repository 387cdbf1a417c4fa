import type { ContactId, FolderId } from '../ids.ts';
import type { ContactFields } from './contact-fields.ts';
import type { ContactStamp, FolderStamp } from './stamp.ts';

/** A contact folder. `parentId` tells a folder that lies in Deleted Items from one that lies under the contacts. */
export interface Folder {
  readonly id: FolderId;
  readonly name: string;
  readonly parentId: string;
  readonly stamp: FolderStamp | undefined;
}

/** A contact of a folder, as far as we look at it. */
export interface ListedContact {
  readonly id: ContactId;
  readonly createdAt: string;
  /** Another one after every change, whoever made it. */
  readonly version: string;
  readonly stamp: ContactStamp | undefined;
}

/** One change to one contact. */
export type ContactWrite =
  | {
      readonly kind: 'create';
      readonly folderId: FolderId;
      readonly fields: ContactFields;
      readonly notes: string;
      readonly stamp: ContactStamp;
    }
  | {
      readonly kind: 'update';
      readonly folderId: FolderId;
      readonly contactId: ContactId;
      readonly fields: ContactFields;
      /** The whole new notes; `undefined` leaves them alone. */
      readonly notes: string | undefined;
      /** The contact's stamp with the new hash. */
      readonly stamp: ContactStamp;
    }
  | { readonly kind: 'remove'; readonly folderId: FolderId; readonly contactId: ContactId };

/** The notes of contacts; where those of one alone could not be read, what a write of it would be told as well. */
export type ReadNotes = ReadonlyMap<ContactId, { readonly text: string } | UnreadNotes>;
export type UnreadNotes = Extract<WriteAnswer, { kind: 'refused' | 'closed' | 'unknown' }>;

/** What became of one write. Only `unknown` leaves it open whether it happened. */
export type WriteAnswer =
  /** `version` is the contact's after the write; `null` when it was not told, or the contact is gone. */
  | { readonly kind: 'done'; readonly contactId: ContactId; readonly version: string | null }
  /** No such contact in the folder (any more); for a create, no such folder. */
  | { readonly kind: 'gone' }
  /** It did not happen and will not: this card's content is refused. `code` is Graph's. */
  | { readonly kind: 'refused'; readonly code: string }
  /** It did not happen, and may later. */
  | { readonly kind: 'later'; readonly retryAfterSeconds: number }
  /** Nothing more can be written into this mailbox for now. */
  | { readonly kind: 'mailbox-full' }
  /** The access token was refused. */
  | { readonly kind: 'unauthorized' }
  /** It did not happen, for a reason that is the mailbox's and not this card's. */
  | { readonly kind: 'closed'; readonly failure: MailboxFailure }
  /** It may have happened. Find out before trying again. */
  | { readonly kind: 'unknown' };

export type MailboxFailureCode =
  | 'unauthorized'
  | 'forbidden'
  | 'no-mailbox'
  | 'mailbox-full'
  | 'throttled'
  | 'unavailable'
  | 'unexpected';

/** The mailbox did not answer a question, or not in a way that we understand. Never carries contact content. */
export class MailboxFailure extends Error {
  override readonly name = 'MailboxFailure';
  readonly code: MailboxFailureCode;
  readonly retryAfterSeconds: number;

  constructor(
    code: MailboxFailureCode,
    message: string,
    options: { cause?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds ?? 0;
  }
}

/** Milliseconds after which a request to a mailbox is given up. It may still take effect. */
export const REQUEST_TIMEOUT = 45_000;

/** Largest number of requests in one call; Graph's limit for a batch. */
export const MAX_BATCH = 20;

/**
 * The contacts of one person's mailbox. Everything fails with `MailboxFailure`; no method tries again by itself, since a
 * create that is sent twice makes two contacts.
 */
export interface Mailbox {
  /** Contact folders of that name directly under the contacts; names are compared without regard to case. */
  foldersNamed(name: string): Promise<readonly Folder[]>;
  /** Makes a folder that carries our stamp from its first moment. `exists` when the name is taken. */
  createFolder(name: string, stamp: FolderStamp): Promise<{ kind: 'created'; folder: Folder } | { kind: 'exists' }>;
  /** `undefined` when there is no such folder. A folder in Deleted Items is answered, with another parent. */
  folder(id: FolderId): Promise<Folder | undefined>;
  renameFolder(id: FolderId, name: string): Promise<void>;
  /** Deleting what is not there succeeds. */
  deleteFolder(id: FolderId): Promise<void>;
  /** Every contact of the folder, page by page. */
  contactsIn(folderId: FolderId): AsyncIterable<readonly ListedContact[]>;
  /** The notes of at most `MAX_BATCH` contacts, as far as they are in the folder. */
  notesOf(folderId: FolderId, contactIds: readonly ContactId[]): Promise<ReadNotes>;
  /** The display names of at most `MAX_BATCH` contacts, as far as they are in the folder. For their owner's eyes only. */
  namesOf(folderId: FolderId, contactIds: readonly ContactId[]): Promise<ReadonlyMap<ContactId, string>>;
  /**
   * At most `MAX_BATCH` writes, answered in the order they were given. Fails only when the mailbox as a whole is closed
   * to us; some of the writes may have been done then.
   */
  write(writes: readonly ContactWrite[]): Promise<readonly WriteAnswer[]>;
}
