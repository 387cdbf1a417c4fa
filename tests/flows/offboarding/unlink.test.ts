import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { inOutlook, plan, setWriteLatency } from '../fixtures/acts.ts';
import { onlyWhere } from '../fixtures/only-where.ts';
import { HOKUTO, ORGANIZATION } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { trafficDuring } from '../fixtures/traffic.ts';
import { until } from '../fixtures/until.ts';
import { cardIdsOf, folderOf, ledgerRows, linkOf, mailboxOf, organizationOf, secretsIn } from '../fixtures/views.ts';
import {
  connect,
  disconnect,
  link,
  linkedUsers,
  ORGANIZATION_SCREEN,
  pickAccount,
  signIn,
  submit,
  supplyKeys,
  USER_SCREEN,
  USERS_SCREEN,
  unlink,
} from '../fixtures/walks.ts';

const HOUR = 3_600_000;
const FOLDER_EXISTS = 'Outlookの連絡先に「Sansan」とのフォルダーが既に存在している';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(() => stack.reset());
afterAll(() => stack.stop());

const stateOf = async (id: string) => (await linkOf(stack, id))?.state.name;
const tokens = async () => (await secretsIn(stack)).filter((name) => name.startsWith('tokens-'));

describe('D1 unlinking', () => {
  test('keeps the folder as it is, and forgets the tokens and the ledger', async () => {
    const { users } = await linkedUsers(stack, 'misaki');
    const before = await mailboxOf(stack, 'misaki');
    await unlink(stack, users.misaki);
    expect(users.misaki.here().url.pathname).toBe(USER_SCREEN);
    expect(await mailboxOf(stack, 'misaki')).toEqual(before);
    expect(await stateOf('misaki')).toBe('not-linked');
    expect(await tokens()).toEqual([]);
    expect(await ledgerRows(stack)).toBe(0);
  });

  test('deletes the folder when asked to, also where Deleted Items holds one of that name, and nothing else', async () => {
    const earlier = await inOutlook(stack, 'misaki', { kind: 'create-folder', displayName: 'Sansan' });
    await inOutlook(stack, 'misaki', { kind: 'delete-folder', folderId: earlier });
    await inOutlook(stack, 'misaki', { kind: 'create-folder', displayName: '取引先' });
    await inOutlook(stack, 'misaki', {
      kind: 'create-contact',
      folderId: 'contacts',
      properties: { givenName: '私用' },
    });
    const { users } = await linkedUsers(stack, 'misaki');
    const before = await mailboxOf(stack, 'misaki');
    await unlink(stack, users.misaki, 'delete');
    const after = await mailboxOf(stack, 'misaki');
    expect(after.folders).toEqual(before.folders.filter(({ displayName }) => displayName === '取引先'));
    expect(after.contacts).toEqual(before.contacts);
    expect(after.deletedItems.folders).toEqual(expect.arrayContaining(before.deletedItems.folders));
    const names = after.deletedItems.folders.map(({ displayName }) => displayName).sort();
    expect(names).toEqual(['Sansan', expect.stringMatching(/^Sansan \(\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\)$/)]);
    expect(await tokens()).toEqual([]);
  });

  test('ends the sync: later changes reach the mailbox no more', async () => {
    const { users } = await linkedUsers(stack, 'misaki');
    await unlink(stack, users.misaki);
    const { graph, entra, sansan } = await trafficDuring(stack, () => stack.pass(25 * HOUR));
    expect({ graph, entra, sansan }).toEqual({ graph: {}, entra: {}, sansan: {} });
  });

  test('stops a run in progress', async () => {
    await setWriteLatency(stack, 20);
    await supplyKeys(stack, await connect(stack), ['ichiro']);
    const user = await link(stack, 'ichiro');
    await until(
      () => ledgerRows(stack),
      (rows) => rows > 0,
    );
    await unlink(stack, user);
    await stack.pass(HOUR);
    expect((await folderOf(stack, 'ichiro')).contacts.length).toBeLessThan(300);
    expect(await stateOf('ichiro')).toBe('not-linked');
    expect([await tokens(), await ledgerRows(stack)]).toEqual([[], 0]);
  });

  test('and linking again is refused as long as the old folder has the name, and works under another', async () => {
    const { users } = await linkedUsers(stack, 'misaki');
    await unlink(stack, users.misaki);
    const before = await mailboxOf(stack, 'misaki');
    expect((await pickAccount(stack, users.misaki, 'misaki')).text).toContain(FOLDER_EXISTS);
    expect(await mailboxOf(stack, 'misaki')).toEqual(before);

    const folderId = (await folderOf(stack, 'misaki')).id;
    await inOutlook(stack, 'misaki', { kind: 'rename-folder', folderId, displayName: '以前の名刺' });
    await pickAccount(stack, users.misaki, 'misaki');
    await stack.idle();
    expect((await folderOf(stack, 'misaki')).contacts).toHaveLength(40);
    const { contacts } = await folderOf(stack, 'misaki', '以前の名刺');
    expect(contacts).toEqual(before.folders[0]?.contacts);
  });

  test('can be taken back: the question changes nothing', async () => {
    const { users } = await linkedUsers(stack, 'ken');
    await users.ken.open(stack.app + USER_SCREEN);
    await users.ken.follow('連携を解除');
    await users.ken.follow('キャンセル');
    expect(await stateOf('ken')).toBe('linked');
  });
});

describe('D2 disconnecting', () => {
  test('asks first, saying how many users it concerns', async () => {
    const { administrator } = await linkedUsers(stack, 'misaki', 'ken');
    await administrator.open(stack.app + ORGANIZATION_SCREEN);
    expect((await administrator.follow('連携を解除')).text).toContain('2名のユーザーの連携がすべて終了');
    await administrator.follow('キャンセル');
    expect(await organizationOf(stack, ORGANIZATION)).toMatchObject({ contacts: { state: 'connected' } });
  });

  test('ends every link of the organization, keeps the folders, forgets the tokens', async () => {
    const { administrator } = await linkedUsers(stack, 'misaki', 'ken');
    const before = await mailboxOf(stack, 'misaki');
    await disconnect(stack, administrator);
    expect(await stateOf('misaki')).toBe('not-linked');
    expect(await stateOf('ken')).toBe('not-linked');
    expect(await tokens()).toEqual([]);
    expect(await ledgerRows(stack)).toBe(0);
    expect(await mailboxOf(stack, 'misaki')).toEqual(before);
  });

  onlyWhere('there are several organizations', () => {
    test('ends no link of another organization', async () => {
      const { administrator } = await linkedUsers(stack, 'ken');
      await connect(stack, { administrator: 'jiro', tenant: HOKUTO, consenter: 'jiro' });
      await link(stack, 'sakura');
      await disconnect(stack, administrator);
      expect(await stateOf('ken')).toBe('not-linked');
      expect(await stateOf('sakura')).toBe('linked');
      expect(await tokens()).toHaveLength(1);
    });
  });

  test('is seen by the user, who cannot link before the organization connects again', async () => {
    const { administrator, users } = await linkedUsers(stack, 'ken');
    await disconnect(stack, administrator);
    expect((await users.ken.open(stack.app + USER_SCREEN)).text).toContain('連携を解除したため');
    await connect(stack);
    await inOutlook(stack, 'ken', { kind: 'delete-folder', folderId: (await folderOf(stack, 'ken')).id });
    await pickAccount(stack, users.ken, 'ken');
    expect(await stateOf('ken')).toBe('linked');
  });

  test('shows how far the tidying is, until it is done', async () => {
    const { administrator } = await linkedUsers(stack, 'misaki', 'ken');
    const body = { error: { code: 'BadParameter' } };
    await plan(stack.keyVault, {
      match: '^DELETE /secrets/tokens',
      effect: { kind: 'refuse', status: 400, headers: {}, body },
    });
    await disconnect(stack, administrator);
    const { text } = await administrator.open(stack.app + ORGANIZATION_SCREEN);
    expect(text).toContain('すべての同期を停止しました。連携の解除処理を進めています（2名中1名が完了）');
    const users = await administrator.open(stack.app + USERS_SCREEN);
    expect(users.text).toContain('進行状況を見る');
    expect(users.text).toContain('解除中 1');
    expect(users.text).toContain('未連携 1');
    await stack.pass(60_000);
    expect((await administrator.open(stack.app + ORGANIZATION_SCREEN)).text).toContain(
      '2名の連携の解除処理も完了しています',
    );
    expect((await administrator.open(stack.app + USERS_SCREEN)).text).toContain('未連携 2');
  });

  test('takes effect at once for a run in progress', async () => {
    await setWriteLatency(stack, 100);
    const administrator = await connect(stack);
    await supplyKeys(stack, administrator, ['ichiro']);
    await link(stack, 'ichiro');
    await until(
      () => ledgerRows(stack),
      (rows) => rows > 0,
    );
    await administrator.open(`${stack.app}${ORGANIZATION_SCREEN}/contacts/disconnect`);
    await administrator.press('すべての連携を解除する');
    const { contacts } = await folderOf(stack, 'ichiro');
    expect(contacts.length + 40).toBeLessThan((await cardIdsOf(stack, 'ichiro')).length);
    await stack.pass(HOUR);
    // What was on its way then may land: the batch in flight, and one that was prepared meanwhile.
    expect((await folderOf(stack, 'ichiro')).contacts.length).toBeLessThanOrEqual(contacts.length + 40);
    expect(await stateOf('ichiro')).toBe('not-linked');
    expect([await tokens(), await ledgerRows(stack)]).toEqual([[], 0]);
  });
});

describe('D1 a linking that broke off', () => {
  test('ends when its user unlinks, and leaves no token behind', async () => {
    await supplyKeys(stack, await connect(stack), ['misaki']);
    const misaki = await signIn(stack, 'misaki');
    await misaki.open(stack.app + USER_SCREEN);
    const refused = { kind: 'refuse', status: 403, headers: {} } as const;
    await plan(stack.cosmos, { match: '^PUT .*colls/links/docs/head', skip: 1, times: 50, effect: refused });
    await pickAccount(stack, misaki, 'misaki');
    await fetch(`${stack.cosmos}/_emulator/faults`, { method: 'DELETE' });
    expect([await stateOf('misaki'), (await tokens()).length]).toEqual(['linking', 1]);
    await unlink(stack, misaki);
    expect(misaki.here().text).toContain('連携を解除しました');
    expect([await stateOf('misaki'), await tokens()]).toEqual(['not-linked', []]);
  });
});

describe('D1 the question of unlinking', () => {
  test('who is not linked is asked nothing about it, and told of no end', async () => {
    const misaki = await signIn(stack, 'misaki');
    for (const question of ['unlink', 'rebuild']) {
      expect((await misaki.open(`${stack.app}${USER_SCREEN}/${question}`)).url.pathname).toBe(USER_SCREEN);
    }
    const response = await submit(stack, misaki, `${USER_SCREEN}/unlink`, { folder: 'keep' });
    expect(response.headers.get('location')).toBe(USER_SCREEN);
  });
});
