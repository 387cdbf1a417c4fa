import * as z from 'zod';
import { apiKeyOf } from '../sample-data/world.ts';
import { FOLDER_NAME } from './check-mailbox.ts';
import { checkAnnotations } from './outlook-edits.ts';
import type { CardUser } from './people.ts';
import type { Checks } from './report.ts';
import { belongings, checkFolders, HOUR, pass, type Scene, syncing } from './scene.ts';

const DAY = 24 * HOUR;
const USER = '/settings/microsoft-365';

/** The user deletes the folder in Outlook; the daily check restores it (PRODUCT C8). */
export async function deleteFolder(scene: Scene, checks: Checks, user: CardUser): Promise<string> {
  const folder = user.mailbox().folders.find(({ displayName }) => displayName === FOLDER_NAME);
  if (folder === undefined) throw new Error(`${user.person.name} has no folder ${FOLDER_NAME}.`);
  scene.stack.graph.act(user.person.address, { kind: 'delete-folder', folderId: folder.id });
  scene.annotated.delete(user);
  const done = await syncing(scene, checks, () => pass(scene, DAY));
  checkFolders(scene, checks);
  checkAnnotations(scene, checks);
  const { text } = await user.visit(USER);
  checks.that(text.includes('フォルダーが削除されていたため'), 'the page does not say that the folder was made anew');
  return `a day later the folder is back with ${done.created} contacts`;
}

/** A user ends the link; the folder stays or goes (PRODUCT D1). */
export async function unlink(
  { stack }: Scene,
  checks: Checks,
  user: CardUser,
  folder: 'keep' | 'delete',
): Promise<string> {
  const before = contentOf(user);
  await user.visit(USER);
  await user.browser.follow('連携を解除');
  await user.browser.press('連携を解除', { folder });
  await stack.app.idle();
  const { text } = await user.visit(USER);
  checks.that(text.includes('未連携'), `${user.person.name}: the page does not say 未連携 after unlinking`);
  const kept = contentOf(user);
  if (folder === 'keep') checks.that(kept === before, `${user.person.name}: the folder that should stay changed`);
  else checks.that(kept === undefined, `${user.person.name}: the folder that should go is still there`);
  return folder === 'keep' ? 'the folder stays as it is' : 'the folder is gone';
}

/** The administrator disconnects (PRODUCT D2): no service is called any more, and nothing but the API keys is kept. */
export async function disconnect(scene: Scene, checks: Checks): Promise<string> {
  const { stack, administrator, users } = scene;
  await administrator.visit('/organization/microsoft-365');
  await administrator.browser.follow('連携を解除');
  const { text } = await administrator.browser.press('すべての連携を解除する');
  checks.that(text.includes('未連携'), 'the page does not say 未連携 after disconnecting');
  await stack.app.idle();

  const before = users.map((user) => [belongings(user), contentOf(user)].join());
  const services = [stack.graph, stack.sansan, stack.entra];
  const calls = () => services.map(({ name, requests }) => ({ name, count: requests.count() }));
  const callsBefore = calls();
  for (const { ownerId, cards } of users) {
    stack.sansan.addCard(ownerId, { lastName: '後野', firstName: '祭' });
    for (const { id } of cards().slice(0, 1)) stack.sansan.editCard(id, { title: '会長' });
  }
  await pass(scene, DAY);
  for (const [index, { name, count }] of calls().entries()) {
    const more = count - (callsBefore[index]?.count ?? 0);
    checks.that(more === 0, `${name} was called ${more} times after the end`);
  }
  for (const [index, user] of users.entries()) {
    const isSame = [belongings(user), contentOf(user)].join() === before[index];
    checks.that(isSame, `${user.person.name}: the mailbox changed after the end`);
  }
  checkNothingKept(scene, checks);
  return 'cards change, a day passes, nothing is called any more; no token and no ledger is kept';
}

const vaultSchema = z.object({
  secrets: z.array(z.object({ versions: z.array(z.object({ value: z.string() })) })),
  deleted: z.array(z.unknown()),
});
const itemSchema = z.object({ type: z.string() });
const headSchema = z.object({ state: z.object({ name: z.string() }) });
const databaseSchema = z.object({
  containers: z.array(z.object({ definition: z.object({ id: z.string() }), items: z.array(z.unknown()) })),
});

/** Checks in the emulators that the vault holds only API keys, and the database no ledger rows. */
function checkNothingKept({ stack, users }: Scene, checks: Checks): void {
  const vault = vaultSchema.parse(stack.keyVault.state());
  const keys = new Set(users.map(({ person }) => apiKeyOf(person.id)));
  const others = vault.secrets.flatMap(({ versions }) => versions).filter(({ value }) => !keys.has(value));
  checks.that(others.length === 0, `the vault still holds ${others.length} secrets that are no API key`);
  checks.that(vault.deleted.length === 0, `${vault.deleted.length} deleted secrets could still be recovered`);

  const { containers } = databaseSchema.parse(stack.cosmos.state());
  const links = containers.find(({ definition }) => definition.id === 'links')?.items ?? [];
  const ofType = (...types: string[]) => links.filter((item) => types.includes(itemSchema.parse(item).type));
  // Invitations are about people, not about what was synced, and stay until all data is deleted.
  const rows = links.length - ofType('head', 'invitation').length;
  checks.that(rows === 0, `the ledger still has ${rows} rows`);
  const heads = ofType('head').map((item) => headSchema.parse(item));
  const ended = heads.every(({ state }) => state.name === 'not-linked');
  checks.that(heads.length === users.length && ended, 'not every link has ended');
}

function contentOf(user: CardUser): string | undefined {
  const folder = user.mailbox().folders.find(({ displayName }) => displayName === FOLDER_NAME);
  return folder && JSON.stringify(folder);
}
