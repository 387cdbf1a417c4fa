import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { chooseAccount } from '../../../local/demo/choose-account.ts';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { editCard, inEntra, inOutlook, plan, removeCard } from '../fixtures/acts.ts';
import { accountOf, ORGANIZATION, person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import {
  activitiesOf,
  cardIdsIn,
  cardIdsOf,
  cardOf,
  contactOf,
  folderOf,
  kept,
  linkOf,
  mailboxOf,
} from '../fixtures/views.ts';
import { link, linkedUsers, pick, pickAccount, signIn, submit, USER_SCREEN, unlink } from '../fixtures/walks.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FOLDER_EXISTS =
  'Outlookの連絡先に「Sansan」とのフォルダーが既に存在しているため、連携が完了できません。フォルダー名を変更するか、削除してください。';
const TAKE_OVER = 'このフォルダーを引き続き使う';
const RENAME = '名前を変えて残す';

let stack: RunningStack;
let misaki: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(async () => {
  await stack.reset();
  misaki = (await linkedUsers(stack, 'misaki')).users.misaki;
});
afterAll(() => stack.stop());

const stateOf = async (id: string) => (await linkOf(stack, id))?.state.name;
const questionOn = ({ here }: PlainBrowser) => /name="question" value="([^"]+)"/.exec(here().html)?.[1] ?? '';

describe('B3 the folder of an earlier link', () => {
  beforeEach(() => unlink(stack, misaki));

  test('stops the linking with two ways out, and nothing has changed before a click', async () => {
    const [mailbox, state] = [await mailboxOf(stack, 'misaki'), await kept(stack)];
    const { status, text } = await pickAccount(stack, misaki, 'misaki');
    expect(status).toBe(400);
    for (const shown of [FOLDER_EXISTS, TAKE_OVER, RENAME]) expect(text).toContain(shown);
    await stack.idle();
    expect(await mailboxOf(stack, 'misaki')).toEqual(mailbox);
    expect(await kept(stack)).toEqual(state);
  });

  test('is taken over: every card once, what is out of date renewed, what is the person’s untouched', async () => {
    const folder = await folderOf(stack, 'misaki');
    const [changed, gone] = [await cardOf(stack, 'misaki', 0), await cardOf(stack, 'misaki', 1)];
    const own = { givenName: '私用', surname: '太郎', personalNotes: '自分のメモ' };
    const ownId = await inOutlook(stack, 'misaki', { kind: 'create-contact', folderId: folder.id, properties: own });
    await editCard(stack, changed.id, { title: '取締役' });
    await removeCard(stack, gone.id);

    await pickAccount(stack, misaki, 'misaki');
    // One click: Microsoft knows who has just signed in.
    expect((await misaki.press(TAKE_OVER)).url.pathname).toBe(USER_SCREEN);
    await stack.idle();
    expect(await stateOf('misaki')).toBe('linked');
    expect((await folderOf(stack, 'misaki')).id).toBe(folder.id);
    expect(await contactOf(stack, 'misaki', changed.id)).toMatchObject({ jobTitle: '取締役' });

    await stack.pass(7 * HOUR);
    expect(await cardIdsIn(stack, 'misaki')).toEqual(await cardIdsOf(stack, 'misaki'));
    const mine = (await folderOf(stack, 'misaki')).contacts.find(({ id }) => id === ownId);
    expect(mine).toMatchObject(own);
    expect((await mailboxOf(stack, 'misaki')).folders).toHaveLength(1);
  });

  test('is renamed with the day and keeps what is in it, and the cards go into a new one', async () => {
    const before = await folderOf(stack, 'misaki');
    await pickAccount(stack, misaki, 'misaki');
    await misaki.press(RENAME);
    await stack.idle();
    const { folders } = await mailboxOf(stack, 'misaki');
    const old = folders.find(({ id }) => id === before.id);
    expect(old?.displayName).toMatch(/^Sansan \(\d{4}-\d\d-\d\d\)$/);
    expect(old?.contacts).toEqual(before.contacts);
    expect(await cardIdsIn(stack, 'misaki')).toEqual(await cardIdsOf(stack, 'misaki'));
  });

  test('is renamed again on the same day, under a name that is free', async () => {
    for (const _ of ['first', 'second']) {
      await pickAccount(stack, misaki, 'misaki');
      await misaki.press(RENAME);
      await stack.idle();
      await unlink(stack, misaki);
    }
    const names = (await mailboxOf(stack, 'misaki')).folders.map(({ displayName }) => displayName).sort();
    expect(names).toEqual([
      'Sansan',
      expect.stringMatching(/^Sansan \([\d-]{10} 2\)$/),
      expect.stringMatching(/^Sansan \([\d-]{10}\)$/),
    ]);
  });

  test('stays as it is when the person goes back', async () => {
    await pickAccount(stack, misaki, 'misaki');
    const mailbox = await mailboxOf(stack, 'misaki');
    await misaki.follow('キャンセル');
    expect(await stateOf('misaki')).toBe('not-linked');
    expect(await mailboxOf(stack, 'misaki')).toEqual(mailbox);
  });
});

describe('B3 an answer to that question', () => {
  const answer = (browser: PlainBrowser, question: string) =>
    submit(stack, browser, `${USER_SCREEN}/link`, { folder: 'take-over', question });

  beforeEach(async () => {
    await unlink(stack, misaki);
    await pickAccount(stack, misaki, 'misaki');
  });

  async function expectRefused(response: Promise<Response>, why: string): Promise<void> {
    const { status, text } = { status: (await response).status, text: await (await response).text() };
    expect(status).toBe(400);
    expect(text).toContain(why);
    expect(text).toContain('連携の状態は変わっていません');
    expect(await stateOf('misaki')).toBe('not-linked');
  }

  test('is taken once', async () => {
    const question = questionOn(misaki);
    expect((await answer(misaki, question)).status).toBe(303);
    await expectRefused(answer(misaki, question), 'この連携の手続きは終わっています');
  });

  test.each(['misaki', 'ichiro'])('is taken from the browser that was asked, not from another of %s', async (id) => {
    const other = await signIn(stack, id);
    await other.open(stack.app + USER_SCREEN);
    await expectRefused(answer(other, questionOn(misaki)), '別のブラウザーか、終了したサインインで始められたものです');
  });

  test('is not taken when it was made up, nor after a quarter of an hour', async () => {
    await expectRefused(answer(misaki, 'made-up'), 'リンクの有効期限が切れているか、アドレスの一部が欠けています');
    await stack.pass(15 * MINUTE);
    await expectRefused(answer(misaki, questionOn(misaki)), '連携の手続きの有効期限が切れました');
  });

  test('counts for the account that was asked, and for no other', async () => {
    const mailbox = await mailboxOf(stack, 'misaki');
    await inEntra(stack, { kind: 'revoke-sessions', ...accountOf('misaki') });
    await misaki.press(TAKE_OVER);
    // Another account: is that meant?
    await misaki.press(person('ichiro').name);
    expect([misaki.here().url.origin, await stateOf('misaki')]).toEqual([stack.entra, 'not-linked']);
    await pick(misaki, 'ichiro');
    await stack.idle();
    expect(await stateOf('misaki')).toBe('linked');
    expect(await cardIdsIn(stack, 'ichiro')).toEqual(await cardIdsOf(stack, 'misaki'));
    expect(await mailboxOf(stack, 'misaki')).toEqual(mailbox);
    expect(await activitiesOf(stack, ORGANIZATION)).not.toContainEqual(
      expect.objectContaining({ detail: 'take-over' }),
    );
  });

  test('links no other account to which the browser has changed meanwhile, unless that one is picked', async () => {
    const question = questionOn(misaki);
    const { headers } = await answer(misaki, question);
    await inEntra(stack, { kind: 'revoke-sessions', ...accountOf('misaki') });
    await misaki.open(headers.get('location') ?? '');
    await misaki.press(person('ichiro').name);
    expect(misaki.here().url.origin).toBe(stack.entra);
    expect((await mailboxOf(stack, 'ichiro')).folders).toEqual([]);
  });

  test('counts for the folder that was shown and for no other', async () => {
    const { id: folderId } = await folderOf(stack, 'misaki');
    await inOutlook(stack, 'misaki', { kind: 'rename-folder', folderId, displayName: '以前の名刺' });
    await inOutlook(stack, 'misaki', { kind: 'create-folder', displayName: 'Sansan' });
    const mailbox = await mailboxOf(stack, 'misaki');
    const { text } = await misaki.press(TAKE_OVER);
    expect(text).toContain(FOLDER_EXISTS);
    expect(text).not.toContain(TAKE_OVER);
    await stack.idle();
    expect(await mailboxOf(stack, 'misaki')).toEqual(mailbox);
  });
});

describe('B3 the folder of another link', () => {
  test('the folder of somebody else’s link in the same mailbox is not to be had', async () => {
    const before = await mailboxOf(stack, 'misaki');
    const ichiro = await link(stack, 'ichiro', 'misaki');
    expect(ichiro.here().text).toContain(FOLDER_EXISTS);
    expect(ichiro.here().text).toContain('その方の同期に影響します');
    expect(ichiro.here().text).not.toContain(TAKE_OVER);
    await stack.idle();
    expect(await mailboxOf(stack, 'misaki')).toEqual(before);
  });

  test('a folder that was left behind when a linking broke off and went on with another account is known again', async () => {
    await unlink(stack, misaki, 'delete');
    await plan(stack.keyVault, { match: 'PUT /secrets/tokens-', effect: { kind: 'refuse', status: 403, headers: {} } });
    expect((await pickAccount(stack, misaki, 'misaki')).status).toBe(500);
    const left = await folderOf(stack, 'misaki');
    await pickAccount(stack, misaki, 'ken');
    await stack.idle();
    await unlink(stack, misaki);

    await pickAccount(stack, misaki, 'misaki');
    await misaki.press(TAKE_OVER);
    // The browser is signed in with both accounts, so Microsoft asks which.
    await chooseAccount(misaki, person('misaki').name);
    await stack.idle();
    expect(await stateOf('misaki')).toBe('linked');
    expect((await folderOf(stack, 'misaki')).id).toBe(left.id);
    expect(await cardIdsIn(stack, 'misaki')).toEqual(await cardIdsOf(stack, 'misaki'));
  });
});
