import type { Contact, ContactFolder } from '@microsoft/microsoft-graph-types';
import { extendedView } from './extended-properties.ts';
import type { StoredContact, StoredFolder } from './mailbox-records.ts';
import type { View } from './odata-query.ts';

/** All properties of a contact, with Graph's names. */
export function wholeContact(contact: StoredContact) {
  return {
    id: contact.id,
    createdDateTime: contact.createdDateTime,
    lastModifiedDateTime: contact.lastModifiedDateTime,
    changeKey: contact.changeKey,
    parentFolderId: contact.folderId,
    ...contact.properties,
  } satisfies Contact;
}

/** The weak ETag of a contact. */
export function etag(contact: StoredContact): string {
  return `W/"${contact.changeKey}"`;
}

/**
 * A contact as in an answer: the selected properties, the expanded extended properties, and the requested kind of id.
 */
export function contactView(contact: StoredContact, view: View, immutable: boolean) {
  const whole = { ...wholeContact(contact), id: immutable ? contact.immutableId : contact.id };
  return { '@odata.etag': etag(contact), ...narrowed(whole, contact, view) };
}

/** A folder as in an answer: the selected and expanded properties. */
export function folderView(folder: StoredFolder, view: View) {
  const { id, parentFolderId, displayName } = folder;
  const whole = { id, parentFolderId, displayName } satisfies ContactFolder;
  return narrowed(whole, folder, view);
}

function narrowed(whole: { id: string }, { extended }: Pick<StoredContact, 'extended'>, { select, expand }: View) {
  const shown = select && Object.fromEntries(Object.entries(whole).filter(([name]) => select.has(name)));
  const properties = extendedView(extended, expand);
  return {
    ...(shown ? { id: whole.id, ...shown } : whole),
    ...(properties.length > 0 ? { singleValueExtendedProperties: properties } : {}),
  };
}
