import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { inEntra, pendingFaults, plan, removeCard } from '../fixtures/acts.ts';
import { accountOf, MIHON, ORGANIZATION, person, userIdOf } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { until } from '../fixtures/until.ts';
import { cardsOf, folderOf, linkOf, organizationOf, secretsIn } from '../fixtures/views.ts';
import {
  askForConsent,
  connect,
  consent,
  KEYS_SCREEN,
  link,
  linkedUsers,
  ORGANIZATION_SCREEN,
  pickAccount,
  SETTINGS_SCREEN,
  signIn,
  submit,
  supplyKeys,
  USER_SCREEN,
  USERS_SCREEN,
} from '../fixtures/walks.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(() => stack.reset());
afterAll(() => stack.stop());

const tokens = async () => (await secretsIn(stack)).filter((name) => name.startsWith('tokens-'));
/** Waits until an emulator has met what was planned for it: somebody's request is on its way now. */
const isMet = (emulator: string) =>
  until(
    () => pendingFaults(emulator),
    (faults) => faults.length === 0,
  );

describe('D1 an unlinking', () => {
  const unlinkAtOnce = async (browser: PlainBrowser) => {
    await browser.open(`${stack.app}${USER_SCREEN}/unlink`);
    await browser.press('連携を解除', { folder: 'keep' });
  };

  test('that overtakes a reconnect leaves no token behind', async () => {
    const { users } = await linkedUsers(stack, 'ichiro');
    await inEntra(stack, { kind: 'revoke-sessions', ...accountOf('ichiro') });
    await stack.pass(DAY);
    const other = await signIn(stack, 'ichiro');
    await plan(stack.keyVault, { match: '^PUT ', effect: { kind: 'delay', ms: 600 } });
    const reconnecting = pickAccount(stack, users.ichiro, 'ichiro');
    await isMet(stack.keyVault);
    // The tidying erases before it forgets the ledger, and what is written in between is nobody's.
    await plan(stack.cosmos, { match: '^POST .*colls/links/docs', times: 20, effect: { kind: 'delay', ms: 300 } });
    await unlinkAtOnce(other);
    await reconnecting;
    await stack.idle();
    expect((await linkOf(stack, 'ichiro'))?.state.name).toBe('not-linked');
    await stack.pass(HOUR);
    expect(await tokens()).toEqual([]);
  });

  test('that overtakes a refresh leaves no token behind', async () => {
    const { administrator } = await linkedUsers(stack, 'misaki');
    const pause = { userId: userIdOf('misaki') };
    await administrator.open(stack.app + USERS_SCREEN);
    await submit(stack, administrator, `${USERS_SCREEN}/pause`, { ...pause, pause: 'on' });
    await stack.pass(8 * DAY);
    const again = await signIn(stack, 'hanako');
    await again.open(stack.app + USERS_SCREEN);
    // The look that follows finds tokens that are a week old, and is between its second look at them and the write.
    await plan(stack.keyVault, {
      match: '^GET /secrets/tokens',
      skip: 1,
      effect: { kind: 'hold-answer', ms: 700 },
    });
    await submit(stack, again, `${USERS_SCREEN}/pause`, { ...pause, pause: 'off' });
    await isMet(stack.keyVault);
    await unlinkAtOnce(await signIn(stack, 'misaki'));
    await stack.idle();
    await stack.pass(HOUR);
    expect(await tokens()).toEqual([]);
  });
});

describe('C6 held removals', () => {
  test('are decided once: an older page of an administrator does not overrule their owner', async () => {
    const { users } = await linkedUsers(stack, 'misaki');
    for (const { id } of (await cardsOf(stack, 'misaki')).slice(0, 25)) await removeCard(stack, id);
    await stack.pass(7 * HOUR);
    const administrator = await signIn(stack, 'hanako');
    await administrator.open(`${stack.app}${USERS_SCREEN}?standing=held`);
    await administrator.follow('対応を選ぶ');
    await users.misaki.open(stack.app + USER_SCREEN);
    await plan(stack.sansan, { match: '^GET ', effect: { kind: 'delay', ms: 1_500 } });
    await users.misaki.press('連絡先を残す');
    expect((await administrator.press('削除を実行')).text).toContain('この選択は反映されていません');
    await stack.idle();
    expect((await folderOf(stack, 'misaki')).contacts).toHaveLength(40);
  });
});

describe('D2 a page from before somebody else’s change', () => {
  test('withdraws no request that has become a connection', async () => {
    const administrator = await signIn(stack, 'hanako');
    await askForConsent(stack, administrator, MIHON);
    const older = await signIn(stack, 'hanako');
    await older.open(stack.app + ORGANIZATION_SCREEN);
    await consent(administrator, 'global-admin');
    await supplyKeys(stack, administrator, ['misaki']);
    await link(stack, 'misaki');
    await stack.idle();
    expect((await older.press('同意の依頼を取り下げる')).text).toContain('何も解除していません');
    expect((await organizationOf(stack, ORGANIZATION))?.contacts.state).toBe('connected');
  });

  test('ends no later connection than the one that it asks about', async () => {
    const administrator = await connect(stack);
    const older = await signIn(stack, 'hanako');
    for (const browser of [administrator, older]) {
      await browser.open(`${stack.app}${ORGANIZATION_SCREEN}/contacts/disconnect`);
    }
    await administrator.press('すべての連携を解除する');
    await connect(stack);
    expect((await older.press('すべての連携を解除する')).text).toContain('何も解除していません');
    expect((await organizationOf(stack, ORGANIZATION))?.contacts.state).toBe('connected');
  });

  test.each([
    ['お知らせの設定を保存', { to: '', webhook: 'https://new.example.com/x' }, { to: 'it@mihon.example.com' }],
    ['URLを保存', { cardUrl: 'SANSAN/new/{id}' }, { cardUrl: 'SANSAN/old/{id}' }],
    ['書き込み設定を保存', { phones: 'e164' }, { phones: 'as-printed' }],
  ])('saves no settings over it, and keeps what was chosen: %s', async (button, first, second) => {
    const [one, older] = [await connect(stack), await signIn(stack, 'hanako')];
    for (const browser of [one, older]) await browser.open(stack.app + SETTINGS_SCREEN);
    const here = (fields: object): Record<string, string> =>
      JSON.parse(JSON.stringify(fields).replaceAll('SANSAN', stack.sansan));
    await one.press(button, here(first));
    const saved = await organizationOf(stack, ORGANIZATION);
    const refused = await older.press(button, here(second));
    expect([refused.status, refused.text.includes('別の管理者が先に設定を変更した')]).toEqual([422, true]);
    expect(await organizationOf(stack, ORGANIZATION)).toEqual(saved);
    // Now that it is seen, it can be saved over.
    await older.press(button, here(second));
    expect(await organizationOf(stack, ORGANIZATION)).not.toEqual(saved);
  });
});

describe('A7 a waiting key', () => {
  test('a key that is taken back while its person takes it is nobody’s', async () => {
    const administrator = await connect(stack);
    await supplyKeys(stack, administrator, ['misaki']);
    await plan(stack.sansan, { match: '^GET ', effect: { kind: 'delay', ms: 1_000 } });
    const visiting = signIn(stack, 'misaki').then((user) => user.open(stack.app + USER_SCREEN));
    await isMet(stack.sansan);
    await submit(stack, administrator, `${KEYS_SCREEN}/withdraw`, { email: person('misaki').address });
    await visiting;
    expect((await linkOf(stack, 'misaki'))?.cardKey ?? null).toBeNull();
    expect(await secretsIn(stack)).toEqual([]);
  });
});
