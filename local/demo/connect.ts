import { apiKeyOf } from '../sample-data/world.ts';
import { chooseAccount } from './choose-account.ts';
import { type CardUser, inhabitant } from './people.ts';
import type { Checks } from './report.ts';
import { belongings, checkFolders, MINUTE, pass, type Scene, syncing } from './scene.ts';

const ORGANIZATION = '/organization/microsoft-365';
const USER = '/settings/microsoft-365';
/**
 * Maximum number of pauses of a first sync; the largest number of cards needs fewer, so more means that it never ends.
 */
const MAX_PAUSES = 20;

/** The administrator enters the tenant ID, and the Global Administrator consents (PRODUCT A1 to A3). */
export async function connect({ administrator }: Scene, checks: Checks): Promise<string> {
  const { tenant } = administrator.person.microsoft ?? {};
  if (tenant === undefined) throw new Error('The administrator belongs to no tenant.');
  const consenter = inhabitant('global-admin');
  await administrator.visit(ORGANIZATION);
  await administrator.browser.press('保存', { tenantId: tenant.id });
  await chooseAccount(administrator.browser, consenter.name);
  await administrator.browser.press('承諾');
  const { text } = await chooseAccount(administrator.browser, consenter.name);
  checks.that(text.includes('連携中'), 'the page does not say 連携中 after the consent');
  checks.that(text.includes(tenant.id), 'the page does not show the tenant ID');
  checks.that(text.includes(consenter.address), 'the page does not show who consented');
  return `tenant ID entered, ${consenter.name} consents, the page says 連携中`;
}

/** The address of card pages (PRODUCT C5), and a key for each user (PRODUCT A7). */
export async function prepare({ administrator, users, cardUrl }: Scene, checks: Checks): Promise<string> {
  const { browser } = administrator;
  await administrator.visit(`${ORGANIZATION}/settings`);
  const saved = await browser.press('保存', { cardUrl });
  checks.that(saved.html.includes(cardUrl), 'the page does not show the address of card pages');
  await administrator.visit(`${ORGANIZATION}/api-keys`);
  for (const { person } of users) {
    const { text } = await browser.press('登録', { email: person.address, apiKey: apiKeyOf(person.id) });
    checks.that(text.includes('APIキーを登録しました'), `the key of ${person.name} was not taken`);
  }
  return `address of card pages, API keys of ${users.length} users, all taken`;
}

/** One user is invited, and gets a mail that leads to the user's screen (PRODUCT E9). */
export async function invite({ stack, administrator }: Scene, checks: Checks, { person }: CardUser): Promise<string> {
  const { browser } = administrator;
  await administrator.visit(`${ORGANIZATION}/invitations`);
  await browser.press('内容を確認', { addresses: person.address, language: 'ja' });
  await browser.press('招待メールを送信');
  await stack.app.idle();
  const mails = stack.notices.mails();
  const [mail] = mails;
  checks.that(mails.length === 1 && mail?.to.join() === person.address, `${person.name} did not get exactly one mail`);
  checks.that(mail?.text?.includes(stack.app.origin + USER) === true, 'the mail does not lead to the screen');
  const { text } = await administrator.visit(`${ORGANIZATION}/invitations`);
  checks.that(text.includes('送信しました'), 'the page does not say 送信しました beside the address');
  return `a mail to ${person.name}, which leads to the own screen`;
}

/** Adds contacts of the users' own, which no sync may change. */
export async function fillMailboxes({ stack, users, belongings: remembered }: Scene): Promise<string> {
  for (const user of users) {
    const { address } = user.person;
    const mine = { givenName: '花', surname: '私野', mobilePhone: '090-0000-0000', personalNotes: '高校の同級生' };
    stack.graph.act(address, { kind: 'create-contact', folderId: 'contacts', properties: mine });
    const folderId = stack.graph.act(address, { kind: 'create-folder', displayName: '家族' });
    if (folderId === undefined) throw new Error('Outlook made no folder.');
    stack.graph.act(address, { kind: 'create-contact', folderId, properties: { givenName: '父' } });
    remembered.set(user, belongings(user));
  }
  return `${2 * users.length} private contacts outside our folder, remembered byte by byte`;
}

/** The users link their mailboxes, which starts the first sync (PRODUCT B2). */
export async function link(scene: Scene, checks: Checks): Promise<string> {
  const { stack, users } = scene;
  await pass(scene, MINUTE);
  const begun = performance.now();
  const done = await syncing(scene, checks, async () => {
    for (const user of users) {
      await user.visit(USER);
      await user.browser.press('連携');
      const { text } = await chooseAccount(user.browser, user.person.name);
      checks.that(text.includes('連携中'), `${user.person.name}: the page does not say 連携中 after linking`);
    }
    await stack.app.idle();
    await untilSynced(scene);
  });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  checkFolders(scene, checks);
  await checkCardPage(scene, checks);
  return `${done.created} contacts in ${seconds} s, every field as on the cards`;
}

/**
 * Lets time pass until all first syncs are done. A mailbox takes 10,000 requests in 10 minutes, so a large first sync
 * pauses in between.
 */
async function untilSynced(scene: Scene): Promise<void> {
  for (const user of scene.users) {
    for (let pause = 0; pause < MAX_PAUSES && (await neverSynced(user)); pause += 1) await pass(scene, 10 * MINUTE);
  }
}

async function neverSynced(user: CardUser): Promise<boolean> {
  return (await user.visit(USER)).text.includes('まだありません');
}

async function checkCardPage({ users, linkTo }: Scene, checks: Checks): Promise<void> {
  const card = users.flatMap((user) => user.cards())[0];
  if (card === undefined) return;
  const answer = await fetch(linkTo(card));
  checks.that(answer.ok && (await answer.text()).includes(card.id), 'the link in the notes does not lead to the card');
}
