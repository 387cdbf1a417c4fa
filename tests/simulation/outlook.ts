import type { ContactFields } from '../../shared/contacts/contact-fields.ts';
import type { ContactStamp, FolderStamp } from '../../shared/contacts/stamp.ts';
import { type ContactId, contactIdSchema, type FolderId, folderIdSchema } from '../../shared/ids.ts';
import type { Timeline } from './timeline.ts';

/** The id of the default contacts folder, under which all others are made. */
export const CONTACTS = 'contacts';
export const DELETED_ITEMS = 'deleted-items';

export interface StoredFolder {
  readonly id: FolderId;
  name: string;
  parentId: string;
  readonly stamp: FolderStamp | undefined;
}

export interface StoredContact {
  /** Changes when the contact is moved to another folder. */
  id: ContactId;
  folderId: string;
  createdAt: string;
  stamp: ContactStamp | undefined;
  fields: ContactFields | undefined;
  notes: string;
  /** Another one after every change. */
  version: number;
  /** For the checks only, as what follows; no program can see it. */
  readonly byPerson: boolean;
  /** The card had another contact when this one was made, by no run of ours. */
  readonly doubled?: boolean;
  memos: { readonly text: string; readonly at: number }[];
}

/**
 * What Outlook does for a while, by public reports. `listings-fall-short`: a listing lacks a contact, ends early, is of a
 * replica that lags, or shows a contact without its properties (msgraph-sdk-java 968, microsoft-graph-docs 1094, 5029,
 * 7569, msgraph-sdk-dotnet 179). `writes-conflict`: 409, 412, 423 or 405 though nobody else writes (davmail 491,
 * microsoft-graph-docs 2256). `refuses-every-body`: 400, whatever is written (msgraph-sdk-dotnet 450). `no-exchange`: the
 * account has no mailbox (azure-docs 32957).
 */
export type Weather = 'listings-fall-short' | 'writes-conflict' | 'refuses-every-body' | 'no-exchange';

/** One mailbox, with what its owner does to it by hand. */
export interface Outlook {
  readonly name: string;
  readonly folders: Map<string, StoredFolder>;
  readonly contacts: Map<string, StoredContact>;
  /** When its owner last took a contact of a card out of the folder, by the id of the card. For the checks only. */
  readonly takenOut: Map<string, number>;
  /** Until when each of them lasts. */
  readonly weather: Map<Weather, number>;
  /** Whether the listing that was begun last falls short, drawn for each by itself. */
  fallsShort: boolean;
  /** Number of contacts that programs created, changed or deleted, each time counted. For the checks. */
  writes: number;
  /** So many requests are denied for no reason (msgraph-sdk-powershell 2966). */
  denials: number;
  throttledUntil: number;
  fullUntil: number;
  downUntil: number;
  contactsIn(folderId: string): StoredContact[];
  addFolder(name: string, stamp: FolderStamp | undefined): StoredFolder | undefined;
  nameTaken(parentId: string, name: string, except?: StoredFolder): boolean;
  addContact(contact: Omit<StoredContact, 'id' | 'createdAt'>): StoredContact;
  /** By hand: gives the contact a new id, and keeps everything else. */
  move(contact: StoredContact, folderId: string): void;
}

export function openOutlook(timeline: Timeline, name: string): Outlook {
  const folders = new Map<string, StoredFolder>();
  const contacts = new Map<string, StoredContact>();
  let made = 0;
  const freshId = (kind: string) => `${name}-${kind}${++made}`;

  function nameTaken(parentId: string, wanted: string, except?: StoredFolder): boolean {
    return [...folders.values()].some(
      (folder) =>
        folder !== except && folder.parentId === parentId && folder.name.toLowerCase() === wanted.toLowerCase(),
    );
  }

  return {
    name,
    folders,
    contacts,
    takenOut: new Map(),
    weather: new Map(),
    fallsShort: false,
    writes: 0,
    denials: 0,
    throttledUntil: 0,
    fullUntil: 0,
    downUntil: 0,
    contactsIn: (folderId) => [...contacts.values()].filter((contact) => contact.folderId === folderId),
    nameTaken,
    addFolder(wanted, stamp) {
      if (nameTaken(CONTACTS, wanted)) return undefined;
      const folder = { id: folderIdSchema.parse(freshId('f')), name: wanted, parentId: CONTACTS, stamp };
      folders.set(folder.id, folder);
      return folder;
    },
    addContact(contact) {
      // Whole seconds, as Graph answers them.
      const createdAt = `${new Date(timeline.now()).toISOString().slice(0, 19)}Z`;
      const stored = { ...contact, id: contactIdSchema.parse(freshId('c')), createdAt };
      contacts.set(stored.id, stored);
      return stored;
    },
    move(contact, folderId) {
      contacts.delete(contact.id);
      contact.id = contactIdSchema.parse(freshId('c'));
      contact.folderId = folderId;
      contacts.set(contact.id, contact);
    },
  };
}
