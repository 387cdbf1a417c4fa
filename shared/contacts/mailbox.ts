import type { ContactId, FolderId } from '../ids.ts';
import type { ContactFields, OptionalField } from './contact-fields.ts';
import type { HeldContact } from './held-contact.ts';
import type { ContactStamp, FolderStamp } from './stamp.ts';

/** A contact folder. `parentId` distinguishes a folder in Deleted Items from one directly under Contacts. */
export interface Folder {
  readonly id: FolderId;
  readonly name: string;
  readonly parentId: string;
  readonly stamp: FolderStamp | undefined;
}

/** The properties of a listed contact that we read. */
export interface ListedContact {
  readonly id: ContactId;
  readonly createdAt: string;
  /** Changes with every change of the contact, by anybody (ETag). */
  readonly version: string;
  readonly stamp: ContactStamp | undefined;
}

/** One write to one contact: create, update or delete. */
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
      /** The complete new notes; `undefined` leaves the notes unchanged. */
      readonly notes: string | undefined;
      /** The contact's stamp with the new content hash. */
      readonly stamp: ContactStamp;
    }
  | { readonly kind: 'remove'; readonly folderId: FolderId; readonly contactId: ContactId };

/** What contacts hold. When one of them could not be read, the value is the answer that a write to it would get. */
export type HeldContacts = ReadonlyMap<ContactId, HeldContact | UnreadContact>;
export type UnreadContact = Extract<WriteAnswer, { kind: 'refused' | 'closed' | 'unknown' }>;

/** The result of one write. Only `unknown` leaves open whether the write happened. */
export type WriteAnswer =
  /** `version` is the contact's version after the write; `null` when unknown or when the contact no longer exists. */
  | { readonly kind: 'done'; readonly contactId: ContactId; readonly version: string | null }
  /** The contact is not in the folder (any more); for a create, the folder does not exist. */
  | { readonly kind: 'gone' }
  /** Not done, and repeating is pointless: the content of this card is refused. `code` is Graph's error code. */
  | { readonly kind: 'refused'; readonly code: string }
  /** Not done; try again after the back-off. */
  | { readonly kind: 'later'; readonly retryAfterSeconds: number }
  /** Not done; the mailbox is full, or has no room for the name of our stamp, and takes no more writes for now. */
  | { readonly kind: 'mailbox-full' | 'property-quota' }
  /** Not done; the access token was refused. */
  | { readonly kind: 'unauthorized' }
  /** Not done, because the mailbox as a whole cannot be used; unrelated to this card. */
  | { readonly kind: 'closed'; readonly failure: MailboxFailure }
  /**
   * In doubt: the write may have happened. Check before trying again. `said` is what the answer said, if there was one
   * that nobody here knows.
   */
  | { readonly kind: 'unknown'; readonly said?: SaidByGraph };

/** Graph's status and error code of an answer; the code is the status where the answer has none. */
export interface SaidByGraph {
  readonly status: string;
  readonly code: string;
}

export type MailboxFailureCode =
  | 'unauthorized'
  | 'forbidden'
  | 'no-mailbox'
  | 'mailbox-full'
  | 'property-quota'
  | 'throttled'
  | 'unavailable'
  | 'unexpected';

/** A request to the mailbox failed or its answer was not understood. Never carries contact content. */
export class MailboxFailure extends Error {
  override readonly name = 'MailboxFailure';
  readonly code: MailboxFailureCode;
  readonly retryAfterSeconds: number;
  /** What the answer said; `undefined` when there was none. */
  readonly said: SaidByGraph | undefined;

  constructor(
    code: MailboxFailureCode,
    message: string,
    options: { cause?: unknown; retryAfterSeconds?: number; said?: SaidByGraph } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds ?? 0;
    this.said = options.said;
  }
}

/** Request timeout in milliseconds. A request that timed out may still take effect. */
export const REQUEST_TIMEOUT = 45_000;

/** Maximum number of requests in one call; Graph's limit for a `$batch`. */
export const MAX_BATCH = 20;

/**
 * The contacts of one person's mailbox. All methods fail with `MailboxFailure`. None retries, since a create that is
 * sent twice makes two contacts.
 */
export interface Mailbox {
  /** Contact folders of that name directly under Contacts; names are compared case-insensitively. */
  foldersNamed(name: string): Promise<readonly Folder[]>;
  /** Creates a folder with our stamp in the same request. `exists` when the name is taken. */
  createFolder(name: string, stamp: FolderStamp): Promise<{ kind: 'created'; folder: Folder } | { kind: 'exists' }>;
  /** `undefined` when the folder does not exist. A folder in Deleted Items is returned, with another `parentId`. */
  folder(id: FolderId): Promise<Folder | undefined>;
  renameFolder(id: FolderId, name: string): Promise<void>;
  /** Deletes a folder; succeeds also when it does not exist (idempotent). */
  deleteFolder(id: FolderId): Promise<void>;
  /**
   * All contacts of the folder, page by page, as far as Graph shows them: a listing may lack contacts that are there, and
   * may show one without its stamp.
   */
  contactsIn(folderId: FolderId): AsyncIterable<readonly ListedContact[]>;
  /**
   * Looks at most `MAX_BATCH` contacts up by their ids: the contact, or `gone` when it is not in the folder. Contacts
   * without a clear answer are left out.
   */
  lookUp(folderId: FolderId, contactIds: readonly ContactId[]): Promise<ReadonlyMap<ContactId, ListedContact | 'gone'>>;
  /**
   * What at most `MAX_BATCH` contacts hold of the fields that we write, and their notes; contacts that are not in the
   * folder are left out.
   */
  contentsOf(folderId: FolderId, contactIds: readonly ContactId[]): Promise<HeldContacts>;
  /**
   * The display names of at most `MAX_BATCH` contacts; contacts not in the folder are left out. To be shown to their
   * owner only.
   */
  namesOf(folderId: FolderId, contactIds: readonly ContactId[]): Promise<ReadonlyMap<ContactId, string>>;
  /**
   * Those of at most `MAX_BATCH` contacts that hold nothing of a person's that the other contact of the same card (`inUse`)
   * lacks; see `person-additions.ts`. Contacts of which that is not certain are left out.
   */
  redundant(
    folderId: FolderId,
    doubles: readonly { readonly contactId: ContactId; readonly inUse: ContactId }[],
    leftAlone: readonly OptionalField[],
  ): Promise<ReadonlySet<ContactId>>;
  /**
   * Does at most `MAX_BATCH` writes; answers are in the same order. Fails only when the mailbox as a whole cannot be
   * used; some of the writes may have been done by then.
   *
   * @param sent called once, when the request has left as far as that can be seen; time for what must not delay it
   */
  write(writes: readonly ContactWrite[], sent?: () => void): Promise<readonly WriteAnswer[]>;
}
