import type { MailboxView } from '../emulators/graph/mailbox-view.ts';
import { say } from './say.ts';

export type ContactView = MailboxView['contacts'][number];

/** A folder as in Outlook's navigation. */
export interface FolderView {
  readonly id: string;
  readonly name: string;
  /** Decides what the owner can do with the folder, and its position. */
  readonly kind: 'default' | 'own' | 'deleted-items' | 'deleted';
  readonly contacts: readonly ContactView[];
}

/** Id of Outlook's default contacts folder, here and in Graph. */
export const DEFAULT_FOLDER = 'contacts';

/** The folders in Outlook's order: contacts, the other folders, Deleted Items with its folders. */
export function foldersOf(mailbox: MailboxView): FolderView[] {
  const named = (kind: 'own' | 'deleted') => (folder: MailboxView['folders'][number]) => ({
    id: folder.id,
    name: folder.displayName,
    kind,
    contacts: folder.contacts,
  });
  return [
    { id: DEFAULT_FOLDER, name: say('連絡先', 'Contacts'), kind: 'default', contacts: mailbox.contacts },
    ...mailbox.folders.map(named('own')),
    {
      id: 'deleted-items',
      name: say('削除済みアイテム', 'Deleted Items'),
      kind: 'deleted-items',
      contacts: mailbox.deletedItems.contacts,
    },
    ...mailbox.deletedItems.folders.map(named('deleted')),
  ];
}

const byReading = new Intl.Collator('ja', { numeric: true, ignorePunctuation: true }).compare;

/** The contacts that contain `search`, sorted by reading as Outlook does in Japanese. */
export function sortedContacts(contacts: readonly ContactView[], search: string): ContactView[] {
  const wanted = search.normalize('NFKC').toLowerCase();
  const words = (contact: ContactView) =>
    [contact.displayName, contact.companyName, contact.jobTitle, reading(contact)]
      .join(' ')
      .normalize('NFKC')
      .toLowerCase();
  return contacts
    .filter((contact) => wanted === '' || words(contact).includes(wanted))
    .map((contact) => ({ contact, key: reading(contact) || contact.fileAs || nameOf(contact) }))
    .sort((one, other) => byReading(one.key, other.key))
    .map(({ contact }) => contact);
}

export function reading({ yomiSurname, yomiGivenName }: ContactView): string {
  return [yomiSurname, yomiGivenName].filter(Boolean).join(' ');
}

/** The name that Outlook shows. */
export function nameOf(contact: ContactView): string {
  return (
    contact.displayName || contact.companyName || contact.emailAddresses[0]?.address || say('（名前なし）', '(no name)')
  );
}
