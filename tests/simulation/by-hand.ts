import type { House, Resident } from './house.ts';
import { CONTACTS, DELETED_ITEMS, type StoredContact, type StoredFolder } from './outlook.ts';

/** The folders in place that this person's links made, the one in use among them. */
function ourFolders({ outlook }: Resident): StoredFolder[] {
  return [...outlook.folders.values()].filter(({ parentId, stamp }) => parentId === CONTACTS && stamp !== undefined);
}

/** One of the contacts of ours, or nothing where there are none. */
function onContact(resident: Resident, pick: number, act: (contact: StoredContact) => void): void {
  const { outlook } = resident;
  const contacts = ourFolders(resident).flatMap((folder) => outlook.contactsIn(folder.id));
  const ours = contacts.filter(({ stamp }) => stamp !== undefined);
  const contact = ours[pick % ours.length];
  if (contact !== undefined) act(contact);
}

/** As `onContact`, for what takes the contact out of the folder. */
function takeOut(house: House, resident: Resident, pick: number, act: (contact: StoredContact) => void): void {
  onContact(resident, pick, (contact) => {
    if (contact.stamp !== undefined) resident.outlook.takenOut.set(contact.stamp.cardId, house.timeline.now());
    act(contact);
  });
}

/** What the owner of a mailbox does to our folder in Outlook. */
export const WITH_THE_FOLDER = {
  'folder-renamed': (_: House, resident: Resident) => {
    for (const folder of ourFolders(resident)) folder.name = `名刺 ${folder.id}`;
  },
  'folder-deleted': (house: House, resident: Resident) => {
    for (const folder of ourFolders(resident)) {
      // Outlook gives it another name where Deleted Items holds one of that name.
      folder.name = `${folder.name} ${house.timeline.now()}`;
      folder.parentId = DELETED_ITEMS;
    }
  },
  // Whatever name it has by then; Outlook gives another one where the name is taken.
  'folder-restored': (_: House, { outlook }: Resident) => {
    const folder = [...outlook.folders.values()].find(
      ({ parentId, stamp }) => parentId === DELETED_ITEMS && stamp !== undefined,
    );
    if (folder === undefined) return;
    folder.name = outlook.nameTaken(CONTACTS, 'Sansan') ? folder.name : 'Sansan';
    folder.parentId = CONTACTS;
  },
  'own-contact': (_: House, resident: Resident) => {
    for (const { id: folderId } of ourFolders(resident)) {
      const own = { byPerson: true, version: 1, memos: [], notes: '', fields: undefined, stamp: undefined };
      resident.outlook.addContact({ folderId, ...own });
    }
  },
};

/** What the owner of a mailbox does to one contact in Outlook; `pick` chooses it. */
export const WITH_A_CONTACT = {
  'contact-edited': ({ timeline }: House, resident: Resident, pick: number) =>
    onContact(resident, pick, (contact) => {
      if (contact.fields === undefined) return;
      contact.fields = { ...contact.fields, department: `by hand ${timeline.now()}` };
      contact.version += 1;
    }),
  'contact-memo': ({ timeline }: House, resident: Resident, pick: number) =>
    onContact(resident, pick, (contact) => {
      const text = `[memo ${timeline.now()}]`;
      contact.notes += `${text}\n`;
      contact.memos = [...contact.memos, { text, at: timeline.now() }];
      contact.version += 1;
    }),
  // A copy keeps our mark: extended properties are copied too.
  'contact-copied': (_: House, resident: Resident, pick: number) =>
    onContact(resident, pick, (contact) => resident.outlook.addContact({ ...contact, byPerson: true })),
  // Not a person, but what an earlier release may have left: a second create of the same card.
  'contact-doubled': ({ timeline }: House, resident: Resident, pick: number) =>
    onContact(resident, pick, ({ stamp, ...contact }) => {
      if (stamp === undefined || contact.byPerson) return;
      const attempt = timeline.now();
      resident.outlook.addContact({ ...contact, stamp: { ...stamp, attempt }, memos: [], doubled: true });
    }),
  'contact-deleted': (house: House, resident: Resident, pick: number) =>
    takeOut(house, resident, pick, (contact) => resident.outlook.contacts.delete(contact.id)),
  'contact-moved-out': (house: House, resident: Resident, pick: number) =>
    takeOut(house, resident, pick, (contact) => resident.outlook.move(contact, CONTACTS)),
  // What comes back is the person's: we may have written the card anew meanwhile.
  'contact-moved-in': (_: House, resident: Resident, pick: number) => {
    const { outlook } = resident;
    const outside = outlook.contactsIn(CONTACTS);
    const contact = outside[pick % outside.length];
    const folder = ourFolders(resident).at(-1);
    if (contact === undefined || folder === undefined) return;
    outlook.contacts.delete(contact.id);
    outlook.addContact({ ...contact, folderId: folder.id, byPerson: true });
  },
};
