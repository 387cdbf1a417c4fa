import type { CardContent } from '../sample-data/biz-card.ts';
import { unreachable } from '../sample-data/quirks.ts';
import { checkAnnotations } from './outlook-edits.ts';
import type { Checks } from './report.ts';
import { checkFolders, HOUR, MINUTE, pass, type Scene, syncing, told } from './scene.ts';

/** Users with fewer cards lose none, since the removal guard would hold the removals (PRODUCT C6). */
const ENOUGH = 10;

const newcomer: Partial<CardContent> = {
  lastName: '新田',
  firstName: '葵',
  lastNameReading: 'ニッタ',
  firstNameReading: 'アオイ',
  companyName: '株式会社ひながた物流',
  title: '主任',
  email: 'aoi.nitta@example.com',
  tel: '03-0000-0101',
  countryCode: 'JP',
};

/**
 * Applied in turn to the first cards of each user; the first two cards are those whose contacts were edited in
 * Outlook.
 */
const edits: readonly Partial<CardContent>[] = [
  { departmentName: '新規事業開発本部', mobile: '090-0000-0102' },
  { title: '本部長' },
  { title: null, departmentName: null, ...unreachable },
  { lastName: '改野', lastNameReading: 'アラタノ', companyName: '改称株式会社', email: 'arata@example.com' },
  { memo: '次の展示会に招待する。' },
  { tags: [] },
];

/** Adds cards whose data entry finishes after the next sync (PRODUCT C12). */
export function enterSlowCards({ stack, users }: Scene): string[] {
  return users.map(({ ownerId }) => {
    const content = { ...newcomer, firstName: '遅子', firstNameReading: 'オソコ', email: 'osoko.nitta@example.com' };
    return stack.sansan.addCard(ownerId, content, 'processing').id;
  });
}

/** Edits, adds and completes cards, and checks after 30 minutes that Outlook has all of it. */
export async function changeCards(scene: Scene, checks: Checks, slowCards: readonly string[]): Promise<string> {
  const { sansan } = scene.stack;
  const done = await syncing(scene, checks, async () => {
    for (const user of scene.users) {
      const cards = user.cards();
      for (const [index, changes] of edits.entries()) {
        const card = cards[index];
        if (card !== undefined) sansan.editCard(card.id, changes);
      }
      sansan.addCard(user.ownerId, newcomer);
    }
    for (const id of slowCards) sansan.completeCard(id);
    await pass(scene, 30 * MINUTE);
  });
  checkFolders(scene, checks);
  checkAnnotations(scene, checks);
  return `30 minutes later ${told(done)}; memos and tags wrote nothing, what people put into fields of their own is there`;
}

/** Deletes, gives away and merges cards, and checks after 6 hours that Outlook has all of it (PRODUCT C6, C12). */
export async function loseCards(scene: Scene, checks: Checks): Promise<string> {
  const { sansan } = scene.stack;
  const heir = scene.users.at(-1);
  const done = await syncing(scene, checks, async () => {
    for (const user of scene.users) {
      const ids = user.cards().map(({ id }) => id);
      const [current, merged, given, deleted] = [ids[0], ...ids.slice(-3)];
      if (ids.length < ENOUGH || !current || !merged || !given || !deleted || !heir) continue;
      sansan.removeCard(deleted);
      sansan.giveCard(given, heir.ownerId);
      sansan.mergeCards(merged, current, { current });
    }
    await pass(scene, 6 * HOUR);
  });
  checkFolders(scene, checks);
  checkAnnotations(scene, checks);
  return `6 hours later ${told(done)}; text below our block stays when the block is written anew`;
}
