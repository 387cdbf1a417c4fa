import { extendedView } from './extended-properties.ts';
import type { OutlookMailbox } from './outlook-mailbox.ts';
import { wholeContact } from './views.ts';

export type MailboxView = ReturnType<typeof mailboxView>;

/**
 * All content of a mailbox, with Graph's names and all extended properties, for display and for comparison in tests.
 */
export function mailboxView(mailbox: OutlookMailbox) {
  const { tenantId, objectId, address, displayName } = mailbox.mailbox;
  const contactsIn = (folderId: string) =>
    [...mailbox.contactsIn(folderId)].map((contact) => ({
      ...wholeContact(contact),
      singleValueExtendedProperties: extendedView(contact.extended),
    }));
  const foldersIn = (parentFolderId: string) =>
    mailbox.foldersIn(parentFolderId).map((folder) => ({
      id: folder.id,
      parentFolderId,
      displayName: folder.displayName,
      singleValueExtendedProperties: extendedView(folder.extended),
      contacts: contactsIn(folder.id),
    }));
  return {
    tenantId,
    objectId,
    address,
    displayName,
    condition: mailbox.condition(),
    /** Contacts in the default folder. */
    contacts: contactsIn(mailbox.contactsId()),
    /** The other folders. */
    folders: foldersIn(mailbox.contactsId()),
    deletedItems: {
      folders: foldersIn(mailbox.deletedItemsId()),
      contacts: contactsIn(mailbox.deletedItemsId()),
    },
  };
}
