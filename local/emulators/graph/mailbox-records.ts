import { randomBytes } from 'node:crypto';
import type { Store } from '../store.ts';
import type { ContactProperties } from './contact-properties.ts';
import type { ExtendedValues } from './extended-properties.ts';
import { ordinaryId } from './item-ids.ts';

export const MAILBOX_CONDITIONS = ['working', 'full', 'moving', 'gone', 'no-exchange', 'refusing'] as const;
export type MailboxCondition = (typeof MAILBOX_CONDITIONS)[number];

export interface StoredFolder {
  id: string;
  parentFolderId: string;
  displayName: string;
  extended: ExtendedValues;
}

export interface StoredContact {
  /** Changes when the contact moves to another folder. */
  id: string;
  immutableId: string;
  /** Position in the listing of its folder, ascending. */
  order: number;
  folderId: string;
  changeKey: string;
  createdDateTime: string;
  lastModifiedDateTime: string;
  properties: ContactProperties;
  extended: ExtendedValues;
}

interface MailboxRecord {
  condition: MailboxCondition;
  /** Makes ids of another mailbox, or from before a reset, invalid here. */
  salt: string;
  sequence: number;
  rootId: string;
  contactsId: string;
  deletedItemsId: string;
  namedProperties: string[];
}

/** The items of one mailbox, indexed. */
interface MailboxRecords {
  record(): MailboxRecord;
  saveRecord(): void;
  nextSequence(): number;
  folder(id: string): StoredFolder | undefined;
  foldersIn(parentFolderId: string): StoredFolder[];
  saveFolder(folder: StoredFolder): void;
  removeFolder(id: string): void;
  /** Finds a contact by its default or its immutable id. */
  contact(id: string): StoredContact | undefined;
  /** In the order of `order`. */
  contactsIn(folderId: string): Iterable<StoredContact>;
  saveContact(contact: StoredContact): void;
  removeContact(contact: StoredContact): void;
  clear(): void;
}

/** @param key identifies the mailbox in the store */
export function mailboxRecords(store: Store, key: string, firstCondition: MailboxCondition): MailboxRecords {
  const records = store.collection<MailboxRecord>(`graph/${key}/mailbox`);
  const folders = store.collection<StoredFolder>(`graph/${key}/folders`);
  const contacts = store.collection<StoredContact>(`graph/${key}/contacts`);
  const immutableIds = new Map<string, string>();
  const byFolder = new Map<string, Map<string, StoredContact>>();

  function index(contact: StoredContact): void {
    immutableIds.set(contact.id, contact.immutableId);
    const inFolder = byFolder.get(contact.folderId) ?? new Map<string, StoredContact>();
    byFolder.set(contact.folderId, inFolder.set(contact.immutableId, contact));
  }

  function unindex(contact: StoredContact): void {
    immutableIds.delete(contact.id);
    byFolder.get(contact.folderId)?.delete(contact.immutableId);
  }

  function record(): MailboxRecord {
    const existing = records.get('');
    if (existing) return existing;
    const salt = randomBytes(9).toString('base64url');
    const created: MailboxRecord = {
      condition: firstCondition,
      salt,
      sequence: 3,
      rootId: ordinaryId(salt, 1),
      contactsId: ordinaryId(salt, 2),
      deletedItemsId: ordinaryId(salt, 3),
      namedProperties: [],
    };
    records.set('', created);
    folders.set(created.contactsId, {
      id: created.contactsId,
      parentFolderId: created.rootId,
      displayName: 'Contacts',
      extended: {},
    });
    return created;
  }

  for (const contact of [...contacts.values()].sort((one, other) => one.order - other.order)) index(contact);
  return {
    record,
    saveRecord: () => records.set('', record()),
    nextSequence: () => {
      const live = record();
      live.sequence += 1;
      records.set('', live);
      return live.sequence;
    },
    folder: (id) => folders.get(id),
    foldersIn: (parentFolderId) => [...folders.values()].filter((folder) => folder.parentFolderId === parentFolderId),
    saveFolder: (folder) => folders.set(folder.id, folder),
    removeFolder: (id) => folders.delete(id),
    contact: (id) => contacts.get(immutableIds.get(id) ?? id),
    contactsIn: (folderId) => byFolder.get(folderId)?.values() ?? [],
    saveContact: (contact) => {
      const before = contacts.get(contact.immutableId);
      if (before && before.id !== contact.id) unindex(before);
      contacts.set(contact.immutableId, contact);
      index(contact);
    },
    removeContact: (contact) => {
      contacts.delete(contact.immutableId);
      unindex(contact);
    },
    clear: () => {
      records.clear();
      folders.clear();
      contacts.clear();
      immutableIds.clear();
      byFolder.clear();
    },
  };
}
