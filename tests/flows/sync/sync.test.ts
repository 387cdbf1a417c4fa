import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { addCard, completeCard, editCard, inOutlook, mergeCards, plan, removeCard } from '../fixtures/acts.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { trafficDuring } from '../fixtures/traffic.ts';
import {
  activitiesIn,
  cardIdsIn,
  cardIdsOf,
  cardOf,
  cardsOf,
  contactOf,
  folderOf,
  linkOf,
  mailboxOf,
} from '../fixtures/views.ts';
import { linkedUsers, SETTINGS_SCREEN, USER_SCREEN } from '../fixtures/walks.ts';

const HALF_HOUR = 30 * 60_000;
const HOUR = 2 * HALF_HOUR;
const PATCH = 'PATCH /me/contactFolders/:folderId/contacts/:contactId';

let stack: RunningStack;
let administrator: PlainBrowser;
let user: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(async () => {
  await stack.reset();
  const linked = await linkedUsers(stack, 'misaki');
  administrator = linked.administrator;
  user = linked.users.misaki;
});
afterAll(() => stack.stop());

const pressOnScreen = async (button: string) => {
  await user.open(stack.app + USER_SCREEN);
  await user.press(button);
  await stack.idle();
};
const failedRun = async () => (await linkOf(stack, 'misaki'))?.sync.lastFailure;

describe('C3, C12 every half hour', () => {
  test('a user without changes costs one look at the cards, and nothing is written anywhere', async () => {
    // The first look after the sweep remembers the cards that it saw.
    await stack.pass(HALF_HOUR);
    const { cosmos, ...others } = await trafficDuring(stack, () => stack.pass(HALF_HOUR));
    expect(others).toEqual({ sansan: { 'GET /v3.2/bizCards': 1 }, graph: {}, entra: {}, keyVault: {} });
    expect(
      Object.keys(cosmos)
        .filter((operation) => operation.endsWith(' links'))
        .sort(),
    ).toEqual(['plan query links', 'query links', 'read links']);
  });

  test('a changed card becomes one PATCH, and no other contact is touched', async () => {
    const card = await cardOf(stack, 'misaki');
    const [before, contact] = [await folderOf(stack, 'misaki'), await contactOf(stack, 'misaki', card.id)];
    await editCard(stack, card.id, { title: '代表取締役', mobile: null });
    const { graph } = await trafficDuring(stack, () => stack.pass(HALF_HOUR));
    expect(graph).toEqual({ 'GET /me/contactFolders/:folderId': 1, 'POST /$batch': 1, [PATCH]: 1 });

    const changed = { id: contact.id, jobTitle: '代表取締役', mobilePhone: null };
    expect(await contactOf(stack, 'misaki', card.id)).toMatchObject(changed);
    const others = ({ contacts }: typeof before) => contacts.filter(({ id }) => id !== contact.id);
    expect(others(await folderOf(stack, 'misaki'))).toEqual(others(before));
  });

  test('a changed memo or tag writes nothing', async () => {
    const { id, owner } = await cardOf(stack, 'misaki');
    await editCard(stack, id, { memo: '新しいメモ', tags: [{ id: 'tag', name: '重要', type: 'private', owner }] });
    expect((await trafficDuring(stack, () => stack.pass(HALF_HOUR))).graph).toEqual({});
  });

  test('a new card arrives', async () => {
    const { id } = await addCard(stack, 'misaki', { lastName: '新任', firstName: '三郎', lastNameReading: 'シンニン' });
    await stack.pass(HALF_HOUR);
    const arrived = { displayName: '新任 三郎', fileAs: '新任 三郎', yomiSurname: 'シンニン' };
    expect(await contactOf(stack, 'misaki', id)).toMatchObject(arrived);
  });

  test('a card arrives whose data entry took days and left its update time', async () => {
    const { id } = await addCard(stack, 'misaki', { lastName: '新任' }, 'processing');
    await stack.pass(48 * HOUR);
    expect(await cardIdsIn(stack, 'misaki')).not.toContain(id);
    await completeCard(stack, id);
    await stack.pass(HALF_HOUR);
    expect(await cardIdsIn(stack, 'misaki')).toContain(id);
  });
});

describe('C5, C6, C12 within six hours', () => {
  test('the contact of a removed card leaves', async () => {
    await removeCard(stack, (await cardOf(stack, 'misaki')).id);
    await stack.pass(6 * HOUR);
    expect(await cardIdsIn(stack, 'misaki')).toEqual(await cardIdsOf(stack, 'misaki'));
    expect(await cardIdsIn(stack, 'misaki')).toHaveLength(39);
    expect((await mailboxOf(stack, 'misaki')).deletedItems.contacts).toHaveLength(1);
  });

  test('the contacts of two cards that were merged become one', async () => {
    const [one, other] = [await cardOf(stack, 'misaki'), await cardOf(stack, 'misaki', 1)];
    await mergeCards(stack, one.id, other.id);
    await stack.pass(6 * HOUR);
    expect(await cardIdsIn(stack, 'misaki')).toEqual(await cardIdsOf(stack, 'misaki'));
    expect(await cardIdsIn(stack, 'misaki')).toHaveLength(39);
  });

  test('the address of the card pages reaches the notes, above what the person wrote', async () => {
    const { id } = await cardOf(stack, 'misaki');
    const contact = await contactOf(stack, 'misaki', id);
    const personalNotes = `${contact.personalNotes}展示会で会った`;
    await inOutlook(stack, 'misaki', { kind: 'edit-contact', contactId: contact.id, properties: { personalNotes } });
    await administrator.open(stack.app + SETTINGS_SCREEN);
    await administrator.press('URLを保存', { cardUrl: `${stack.sansan}/v/card/{id}` });
    await stack.pass(6 * HOUR);
    const notes = (await contactOf(stack, 'misaki', id)).personalNotes ?? '';
    const address = /Sansan の名刺: (\S+)/.exec(notes)?.[1] ?? '';
    expect((await fetch(address)).status).toBe(200);
    expect(notes).not.toContain('名刺ID');
    expect(notes.endsWith('\n展示会で会った')).toBe(true);
  });
});

describe('C6 a removal that looks wrong is held, and nothing is removed', () => {
  const removeMany = async () => {
    for (const { id } of (await cardsOf(stack, 'misaki')).slice(0, 25)) await removeCard(stack, id);
    await stack.pass(6 * HOUR);
  };

  test('when more than half of the cards are gone at once: the screen says so', async () => {
    await removeMany();
    expect(await cardIdsIn(stack, 'misaki')).toHaveLength(40);
    expect(await activitiesIn(stack)).toContain('removals-held');
    expect((await user.open(stack.app + USER_SCREEN)).text).toContain('連絡先40件のうち25件が削除の対象です');
  });

  test.each([
    ['削除を実行', 15],
    ['連絡先を残す', 40],
  ])('until the person presses 「%s」, which leaves %i for good', async (button, left) => {
    await removeMany();
    await pressOnScreen(button);
    expect(await cardIdsIn(stack, 'misaki')).toHaveLength(left);
    await stack.pass(24 * HOUR);
    expect(await cardIdsIn(stack, 'misaki')).toHaveLength(left);
    expect((await user.open(stack.app + USER_SCREEN)).html).not.toContain(`>${button}</button>`);
  });

  test.each([
    ['is empty', { kind: 'refuse', status: 200, headers: {}, body: { data: [], hasMore: false } }],
    ['breaks off', { kind: 'lose-answer' }],
    ['is unreadable', { kind: 'refuse', status: 200, headers: {}, body: { data: 'none' } }],
    [
      'announces a page that never comes',
      { kind: 'refuse', status: 200, headers: {}, body: { data: [], hasMore: true } },
    ],
    ['is refused for a passing trouble', { kind: 'refuse', status: 503, headers: {} }],
  ] as const)('when the listing of the cards %s', async (_, effect) => {
    await plan(stack.sansan, { match: 'GET /v3.2/bizCards', effect });
    await stack.pass(6 * HOUR);
    expect(await cardIdsIn(stack, 'misaki')).toEqual(await cardIdsOf(stack, 'misaki'));
    await stack.pass(6 * HOUR);
    expect(await cardIdsIn(stack, 'misaki')).toEqual(await cardIdsOf(stack, 'misaki'));
    expect(await failedRun()).toBeNull();
  });
});

describe('B6, C8 on request', () => {
  test('"sync now" brings a change at once', async () => {
    const { id } = await cardOf(stack, 'misaki');
    await editCard(stack, id, { title: '代表取締役' });
    await pressOnScreen('今すぐ同期');
    expect(await contactOf(stack, 'misaki', id)).toMatchObject({ jobTitle: '代表取締役' });
  });

  test('"sync now" shows that it was done, also when nothing had changed', async () => {
    await pressOnScreen('今すぐ同期');
    // From the second time on there is nothing that a look would write down by itself.
    await pressOnScreen('今すぐ同期');
    const before = (await linkOf(stack, 'misaki'))?.sync.lastSuccess;
    await pressOnScreen('今すぐ同期');
    expect((await linkOf(stack, 'misaki'))?.sync.lastSuccess).not.toBe(before);
  });

  test('"sync now" removes what left, and puts back what was deleted in Outlook', async () => {
    const [first, second] = (await folderOf(stack, 'misaki')).contacts;
    for (const contact of [first, second]) {
      await inOutlook(stack, 'misaki', { kind: 'delete-contact', contactId: contact?.id ?? '' });
    }
    await removeCard(stack, (await cardOf(stack, 'misaki')).id);
    await pressOnScreen('今すぐ同期');
    expect(await cardIdsIn(stack, 'misaki')).toHaveLength(39);
    expect(await cardIdsIn(stack, 'misaki')).toEqual(await cardIdsOf(stack, 'misaki'));
  });

  test('"rebuild" puts back what was changed in Outlook as well', async () => {
    const { id } = await cardOf(stack, 'misaki');
    const { id: contactId, jobTitle } = await contactOf(stack, 'misaki', id);
    await inOutlook(stack, 'misaki', { kind: 'edit-contact', contactId, properties: { jobTitle: '見習い' } });
    await pressOnScreen('今すぐ同期');
    expect((await contactOf(stack, 'misaki', id)).jobTitle).toBe('見習い');
    await user.open(stack.app + USER_SCREEN);
    await user.follow('再構築');
    await user.press('再構築する');
    await stack.idle();
    expect((await contactOf(stack, 'misaki', id)).jobTitle).toBe(jobTitle);
  });
});
