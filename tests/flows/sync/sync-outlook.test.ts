import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { editCard, inOutlook, removeCard } from '../fixtures/acts.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import {
  activitiesIn,
  cardIdsIn,
  cardIdsOf,
  cardOf,
  contactOf,
  folderOf,
  linkOf,
  mailboxOf,
} from '../fixtures/views.ts';
import { linkedUsers, USER_SCREEN } from '../fixtures/walks.ts';

const HALF_HOUR = 30 * 60_000;
const DAY = 48 * HALF_HOUR;

let stack: RunningStack;
let user: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(async () => {
  await stack.reset();
  user = (await linkedUsers(stack, 'misaki')).users.misaki;
});
afterAll(() => stack.stop());

/** The folder shows every card, each once. */
async function expectComplete(folder = 'Sansan'): Promise<void> {
  expect(await cardIdsIn(stack, 'misaki', folder)).toEqual(await cardIdsOf(stack, 'misaki'));
}

const failure = async () => (await linkOf(stack, 'misaki'))?.sync.lastFailure?.code;

describe('C4, C5, C8 what a person edits in a contact', () => {
  const own = {
    spouseName: '良子',
    birthday: '1980-04-01T00:00:00Z',
    categories: ['重要'],
    homePhones: ['03-0000-0000'],
    nickName: 'いっちゃん',
  };

  test('stays where we do not map it, and below our block in the notes, when the card changes', async () => {
    const { id } = await cardOf(stack, 'misaki');
    const contact = await contactOf(stack, 'misaki', id);
    const properties = { ...own, personalNotes: `${contact.personalNotes}展示会で会った\n次は来月` };
    await inOutlook(stack, 'misaki', { kind: 'edit-contact', contactId: contact.id, properties });
    await editCard(stack, id, { title: '代表取締役' });
    await stack.pass(HALF_HOUR);
    expect(await contactOf(stack, 'misaki', id)).toMatchObject({ ...properties, jobTitle: '代表取締役' });
  });

  test('stays in a mapped field until the card changes, and is overwritten then', async () => {
    const { id, companyName } = await cardOf(stack, 'misaki');
    const contact = await contactOf(stack, 'misaki', id);
    const properties = { companyName: '自分で直した会社' };
    await inOutlook(stack, 'misaki', { kind: 'edit-contact', contactId: contact.id, properties });
    await stack.pass(DAY);
    expect(await contactOf(stack, 'misaki', id)).toMatchObject(properties);
    await editCard(stack, id, { title: '代表取締役' });
    await stack.pass(HALF_HOUR);
    expect(await contactOf(stack, 'misaki', id)).toMatchObject({ companyName, jobTitle: '代表取締役' });
  });
});

describe('C2 what is not ours stays as it is, byte for byte', () => {
  const contactsWith = async (ids: readonly string[]) => {
    const { contacts, folders } = await mailboxOf(stack, 'misaki');
    const all = [...contacts, ...folders.flatMap((folder) => folder.contacts)];
    return all.filter(({ id }) => ids.includes(id));
  };

  test("a person's contacts, in other folders and in ours", async () => {
    const other = await inOutlook(stack, 'misaki', { kind: 'create-folder', displayName: '取引先' });
    const { id: ours } = await folderOf(stack, 'misaki');
    const card = await cardOf(stack, 'misaki');
    const properties = { givenName: '私用', personalNotes: `Sansan 名刺ID: ${card.id}` };
    const ids: string[] = [];
    for (const folderId of ['contacts', other, ours]) {
      ids.push(await inOutlook(stack, 'misaki', { kind: 'create-contact', folderId, properties }));
    }
    const before = await contactsWith(ids);
    expect(before).toHaveLength(3);
    await editCard(stack, card.id, { title: '代表取締役' });
    await stack.pass(DAY);
    await removeCard(stack, card.id);
    await stack.pass(DAY);
    expect(await contactsWith(ids)).toEqual(before);
  });

  test('copies that a person made of a contact of ours, also when its card changes and leaves', async () => {
    const card = await cardOf(stack, 'misaki');
    const { id: contactId, parentFolderId } = await contactOf(stack, 'misaki', card.id);
    const ids: string[] = [];
    for (const folderId of ['contacts', parentFolderId]) {
      ids.push(await inOutlook(stack, 'misaki', { kind: 'copy-contact', contactId, folderId }));
    }
    const before = await contactsWith(ids);
    expect(before).toHaveLength(2);
    await editCard(stack, card.id, { title: '代表取締役' });
    await stack.pass(DAY);
    expect(await contactsWith([contactId])).toMatchObject([{ jobTitle: '代表取締役' }]);
    await removeCard(stack, card.id);
    await stack.pass(DAY);
    expect(await contactsWith([contactId, ...ids])).toEqual(before);
  });
});

describe('C8 a contact of ours', () => {
  test('that was deleted comes back after a day', async () => {
    const { id } = await cardOf(stack, 'misaki');
    const { id: contactId } = await contactOf(stack, 'misaki', id);
    await inOutlook(stack, 'misaki', { kind: 'delete-contact', contactId });
    await stack.pass(DAY);
    await expectComplete();
  });

  test('that was deleted and whose card changes comes back with the change', async () => {
    const { id } = await cardOf(stack, 'misaki');
    const { id: contactId } = await contactOf(stack, 'misaki', id);
    await inOutlook(stack, 'misaki', { kind: 'delete-contact', contactId });
    await editCard(stack, id, { title: '代表取締役' });
    await stack.pass(HALF_HOUR);
    await stack.pass(HALF_HOUR);
    expect(await contactOf(stack, 'misaki', id)).toMatchObject({ jobTitle: '代表取締役' });
    await expectComplete();
  });

  test('that was moved out of the folder is left where it is, and its card gets another', async () => {
    const { id } = await cardOf(stack, 'misaki');
    const { id: contactId } = await contactOf(stack, 'misaki', id);
    await inOutlook(stack, 'misaki', { kind: 'move-contact', contactId, folderId: 'contacts' });
    const [moved] = (await mailboxOf(stack, 'misaki')).contacts;
    await stack.pass(DAY);
    await expectComplete();
    expect((await mailboxOf(stack, 'misaki')).contacts).toEqual([moved]);
  });
});

describe('C8 our folder', () => {
  test('that was renamed goes on under its new name', async () => {
    const { id: folderId } = await folderOf(stack, 'misaki');
    await inOutlook(stack, 'misaki', { kind: 'rename-folder', folderId, displayName: '名刺' });
    const { id } = await cardOf(stack, 'misaki');
    await editCard(stack, id, { title: '代表取締役' });
    await stack.pass(DAY);
    expect((await mailboxOf(stack, 'misaki')).folders).toHaveLength(1);
    expect(await contactOf(stack, 'misaki', id, '名刺')).toMatchObject({ jobTitle: '代表取締役' });
    await expectComplete('名刺');
  });

  test.each([
    ['lies in Deleted Items', false],
    ['is gone for good', true],
  ])('that was deleted and %s is made and filled anew within a day, and the screen says so', async (_, emptied) => {
    const { id: folderId } = await folderOf(stack, 'misaki');
    await inOutlook(stack, 'misaki', { kind: 'delete-folder', folderId });
    if (emptied) await inOutlook(stack, 'misaki', { kind: 'empty-deleted-items' });
    const { deletedItems } = await mailboxOf(stack, 'misaki');
    await stack.pass(DAY);
    await expectComplete();
    expect((await mailboxOf(stack, 'misaki')).deletedItems).toEqual(deletedItems);
    expect(await activitiesIn(stack)).toContain('folder-made-again');
    expect((await user.open(stack.app + USER_SCREEN)).text).toContain(
      'フォルダーが削除されていたため、新しく作成しました',
    );
  });

  test('that was deleted is made anew at the next write already', async () => {
    await inOutlook(stack, 'misaki', { kind: 'delete-folder', folderId: (await folderOf(stack, 'misaki')).id });
    await editCard(stack, (await cardOf(stack, 'misaki')).id, { title: '代表取締役' });
    await stack.pass(HALF_HOUR);
    await expectComplete();
  });

  test('that was deleted is not replaced by a folder of that name which is not ours, until that has another', async () => {
    await inOutlook(stack, 'misaki', { kind: 'delete-folder', folderId: (await folderOf(stack, 'misaki')).id });
    const foreign = await inOutlook(stack, 'misaki', { kind: 'create-folder', displayName: 'Sansan' });
    await stack.pass(DAY);
    expect((await folderOf(stack, 'misaki')).contacts).toEqual([]);
    expect(await failure()).toBe('folder-name-taken');
    expect((await user.open(stack.app + USER_SCREEN)).text).toContain('フォルダーが既に存在しているため');

    await inOutlook(stack, 'misaki', { kind: 'rename-folder', folderId: foreign, displayName: '自分の' });
    await stack.pass(DAY);
    await expectComplete();
    expect((await folderOf(stack, 'misaki', '自分の')).contacts).toEqual([]);
  });
});
