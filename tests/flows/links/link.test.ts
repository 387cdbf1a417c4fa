import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { chooseAccount } from '../../../local/demo/choose-account.ts';
import { inOutlook, plan, setWriteLatency } from '../fixtures/acts.ts';
import { person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { until } from '../fixtures/until.ts';
import { cardsOf, folderOf, kept, linkOf, mailboxOf, secretsIn } from '../fixtures/views.ts';
import {
  connect,
  link,
  linkedUsers,
  pickAccount,
  signIn,
  submit,
  supplyKeys,
  USER_SCREEN,
  USERS_SCREEN,
} from '../fixtures/walks.ts';

const FOLDER_EXISTS =
  'Outlookの連絡先に「Sansan」とのフォルダーが既に存在しているため、連携が完了できません。フォルダー名を変更するか、削除してください。';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(() => stack.reset());
afterAll(() => stack.stop());

const stateOf = async (id: string) => (await linkOf(stack, id))?.state.name;

describe('B1, B2, B6 linking', () => {
  test('makes the folder and fills it with every card at once', async () => {
    await linkedUsers(stack, 'misaki');
    const { contacts } = await folderOf(stack, 'misaki');
    const cards = await cardsOf(stack, 'misaki');
    expect(cards).toHaveLength(40);
    expect(contacts.map(({ personalNotes }) => /名刺ID: (.+)/.exec(personalNotes ?? '')?.[1]).sort()).toEqual(
      cards.map(({ id }) => id).sort(),
    );
  });

  test('shows the account, what was done and what happened, to the person and to a program', async () => {
    const user = (await linkedUsers(stack, 'misaki')).users.misaki;
    const { text } = await user.open(stack.app + USER_SCREEN);
    for (const shown of ['連携中', person('misaki').address, '追加 40、更新 0、削除 0', '最初の同期が完了しました']) {
      expect(text).toContain(shown);
    }
    expect(await user.json(stack.app + USER_SCREEN)).toMatchObject({
      connected: true,
      state: 'linked',
      hasKey: true,
      account: person('misaki').address,
      running: false,
      lastFailure: null,
      counts: { cards: 40, created: 40, updated: 0, removed: 0, parked: 0 },
    });
  });

  test('shows the progress while the first sync runs', async () => {
    await setWriteLatency(stack, 200);
    await supplyKeys(stack, await connect(stack), ['misaki']);
    const user = await link(stack, 'misaki');
    const view = z.object({ progress: z.object({ done: z.number(), total: z.number() }).nullable() });
    const { progress } = await until(
      async () => view.parse(await user.json(stack.app + USER_SCREEN)),
      (seen) => (seen.progress?.done ?? 0) > 0,
    );
    expect(progress).toMatchObject({ done: 20, total: 40 });
    const { text, html } = await user.open(stack.app + USER_SCREEN);
    expect(text).toContain('40枚中20枚');
    // Nothing that is open or typed may be lost: without JavaScript the page waits to be asked.
    expect(html).not.toContain('http-equiv="refresh"');
    await stack.idle();
    expect((await user.follow('表示を更新')).text).toContain('名刺は最新の状態です');
  });

  test('of somebody without cards makes an empty folder', async () => {
    await linkedUsers(stack, 'ken');
    expect((await folderOf(stack, 'ken')).contacts).toEqual([]);
    expect(await linkOf(stack, 'ken')).toMatchObject({ state: { name: 'linked' }, sync: { lastFailure: null } });
  });

  test('before there is a key waits for it, and begins when its person has come by', async () => {
    const administrator = await connect(stack);
    const user = await link(stack, 'misaki');
    await stack.idle();
    expect(user.here().text).toContain('APIキーが登録されていません');
    expect((await folderOf(stack, 'misaki')).contacts).toEqual([]);
    await supplyKeys(stack, administrator, ['misaki']);
    await stack.idle();
    // The address may be somebody else's by now: only a sign-in of its owner says whose key it is.
    await user.open(user.here().url);
    await stack.idle();
    expect((await folderOf(stack, 'misaki')).contacts).toEqual([]);
    await user.follow('サインイン');
    await stack.idle();
    expect((await folderOf(stack, 'misaki')).contacts).toHaveLength(40);
  });

  test('leaves what else is in the mailbox as it is, byte for byte', async () => {
    const folderId = await inOutlook(stack, 'misaki', { kind: 'create-folder', displayName: '取引先' });
    for (const where of ['contacts', folderId]) {
      const properties = { givenName: '私用', surname: '太郎', personalNotes: '自分のメモ' };
      await inOutlook(stack, 'misaki', { kind: 'create-contact', folderId: where, properties });
    }
    const before = await mailboxOf(stack, 'misaki');
    await linkedUsers(stack, 'misaki');
    const after = await mailboxOf(stack, 'misaki');
    expect({ ...after, folders: after.folders.filter(({ displayName }) => displayName !== 'Sansan') }).toEqual(before);
  });

  test('is not offered, nor to be had, before the organization has connected', async () => {
    const user = await signIn(stack, 'misaki');
    const { text, html } = await user.open(stack.app + USER_SCREEN);
    expect(text).toContain('まだ Microsoft 365 との連携を設定していません');
    expect(html).not.toContain(`action="${USER_SCREEN}/link"`);
    const response = await submit(stack, user, `${USER_SCREEN}/link`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('組織の連携が設定されていません');
  });

  test('is not to be had twice', async () => {
    const user = (await linkedUsers(stack, 'ken')).users.ken;
    const before = await kept(stack);
    await user.open(stack.app + USER_SCREEN);
    const response = await submit(stack, user, `${USER_SCREEN}/link`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('すでに連携しています');
    expect(await kept(stack)).toEqual(before);
  });
});

describe('B3 a folder "Sansan" that is there already', () => {
  test.each(['Sansan', 'SANSAN'])(
    'named "%s" stops the linking, and nothing has changed anywhere',
    async (displayName) => {
      await supplyKeys(stack, await connect(stack), ['misaki']);
      const folderId = await inOutlook(stack, 'misaki', { kind: 'create-folder', displayName });
      await inOutlook(stack, 'misaki', { kind: 'create-contact', folderId, properties: { givenName: '私用' } });
      const user = await signIn(stack, 'misaki');
      await user.open(stack.app + USER_SCREEN);
      const [mailbox, state] = [await mailboxOf(stack, 'misaki'), await kept(stack)];

      const { status, html } = await pickAccount(stack, user, 'misaki');
      expect(status).toBe(400);
      expect(html).toContain(`<dd>${FOLDER_EXISTS}</dd>`);
      await stack.idle();
      expect(await mailboxOf(stack, 'misaki')).toEqual(mailbox);
      expect(await kept(stack)).toEqual(state);
    },
  );

  test('is explained in English to whom reads English', async () => {
    await connect(stack);
    await inOutlook(stack, 'misaki', { kind: 'create-folder', displayName: 'Sansan' });
    const user = await signIn(stack, 'misaki');
    await user.follow('English');
    await user.open(stack.app + USER_SCREEN);
    await user.press('Link');
    const { text } = await chooseAccount(user, person('misaki').name);
    expect(text).toContain('your Outlook contacts already have a folder named "Sansan"');
  });

  test('is no obstacle once it has another name', async () => {
    await connect(stack);
    const folderId = await inOutlook(stack, 'misaki', { kind: 'create-folder', displayName: 'Sansan' });
    const user = await link(stack, 'misaki');
    expect(user.here().text).toContain(FOLDER_EXISTS);
    await inOutlook(stack, 'misaki', { kind: 'rename-folder', folderId, displayName: '以前の名刺' });
    await pickAccount(stack, user, 'misaki');
    expect(await stateOf('misaki')).toBe('linked');
    const { folders } = await mailboxOf(stack, 'misaki');
    expect(folders.map((folder) => folder.displayName).sort()).toEqual(['Sansan', '以前の名刺']);
  });

  test('stops the linking also when it comes up in the last moment', async () => {
    await connect(stack);
    await inOutlook(stack, 'misaki', { kind: 'create-folder', displayName: 'Sansan' });
    const mailbox = await mailboxOf(stack, 'misaki');
    await plan(stack.graph, {
      match: 'GET /me/contactFolders$',
      effect: { kind: 'refuse', status: 200, headers: {}, body: { value: [] } },
    });
    expect((await link(stack, 'misaki')).here().text).toContain(FOLDER_EXISTS);
    expect(await mailboxOf(stack, 'misaki')).toEqual(mailbox);
    expect(await stateOf('misaki')).toBe('not-linked');
    expect(await secretsIn(stack)).toEqual([]);
  });
});

describe('B2, C9 a linking that breaks off', () => {
  test.each([
    ['while the folder is made', 'graph', 'POST /me/contactFolders$', { kind: 'lose-answer' }],
    ['before the folder is made', 'graph', 'POST /me/contactFolders$', { kind: 'lose-request' }],
    ['while the token is put away', 'keyVault', 'PUT /secrets/tokens-', { kind: 'refuse', status: 403, headers: {} }],
  ] as const)(
    '%s is taken up by the next one: one folder, one contact per card',
    async (_, emulator, match, effect) => {
      await supplyKeys(stack, await connect(stack), ['misaki']);
      await plan(stack[emulator], { match, effect });
      const user = await link(stack, 'misaki');
      expect(user.here().status).toBeGreaterThanOrEqual(400);
      expect(await stateOf('misaki')).toBe('linking');

      await pickAccount(stack, user, 'misaki');
      await stack.idle();
      expect(await stateOf('misaki')).toBe('linked');
      expect((await mailboxOf(stack, 'misaki')).folders).toHaveLength(1);
      expect((await folderOf(stack, 'misaki')).contacts).toHaveLength(40);
    },
  );
});

describe('B6 the account of a link', () => {
  test('a mailbox of another address than the own one is linked, and both screens say so', async () => {
    const administrator = await connect(stack);
    const ichiro = await link(stack, 'ichiro', 'misaki');
    await stack.idle();
    const own = person('ichiro').address;
    expect((await ichiro.open(stack.app + USER_SCREEN)).text).toContain(
      `ご自身のアドレス（${own}）と異なるアカウントです`,
    );
    const { text } = await administrator.open(stack.app + USERS_SCREEN);
    expect(text).toContain(`${own}連携先：${person('misaki').address}`);
  });
});
