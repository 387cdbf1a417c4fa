import { FIRST_USER } from '../../local/sample-data/world.ts';
import { inOutlook } from '../flows/fixtures/acts.ts';
import type { Addresses } from '../flows/fixtures/addresses.ts';
import { folderOf, mailboxOf } from '../flows/fixtures/views.ts';
import { connect, SETTINGS_SCREEN, supplyKeys } from '../flows/fixtures/walks.ts';

/** The sample world's first user, whose mailbox also holds what is none of our business. */
export const USER = FIRST_USER;

const STAMP = /Name MeishiSyncCard$/;

/** The address of a card's page, as the administrator enters it. */
export const cardUrl = ({ sansan }: Addresses) => `${sansan}/v/card/{id}`;

/** All that comes before the user links the mailbox. */
export async function prepare(stack: Addresses): Promise<void> {
  const administrator = await connect(stack);
  await administrator.open(stack.app + SETTINGS_SCREEN);
  await administrator.press('保存', { cardUrl: cardUrl(stack) });
  await supplyKeys(stack, administrator, [USER]);
  const folderId = await inOutlook(stack, USER, { kind: 'create-folder', displayName: '家族' });
  for (const place of ['contacts', folderId]) await addOwnContact(stack, place);
}

/** The user's own contact in the folder Sansan, beside ours. */
export async function addToOurFolder(stack: Addresses): Promise<void> {
  await addOwnContact(stack, (await folderOf(stack, USER)).id);
}

async function addOwnContact(stack: Addresses, folderId: string): Promise<void> {
  await inOutlook(stack, USER, {
    kind: 'create-contact',
    folderId,
    properties: { givenName: '花', surname: '私野', mobilePhone: '090-0000-0000', personalNotes: '高校の同級生' },
  });
}

/** The mailbox, taken apart into our contacts and all the rest. */
export async function mailboxIn(stack: Addresses) {
  const mailbox = await mailboxOf(stack, USER);
  type Contact = (typeof mailbox.contacts)[number];
  const isOurs = ({ singleValueExtendedProperties }: Contact) =>
    singleValueExtendedProperties.some(({ id }) => STAMP.test(id));
  const folders = (keep: (contact: Contact) => boolean) =>
    mailbox.folders.map((folder) => ({ ...folder, contacts: folder.contacts.filter(keep) }));
  return {
    ours: { ...mailbox, folders: folders(isOurs) },
    foreign: JSON.stringify({ ...mailbox, folders: folders((contact) => !isOurs(contact)) }),
  };
}
