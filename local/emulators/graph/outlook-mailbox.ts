import type { Store } from '../store.ts';
import { type ContactChanges, emptyContact, withChanges } from './contact-properties.ts';
import { type ExtendedValues, isNamed } from './extended-properties.ts';
import { GraphError, notFound } from './graph-error.ts';
import { changeKey, immutableId, looksLikeId, ordinaryId } from './item-ids.ts';
import { type MailboxCondition, mailboxRecords, type StoredContact, type StoredFolder } from './mailbox-records.ts';

/** A person's mailbox, as the tenant knows it. */
export interface Mailbox {
  tenantId: string;
  objectId: string;
  address: string;
  displayName: string;
  /** The account has no mailbox in Exchange Online. */
  noMailbox?: boolean;
}

/**
 * Maximum number of distinct named extended properties in one mailbox. The real quota is in the thousands; this small
 * number reveals a client that creates a name for each card. The error: msgraph-sdk-java 767.
 */
const NAMED_PROPERTIES = 100;

/** Folders and contacts with the store's rules, for Graph requests and for the person in Outlook alike. */
export type OutlookMailbox = ReturnType<typeof openMailbox>;

/** Opens a mailbox; its methods throw the `GraphError` with which Exchange would refuse. */
export function openMailbox(store: Store, mailbox: Mailbox) {
  const records = mailboxRecords(
    store,
    `${mailbox.tenantId}/${mailbox.objectId}`,
    mailbox.noMailbox ? 'gone' : 'working',
  );
  const contactsId = () => records.record().contactsId;
  const deletedItemsId = () => records.record().deletedItemsId;

  function checkId(id: string): void {
    if (!looksLikeId(id)) throw new GraphError(400, 'ErrorInvalidIdMalformed', 'Id is malformed.');
  }

  /** `contacts` is the well-known name of the default folder (seen in alcionai/corso). */
  function folder(id: string): StoredFolder {
    if (id.toLowerCase() === 'contacts') return folder(contactsId());
    checkId(id);
    const found = records.folder(id);
    if (!found) throw notFound();
    return found;
  }

  function folderConflict(id: string): StoredFolder {
    const found = folder(id);
    if (found.id !== contactsId()) return found;
    // unverified: the status.
    throw new GraphError(403, 'ErrorDeleteDistinguishedFolder', 'Distinguished folders cannot be changed.');
  }

  function checkNameIsFree(parentFolderId: string, displayName: string, except?: string): void {
    const name = displayName.toLowerCase();
    for (const other of records.foldersIn(parentFolderId)) {
      if (other.id === except || other.displayName.toLowerCase() !== name) continue;
      throw new GraphError(409, 'ErrorFolderExists', 'A folder with the specified name already exists.');
    }
  }

  function learnNames(extended: ExtendedValues): void {
    const record = records.record();
    const fresh = Object.keys(extended).filter((id) => isNamed(id) && !record.namedProperties.includes(id));
    if (fresh.length === 0) return;
    if (record.namedProperties.length + fresh.length > NAMED_PROPERTIES) {
      throw new GraphError(403, 'ErrorQuotaExceeded', 'The mailbox holds too many named properties.');
    }
    record.namedProperties.push(...fresh);
    records.saveRecord();
  }

  function createFolder(parentFolderId: string, displayName: string, extended: ExtendedValues): StoredFolder {
    checkNameIsFree(parentFolderId, displayName);
    learnNames(extended);
    const { salt } = records.record();
    const created = { id: ordinaryId(salt, records.nextSequence()), parentFolderId, displayName, extended };
    records.saveFolder(created);
    return created;
  }

  function changeFolder(id: string, displayName: string | undefined, extended: ExtendedValues): StoredFolder {
    const before = folderConflict(id);
    if (displayName !== undefined) checkNameIsFree(before.parentFolderId, displayName, before.id);
    learnNames(extended);
    const changed = {
      ...before,
      displayName: displayName ?? before.displayName,
      extended: { ...before.extended, ...extended },
    };
    records.saveFolder(changed);
    return changed;
  }

  function purgeFolder(id: string): void {
    for (const contact of [...records.contactsIn(id)]) records.removeContact(contact);
    records.removeFolder(id);
  }

  /**
   * Moves the folder to Deleted Items, or deletes it permanently when it is there. unverified: that a folder of the
   * same name in Deleted Items prevents it; Outlook itself renames the new one.
   */
  function deleteFolder(id: string): void {
    const before = folderConflict(id);
    if (before.parentFolderId === deletedItemsId()) {
      purgeFolder(before.id);
    } else {
      checkNameIsFree(deletedItemsId(), before.displayName);
      records.saveFolder({ ...before, parentFolderId: deletedItemsId() });
    }
  }

  function contact(id: string): StoredContact {
    checkId(id);
    const found = records.contact(id);
    if (!found) throw notFound();
    return found;
  }

  function addContact(contact: Pick<StoredContact, 'folderId' | 'properties' | 'extended'>): StoredContact {
    const { salt } = records.record();
    const order = records.nextSequence();
    const now = timestamp();
    const created: StoredContact = {
      id: ordinaryId(salt, order),
      immutableId: immutableId(salt, order),
      order,
      changeKey: changeKey(order),
      createdDateTime: now,
      lastModifiedDateTime: now,
      ...contact,
    };
    records.saveContact(created);
    return created;
  }

  function createContact(folderId: string, { properties, extended }: ContactChanges): StoredContact {
    learnNames(extended);
    return addContact({ folderId: folder(folderId).id, properties: withChanges(emptyContact, properties), extended });
  }

  function changeContact(id: string, { properties, extended }: ContactChanges): StoredContact {
    const before = contact(id);
    learnNames(extended);
    const changed = {
      ...before,
      changeKey: changeKey(records.nextSequence()),
      lastModifiedDateTime: timestamp(),
      properties: withChanges(before.properties, properties),
      extended: { ...before.extended, ...extended },
    };
    records.saveContact(changed);
    return changed;
  }

  function moved(before: StoredContact, folderId: string): StoredContact {
    const order = records.nextSequence();
    const after = {
      ...before,
      id: ordinaryId(records.record().salt, order),
      order,
      folderId,
      changeKey: changeKey(order),
      lastModifiedDateTime: timestamp(),
    };
    records.saveContact(after);
    return after;
  }

  /** unverified: that a copy made in Outlook keeps the extended properties. */
  function copyContact(id: string, folderId: string): StoredContact {
    const { properties, extended } = contact(id);
    return addContact({ folderId: folder(folderId).id, properties, extended });
  }

  function deleteContact(id: string): void {
    const before = contact(id);
    if (before.folderId === deletedItemsId()) records.removeContact(before);
    else moved(before, deletedItemsId());
  }

  function emptyDeletedItems(): void {
    for (const { id } of records.foldersIn(deletedItemsId())) purgeFolder(id);
    for (const contact of [...records.contactsIn(deletedItemsId())]) records.removeContact(contact);
  }

  /** Exchange itself touches items, so their versions move without a person (compass-calendar 3673). */
  function touchContacts(): void {
    for (const { id } of records.foldersIn(contactsId()))
      for (const contact of [...records.contactsIn(id)])
        records.saveContact({ ...contact, changeKey: changeKey(records.nextSequence()) });
  }

  return {
    mailbox,
    contactsId,
    deletedItemsId,
    condition: () => records.record().condition,
    setCondition: (condition: MailboxCondition) => {
      records.record().condition = condition;
      records.saveRecord();
    },
    folder,
    foldersIn: records.foldersIn,
    createFolder,
    changeFolder,
    deleteFolder,
    contact,
    contactsIn: records.contactsIn,
    createContact,
    changeContact,
    moveContact: (id: string, folderId: string) => moved(contact(id), folder(folderId).id),
    copyContact,
    deleteContact,
    touchContacts,
    emptyDeletedItems,
    reset: records.clear,
  };
}

/** The current time with Graph's precision: seconds. */
function timestamp(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}
