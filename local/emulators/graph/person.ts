import type { Contact } from '@microsoft/microsoft-graph-types';
import * as z from 'zod';
import { parseContact } from './contact-properties.ts';
import { GraphError } from './graph-error.ts';
import type { OutlookMailbox } from './outlook-mailbox.ts';

const properties = z.custom<Contact>((value) => typeof value === 'object' && value !== null);

/** What a person can do in Outlook. Folder `contacts` is the default one. */
export const personAction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('create-folder'), displayName: z.string().min(1) }),
  z.strictObject({ kind: z.literal('rename-folder'), folderId: z.string(), displayName: z.string().min(1) }),
  z.strictObject({ kind: z.literal('delete-folder'), folderId: z.string() }),
  z.strictObject({ kind: z.literal('empty-deleted-items') }),
  z.strictObject({ kind: z.literal('create-contact'), folderId: z.string(), properties }),
  z.strictObject({ kind: z.literal('edit-contact'), contactId: z.string(), properties }),
  z.strictObject({ kind: z.literal('move-contact'), contactId: z.string(), folderId: z.string() }),
  z.strictObject({ kind: z.literal('copy-contact'), contactId: z.string(), folderId: z.string() }),
  z.strictObject({ kind: z.literal('delete-contact'), contactId: z.string() }),
  /** Not a person but Exchange: gives every contact in a folder of its own a new version. */
  z.strictObject({ kind: z.literal('touch-contacts') }),
]);

export type PersonAction = z.infer<typeof personAction>;

/** Outlook renames a deleted folder when Deleted Items has one of the same name. Unverified: to which name. */
function deleteFolder(mailbox: OutlookMailbox, id: string): void {
  const { displayName } = mailbox.folder(id);
  for (let count = 1; ; count += 1) {
    try {
      mailbox.deleteFolder(id);
      return;
    } catch (failure) {
      if (!(failure instanceof GraphError && failure.status === 409) || count > 99) throw failure;
      mailbox.changeFolder(id, `${displayName}${count}`, {});
    }
  }
}

/**
 * Acts as the mailbox's owner in Outlook; limits for apps do not apply. Returns the id of what was created or changed.
 * @throws GraphError where Outlook would refuse too
 */
export function act(mailbox: OutlookMailbox, action: PersonAction): string | undefined {
  switch (action.kind) {
    case 'create-folder':
      return mailbox.createFolder(mailbox.contactsId(), action.displayName, {}).id;
    case 'rename-folder':
      return mailbox.changeFolder(action.folderId, action.displayName, {}).id;
    case 'delete-folder':
      deleteFolder(mailbox, action.folderId);
      return undefined;
    case 'empty-deleted-items':
      mailbox.emptyDeletedItems();
      return undefined;
    case 'create-contact':
      return mailbox.createContact(action.folderId, parseContact(action.properties)).id;
    case 'edit-contact':
      return mailbox.changeContact(action.contactId, parseContact(action.properties)).id;
    case 'move-contact':
      return mailbox.moveContact(action.contactId, action.folderId).id;
    case 'copy-contact':
      return mailbox.copyContact(action.contactId, action.folderId).id;
    case 'delete-contact':
      mailbox.deleteContact(action.contactId);
      return undefined;
    case 'touch-contacts':
      mailbox.touchContacts();
      return undefined;
  }
}
