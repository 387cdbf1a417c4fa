import type { MailboxView } from '../emulators/graph/mailbox-view.ts';
import { say } from './say.ts';

export type ContactView = MailboxView['contacts'][number];

/** A folder as Outlook's navigation shows it. */
export interface FolderView {
  readonly id: string;
  readonly name: string;
  /** What its owner may do with it, and where it stands. */
  readonly kind: 'default' | 'own' | 'deleted-items' | 'deleted';
  readonly contacts: readonly ContactView[];
}

/** The id that Outlook's own contacts folder goes by, here and in Graph. */
export const DEFAULT_FOLDER = 'contacts';

/** The folders in the order of Outlook: contacts, those beside it, Deleted Items and what lies in it. */
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

/** The contacts that hold `search`, sorted by reading, as Outlook sorts in Japanese. */
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

/** What Outlook shows as the name. */
export function nameOf(contact: ContactView): string {
  return (
    contact.displayName || contact.companyName || contact.emailAddresses[0]?.address || say('（名前なし）', '(no name)')
  );
}
