import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { DEFAULT_KEY } from '../../../local/emulators/cosmos/account-key.ts';
import { FUNCTION_TIMEOUT } from '../../../shared/function-timeout.ts';
import { organizationIdSchema } from '../../../shared/ids.ts';
import { receiptSchema } from '../../../shared/offboarding/erase-organization.ts';
import { cosmosContainers } from '../../../shared/storage/cosmos-database.ts';
import { cosmosOrganizationData } from '../../../shared/storage/cosmos-organization-data.ts';
import { forgetFaults, inOutlook, plan } from '../fixtures/acts.ts';
import { onlyWhere } from '../fixtures/only-where.ts';
import { HOKUTO, ORGANIZATION, ORGANIZATION_NAME, person, userIdOf } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { everythingKept, folderOf, kept, linkOf, mailboxOf, organizationOf, secretsIn } from '../fixtures/views.ts';
import {
  connect,
  csrfOf,
  disconnect,
  link,
  linkedUsers,
  ORGANIZATION_SCREEN,
  signIn,
  submit,
  supplyKeys,
  USER_SCREEN,
} from '../fixtures/walks.ts';

const ERASURE_SCREEN = `${ORGANIZATION_SCREEN}/erasure`;
const BUTTON = 'すべてのデータを削除する';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(() => stack.reset());
afterAll(() => stack.stop());

/** An organization with two links, a key that waits and an audit log, disconnected. */
async function disconnected(): Promise<PlainBrowser> {
  const { administrator } = await linkedUsers(stack, 'misaki', 'ken');
  await supplyKeys(stack, administrator, ['ichiro']);
  await disconnect(stack, administrator);
  return administrator;
}

/** Another organization, with one link. */
async function another(): Promise<void> {
  const jiro = await connect(stack, { administrator: 'jiro', tenant: HOKUTO, consenter: 'jiro' });
  await supplyKeys(stack, jiro, ['sakura']);
  await link(stack, 'sakura');
  await stack.idle();
}

const erase = async (browser: PlainBrowser, name = ORGANIZATION_NAME) => {
  await browser.open(stack.app + ERASURE_SCREEN);
  return browser.press(BUTTON, { name });
};
/** Until whoever was at work when it was asked for has ended, all is deleted, and the vault has forgotten it. */
const erased = async () => {
  for (const time of [FUNCTION_TIMEOUT, MINUTE]) {
    await stack.pass(time);
    await stack.idle();
  }
};
const receiptOf = async (browser: PlainBrowser) => {
  const response = await browser.raw(`${stack.app}${ERASURE_SCREEN}/receipt`);
  return { response, body: response.ok ? receiptSchema.parse(await response.json()) : undefined };
};

describe('D3 deleting everything', () => {
  test('leaves nothing of the organization, and gives a receipt', async () => {
    const administrator = await disconnected();
    const mailbox = await mailboxOf(stack, 'misaki');
    await erase(administrator, ` ${ORGANIZATION_NAME} `);
    await stack.idle();
    expect(await organizationOf(stack, ORGANIZATION)).toMatchObject({ erasure: { found: null } });
    await erased();
    const left = await everythingKept(stack);
    for (const trace of [
      userIdOf('misaki'),
      userIdOf('ken'),
      userIdOf('hanako'),
      person('misaki').address,
      person('hanako').name,
    ]) {
      expect(left).not.toContain(trace);
    }
    expect(await organizationOf(stack, ORGANIZATION)).toBeUndefined();
    expect(await secretsIn(stack)).toEqual([]);
    expect(await mailboxOf(stack, 'misaki')).toEqual(mailbox);

    expect((await administrator.open(stack.app + ERASURE_SCREEN)).text).toContain('サインイン');
    const again = await signIn(stack, 'hanako');
    const { text } = await again.open(stack.app + ERASURE_SCREEN);
    expect(text).toContain('削除の証明書');
    expect(text).toContain('完全に消去されました');
    const { body, response } = await receiptOf(again);
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="meishi-sync-erasure-[\d-]+\.json"$/,
    );
    // The consent and its proof, two linkings; and the forms of three keys, of the disconnect and of this.
    const attempts = 2 + 2 + 5;
    expect(body).toMatchObject({
      organizationId: ORGANIZATION,
      organizationName: ORGANIZATION_NAME,
      deleted: { people: 2, contacts: 0, keys: 3, activity: expect.any(Number), sessions: 3, attempts },
      vaultForgetsBy: null,
    });
    expect(JSON.stringify(body)).not.toContain('hanako');
  });

  onlyWhere('there are several organizations', () => {
    test('leaves all of the others', async () => {
      const administrator = await disconnected();
      await another();
      await erase(administrator);
      await erased();
      expect(await organizationOf(stack, ORGANIZATION)).toBeUndefined();
      expect((await secretsIn(stack)).map((name) => name.split('-')[0]).sort()).toEqual(['card', 'tokens']);
      expect(await linkOf(stack, 'sakura')).toMatchObject({ state: { name: 'linked' } });
    });
  });

  test('says when a vault that may not purge will have forgotten', async () => {
    const administrator = await disconnected();
    const effect = { kind: 'refuse', status: 403, headers: {}, body: { error: { code: 'Forbidden' } } } as const;
    await plan(stack.keyVault, { match: '^DELETE /deletedsecrets/', times: 100, effect });
    await erase(administrator);
    await erased();
    const again = await signIn(stack, 'hanako');
    const { body } = await receiptOf(again);
    const days = (Date.parse(body?.vaultForgetsBy ?? '') - Date.parse(body?.finishedAt ?? '')) / DAY;
    expect(Math.round(days)).toBe(90);
    expect((await again.open(stack.app + ERASURE_SCREEN)).text).toContain('までに完全に消去されます');
  });

  test('goes on where it broke off, counts what there was, and closes the other screens meanwhile', async () => {
    const administrator = await disconnected();
    const misaki = await signIn(stack, 'misaki');
    const effect = { kind: 'refuse', status: 400, headers: {}, body: { code: 'BadRequest' } } as const;
    await plan(stack.cosmos, {
      match: '^DELETE /dbs/meishi-sync/colls/links',
      skip: 1,
      times: 1,
      effect,
    });
    expect((await erase(administrator)).text).toContain('削除を受け付けました');
    await erased();
    expect(await organizationOf(stack, ORGANIZATION)).toMatchObject({ erasure: { found: { people: 2, keys: 3 } } });
    expect((await administrator.open(stack.app + ORGANIZATION_SCREEN)).text).toContain('この画面は使えません');
    await misaki.open(stack.app + USER_SCREEN);
    expect(misaki.here().text).toContain('この画面は使えません');
    const before = await kept(stack);
    expect((await submit(stack, misaki, `${USER_SCREEN}/api-key`, { apiKey: 'k'.repeat(32) })).status).toBe(403);
    expect(await kept(stack)).toEqual(before);

    await administrator.open(stack.app + ERASURE_SCREEN);
    await administrator.press('処理を再開する');
    await stack.idle();
    await stack.pass(MINUTE);
    expect(await organizationOf(stack, ORGANIZATION)).toBeUndefined();
    const { body } = await receiptOf(await signIn(stack, 'hanako'));
    expect(body?.deleted).toMatchObject({ people: 2, keys: 3 });
    // The message that broke off comes back, and finds nothing to do.
    await stack.pass(MINUTE);
    expect(await everythingKept(stack)).not.toContain(userIdOf('misaki'));
    expect(stack.output()).not.toContain('"queue":"clean-up-link"');
  });

  test('waits until the links are tidied up', async () => {
    const { administrator } = await linkedUsers(stack, 'ken');
    const effect = { kind: 'refuse', status: 400, headers: {}, body: { error: { code: 'BadParameter' } } } as const;
    await plan(stack.keyVault, { match: '^DELETE /secrets/tokens', times: 100, effect });
    await disconnect(stack, administrator);
    await erase(administrator);
    await stack.idle();
    expect(await linkOf(stack, 'ken')).toMatchObject({ state: { name: 'unlinking' } });
    await erased();
    expect(await organizationOf(stack, ORGANIZATION)).toMatchObject({ erasure: { found: null } });
    await forgetFaults(stack.keyVault);
    for (let minutes = 0; minutes < 5; minutes += 1) await stack.pass(MINUTE);
    expect(await organizationOf(stack, ORGANIZATION)).toBeUndefined();
    expect(await secretsIn(stack)).toEqual([]);
  });

  test('lets the organization begin anew, with a folder that is nobody we know any more', async () => {
    await erase(await disconnected());
    await erased();
    await linkedUsers(stack, 'misaki');
    expect(await linkOf(stack, 'misaki')).toMatchObject({ state: { name: 'not-linked' } });
    await inOutlook(stack, 'misaki', { kind: 'delete-folder', folderId: (await folderOf(stack, 'misaki')).id });
    await link(stack, 'misaki');
    await stack.idle();
    expect(await linkOf(stack, 'misaki')).toMatchObject({ state: { name: 'linked' }, sync: { counts: { cards: 40 } } });
  });
});

describe('D3 nothing is deleted', () => {
  test('while the organization is connected', async () => {
    const { administrator } = await linkedUsers(stack, 'ken');
    const { text, html } = await administrator.open(stack.app + ERASURE_SCREEN);
    expect(text).toContain('先に「連携」で解除してください');
    expect(html).not.toContain(BUTTON);
    const before = await kept(stack);
    expect((await submit(stack, administrator, ERASURE_SCREEN, { name: ORGANIZATION_NAME })).status).toBe(303);
    await stack.idle();
    expect(await kept(stack)).toEqual(before);
  });

  test('for another name than that of the organization', async () => {
    const administrator = await disconnected();
    const before = await kept(stack);
    for (const name of ['', '見本', '北斗トレーディング株式会社']) {
      await administrator.open(stack.app + ERASURE_SCREEN);
      const { status, text } = await administrator.press(BUTTON, { name });
      expect([status, text]).toEqual([422, expect.stringContaining('組織名と一致しません')]);
    }
    expect(await kept(stack)).toEqual(before);
  });

  test('by an ordinary user, or by a form that is not ours', async () => {
    const administrator = await disconnected();
    const misaki = await signIn(stack, 'misaki');
    await misaki.open(stack.app + USER_SCREEN);
    const before = await kept(stack);
    expect((await submit(stack, misaki, ERASURE_SCREEN, { name: ORGANIZATION_NAME })).status).toBe(403);
    await administrator.open(stack.app + ERASURE_SCREEN);
    const body = new URLSearchParams({ name: ORGANIZATION_NAME, csrf: csrfOf(administrator) });
    const forged = { method: 'POST', body, headers: { origin: 'https://other.example' } };
    expect((await administrator.raw(stack.app + ERASURE_SCREEN, forged)).status).toBe(403);
    await stack.idle();
    expect(await kept(stack)).toEqual(before);
  });
});

describe('D3 what is left', () => {
  onlyWhere('there are several organizations', () => {
    test("another organization's receipt is nobody else's", async () => {
      await erase(await disconnected());
      await erased();
      const jiro = await signIn(stack, 'jiro');
      expect((await receiptOf(jiro)).response.status).toBe(404);
      expect((await jiro.open(stack.app + ERASURE_SCREEN)).text).not.toContain('証明書');
    });
  });

  test('a session that outlived its organization is none', async () => {
    const misaki = await signIn(stack, 'misaki', { haltAt: ['/sign-in/callback'] });
    const cookies = (await misaki.raw(misaki.here().url)).headers.getSetCookie();
    const cookie = cookies.find((each) => each.startsWith('__Host-session='))?.split(';')[0] ?? '';
    const asks = () => fetch(stack.app + USER_SCREEN, { headers: { cookie }, redirect: 'manual' });
    expect((await asks()).status).toBe(200);
    const database = cosmosContainers({ endpoint: stack.cosmos, key: DEFAULT_KEY });
    await cosmosOrganizationData(database).deleteOrganization(organizationIdSchema.parse(ORGANIZATION));
    expect((await asks()).headers.get('location')).toContain('/sign-in?');
    await signIn(stack, 'hanako');
    expect((await asks()).headers.get('location')).toContain('/sign-in?');
  });
});
