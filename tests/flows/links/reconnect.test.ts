import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { editCard, inEntra, pendingFaults, plan, replaceKey, revokeKey, setCondition } from '../fixtures/acts.ts';
import { accountOf, MIHON } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { trafficDuring } from '../fixtures/traffic.ts';
import { until } from '../fixtures/until.ts';
import { activitiesIn, cardOf, folderOf, kept, linkOf, mailboxOf, secretsIn } from '../fixtures/views.ts';
import { linkedUsers, openScreen, pickAccount, signIn, USER_SCREEN, unlink } from '../fixtures/walks.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

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

const link = () => linkOf(stack, 'misaki');
// Sessions end after eight hours, but the portal remembers who is there and signs in again.
const settings = () => openScreen(stack, user, USER_SCREEN);

describe('C11 an access that Microsoft has revoked', () => {
  beforeEach(async () => {
    await inEntra(stack, { kind: 'revoke-sessions', ...accountOf('misaki') });
    await stack.pass(DAY);
  });

  test('is noticed within a day; the page says what to do, and Microsoft is asked no more', async () => {
    expect(await link()).toMatchObject({ state: { name: 'reconnect-needed', reason: 'access-revoked' } });
    expect(await activitiesIn(stack)).toContain('reconnect-needed');
    const { text } = await settings();
    expect(text).toContain('再連携が必要');
    expect(text).toContain('同じアカウントでもう一度サインインしてください');
    const { graph, entra, sansan } = await trafficDuring(stack, () => stack.pass(2 * DAY));
    expect({ graph, entra, sansan }).toEqual({ graph: {}, entra: {}, sansan: {} });
  });

  test('goes on with the same account, in the same folder and without doubles', async () => {
    const card = await cardOf(stack, 'misaki');
    await editCard(stack, card.id, { title: '代表取締役' });
    const before = await folderOf(stack, 'misaki');
    await pickAccount(stack, user, 'misaki');
    await stack.idle();
    expect(await link()).toMatchObject({ state: { name: 'linked', folder: { id: before.id } } });
    const after = await folderOf(stack, 'misaki');
    expect(after.contacts.map(({ id }) => id).sort()).toEqual(before.contacts.map(({ id }) => id).sort());
    expect(after.contacts.filter(({ jobTitle }) => jobTitle === '代表取締役')).toHaveLength(1);
  });

  test('is not taken over by another account', async () => {
    const before = await kept(stack);
    expect((await pickAccount(stack, user, 'ichiro')).text).toContain('これまで連携していたアカウントではありません');
    await stack.idle();
    expect(await kept(stack)).toEqual(before);
    expect((await mailboxOf(stack, 'ichiro')).folders).toEqual([]);
  });

  test('leaves no token behind when the link ends in another tab while its owner reconnects', async () => {
    const elsewhere = await signIn(stack, 'misaki');
    await plan(stack.keyVault, { match: '^PUT ', effect: { kind: 'delay', ms: 4_000 } });
    const reconnecting = pickAccount(stack, user, 'misaki');
    await until(
      () => pendingFaults(stack.keyVault),
      (faults) => faults.length === 0,
    );
    await unlink(stack, elsewhere);
    expect((await reconnecting).url.pathname).not.toBe(USER_SCREEN);
    expect(await link()).toMatchObject({ state: { name: 'not-linked' } });
    expect((await secretsIn(stack)).filter((name) => name.startsWith('tokens-'))).toEqual([]);
  });

  test('can be unlinked, with the folder left to its owner', async () => {
    const before = await mailboxOf(stack, 'misaki');
    await unlink(stack, user, 'delete');
    expect(await link()).toMatchObject({ state: { name: 'not-linked' } });
    expect(await mailboxOf(stack, 'misaki')).toEqual(before);
  });
});

describe('A3, A7, C11 an access that comes and goes', () => {
  test('a disabled account needs to be reconnected, and once enabled again can be', async () => {
    await inEntra(stack, { kind: 'set-account-enabled', ...accountOf('misaki'), enabled: false });
    await stack.pass(DAY);
    expect(await link()).toMatchObject({ state: { name: 'reconnect-needed', reason: 'access-revoked' } });
    await inEntra(stack, { kind: 'set-account-enabled', ...accountOf('misaki'), enabled: true });
    await pickAccount(stack, user, 'misaki');
    await stack.idle();
    expect(await link()).toMatchObject({ state: { name: 'linked' }, sync: { lastFailure: null } });
  });

  test('a consent that was withdrawn marks no user, is said on the screen, and the sync goes on once it is back', async () => {
    const card = await cardOf(stack, 'misaki');
    const consent = { tenantId: MIHON, clientId: stack.contactsApp };
    await inEntra(stack, { kind: 'remove-consent', ...consent });
    await stack.pass(DAY);
    expect(await link()).toMatchObject({
      state: { name: 'linked' },
      sync: { lastFailure: { code: 'consent-missing' } },
    });
    expect((await settings()).text).toContain('組織全体の同意がないか、アプリが無効になっています');

    await editCard(stack, card.id, { title: '代表取締役' });
    await inEntra(stack, { kind: 'grant-consent', ...consent });
    await stack.pass(2 * HOUR);
    expect(await link()).toMatchObject({ sync: { lastFailure: null } });
    const { contacts } = await folderOf(stack, 'misaki');
    expect(contacts.filter(({ jobTitle }) => jobTitle === '代表取締役')).toHaveLength(1);
  });

  test('a link that is idle for months stays alive', async () => {
    for (let months = 0; months < 5; months += 1) await stack.pass(30 * DAY);
    expect(await link()).toMatchObject({ state: { name: 'linked' }, sync: { lastFailure: null } });
  });

  test('an API key that Sansan refuses stops the sync; the next key lets it go on', async () => {
    await revokeKey(stack, 'misaki');
    await stack.pass(HOUR);
    expect(await link()).toMatchObject({ state: { name: 'reconnect-needed', reason: 'key-refused' } });
    expect((await settings()).text).toContain('APIキーが Sansan に拒否されました');

    const card = await cardOf(stack, 'misaki');
    await editCard(stack, card.id, { title: '代表取締役' });
    await settings();
    await user.press('登録', { apiKey: await replaceKey(stack, 'misaki') });
    expect(user.here().text).toContain('APIキーを登録しました');
    await stack.idle();
    expect(await link()).toMatchObject({ state: { name: 'linked' }, sync: { lastFailure: null } });
    const { contacts } = await folderOf(stack, 'misaki');
    expect(contacts).toHaveLength(40);
    expect(contacts.filter(({ jobTitle }) => jobTitle === '代表取締役')).toHaveLength(1);
  });

  test('a mailbox that Exchange has no more is said so, and served again when it is back', async () => {
    await setCondition(stack, 'misaki', 'gone');
    await stack.pass(DAY);
    expect(await link()).toMatchObject({ sync: { lastFailure: { code: 'no-mailbox' } } });
    expect((await settings()).text).toContain('メールボックスが見つかりません');
    await setCondition(stack, 'misaki', 'working');
    await stack.pass(DAY);
    expect(await link()).toMatchObject({ state: { name: 'linked' }, sync: { lastFailure: null } });
  });

  test('a mailbox that is gone for more than a day stops the link, which is reconnected once the licence is back', async () => {
    const before = await folderOf(stack, 'misaki');
    await setCondition(stack, 'misaki', 'gone');
    await stack.pass(DAY);
    await stack.pass(DAY);
    expect(await link()).toMatchObject({ state: { name: 'reconnect-needed', reason: 'no-mailbox' } });
    expect((await settings()).text).toContain('メールボックスが見つかりません');
    const { graph, entra } = await trafficDuring(stack, () => stack.pass(2 * DAY));
    expect({ graph, entra }).toEqual({ graph: {}, entra: {} });

    expect((await pickAccount(stack, user, 'misaki')).text).toContain('メールボックスがありません');
    expect(await link()).toMatchObject({ state: { name: 'reconnect-needed', reason: 'no-mailbox' } });

    await setCondition(stack, 'misaki', 'working');
    await pickAccount(stack, user, 'misaki');
    await stack.idle();
    expect(await link()).toMatchObject({
      state: { name: 'linked', folder: { id: before.id } },
      sync: { lastFailure: null },
    });
  });
});
