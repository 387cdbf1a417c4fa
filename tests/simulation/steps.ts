import { HOUR, MINUTE } from '../../shared/clock.ts';
import { hashOf } from '../../shared/identity/attempt.ts';
import type { Session } from '../../shared/identity/session.ts';
import { instant } from '../../shared/ids.ts';
import { supplyKey } from '../../shared/links/card-keys.ts';
import { finishLinking, startLinking } from '../../shared/links/linking.ts';
import { unlink } from '../../shared/links/unlinking.ts';
import { disconnect } from '../../shared/organizations/disconnecting.ts';
import { decideHold, rebuild, syncNow } from '../../shared/sync/ask-for-run.ts';
import { type AppWorld, connected, FOLDER_NAME, type House, type Resident } from './house.ts';
import { CONTACTS, DELETED_ITEMS, type StoredContact, type StoredFolder } from './outlook.ts';
import type { Handled } from './queues.ts';
import { CANARY } from './watch.ts';

/** What people and the services around the program do, without an argument. */
export const PLAIN_ACTS = [
  'link',
  'unlink-keep',
  'unlink-delete',
  'sync-now',
  'rebuild',
  'hold-applied',
  'hold-kept',
  'disconnect',
  'connect',
  'plan-lapses',
  'plan-returns',
  'token-revoked',
  'key-replaced',
  'new-key',
  'card-returns',
  'cards-empty',
  'cards-fail',
  'mailbox-full',
  'mailbox-down',
  'mailbox-throttles',
  'folder-renamed',
  'folder-deleted',
  'foreign-folder',
  'own-contact',
  'instance-replaced',
  'wait',
] as const;

/** What is done to one card or one contact, which `pick` chooses among those there are. */
export const PICKING_ACTS = [
  'card-changes',
  'card-memo',
  'card-spoiled',
  'card-vanishes',
  'cards-merge',
  'contact-edited',
  'contact-memo',
  'contact-copied',
  'contact-deleted',
  'contact-moved-out',
  'contact-moved-in',
] as const;

/** What is done `count` times. */
export const COUNTING_ACTS = ['cards-come', 'cards-come-late', 'cards-vanish'] as const;

export type Act =
  | { readonly what: (typeof PLAIN_ACTS)[number] }
  | { readonly what: (typeof PICKING_ACTS)[number]; readonly pick: number }
  | { readonly what: (typeof COUNTING_ACTS)[number]; readonly count: number };

/** One step of a history: so many seconds after the one before, `who` does something. */
export interface Step {
  readonly wait: number;
  readonly who: 0 | 1;
  readonly act: Act;
}

/** How long a mistake or an outage of a service around us lasts. */
const OUTAGE = 50 * MINUTE;

/** Does one step. What it sets off goes on while time passes. */
export function perform(house: House, { who, act }: Step): void {
  const resident = house.residents[who];
  const { outlook, box, key, name } = resident;
  const until = house.timeline.now() + OUTAGE;
  const visit = (what: string, run: (world: AppWorld) => Promise<unknown>) => void house.start(`${what} ${name}`, run);
  switch (act.what) {
    case 'link':
      return void link(house, resident);
    case 'unlink-keep':
      return visit('unlink', (world) => unlink(world, key, false));
    case 'unlink-delete':
      return visit('unlink', (world) => unlink(world, key, true));
    case 'sync-now':
      return visit('sync-now', (world) => syncNow(world, key));
    case 'rebuild':
      return visit('rebuild', (world) => rebuild(world, key));
    case 'hold-applied':
      return visit('hold', (world) => decideHold(world, key, 'apply'));
    case 'hold-kept':
      return visit('hold', (world) => decideHold(world, key, 'keep'));
    case 'disconnect':
      return visit('disconnect', (world) => disconnect(world, sessionOf(house, resident), 'contacts'));
    case 'connect':
      if (house.storage.organization.contacts.state === 'off')
        house.storage.organization = connected(house.storage.organization, house.timeline);
      return;
    case 'plan-lapses':
    case 'plan-returns':
      house.storage.organization = { ...house.storage.organization, entitled: act.what === 'plan-returns' };
      return;
    case 'token-revoked':
      return house.signIns.revoke(name);
    case 'key-replaced':
      return void box.newKey();
    case 'new-key':
      return void supplyNewKey(house, resident);
    case 'card-returns':
      return box.returns();
    case 'cards-empty':
      box.emptyUntil = until;
      return;
    case 'cards-fail':
      box.failingUntil = until;
      return;
    case 'mailbox-full':
      outlook.fullUntil = until;
      return;
    case 'mailbox-down':
      outlook.downUntil = until;
      return;
    case 'mailbox-throttles':
      outlook.throttledUntil = until;
      return;
    case 'folder-renamed':
      return ourFolders(resident).forEach((folder) => {
        folder.name = `名刺 ${house.timeline.now()}`;
      });
    case 'folder-deleted':
      return ourFolders(resident).forEach((folder) => {
        folder.name = `${folder.name} ${house.timeline.now()}`;
        folder.parentId = DELETED_ITEMS;
      });
    case 'foreign-folder':
      return void outlook.addFolder(FOLDER_NAME, undefined);
    case 'own-contact':
      return ourFolders(resident).forEach(({ id: folderId }) => {
        const own = {
          byPerson: true,
          editedByPerson: false,
          memos: [],
          notes: '',
          fields: undefined,
          stamp: undefined,
        };
        outlook.addContact({ folderId, ...own });
      });
    case 'instance-replaced':
      return house.replaceInstance();
    case 'wait':
      return;
    case 'cards-come':
      return box.add(act.count, 0);
    case 'cards-come-late':
      return box.add(act.count, 70 * HOUR);
    case 'cards-vanish':
      return [...box.cards.keys()].slice(0, act.count).forEach((id) => {
        box.vanish(id);
      });
    case 'card-changes':
      return onCard(resident, act.pick, box.change);
    case 'card-memo':
      return onCard(resident, act.pick, box.touch);
    case 'card-spoiled':
      return onCard(resident, act.pick, box.spoil);
    case 'card-vanishes':
      return onCard(resident, act.pick, box.vanish);
    case 'cards-merge':
      // Two ids vanish, a new one appears.
      onCard(resident, act.pick, box.vanish);
      onCard(resident, act.pick + 1, box.vanish);
      return box.add(1, 0);
    default:
      return byHand(house, resident, act.what, act.pick);
  }
}

type ByHand = Extract<Act, { pick: number }>['what'] & `contact-${string}`;

/** What the owner does in Outlook to one contact of ours. */
function byHand(house: House, resident: Resident, what: ByHand, pick: number): void {
  const { outlook } = resident;
  const now = house.timeline.now();
  const inside = ourFolders(resident).flatMap((folder) => outlook.contactsIn(folder.id));
  const outside = outlook.contactsIn(CONTACTS);
  const choose = (contacts: readonly StoredContact[]) => contacts[pick % contacts.length];
  const contact = choose(what === 'contact-moved-in' ? outside : inside.filter(({ stamp }) => stamp !== undefined));
  if (contact === undefined) return;
  switch (what) {
    case 'contact-edited':
      contact.editedByPerson = true;
      if (contact.fields !== undefined) contact.fields = { ...contact.fields, department: `by hand ${now}` };
      return;
    case 'contact-memo': {
      const text = `[memo ${now}]`;
      contact.notes += `${text}\n`;
      contact.memos = [...contact.memos, { text, at: now }];
      return;
    }
    case 'contact-copied':
      // A copy keeps our mark: extended properties are copied too.
      outlook.addContact({ ...contact, byPerson: true });
      return;
    case 'contact-deleted':
      outlook.contacts.delete(contact.id);
      return;
    case 'contact-moved-out':
      return outlook.move(contact, CONTACTS);
    case 'contact-moved-in': {
      const [folder] = ourFolders(resident);
      if (folder === undefined) return;
      outlook.contacts.delete(contact.id);
      outlook.addContact({ ...contact, folderId: folder.id, byPerson: true });
    }
  }
}

/** Signs in and links, and renames a folder of the same name that is in the way. */
export async function link(house: House, resident: Resident): Promise<Handled> {
  const session = sessionOf(house, resident);
  return house.start(`link ${resident.name}`, async (world) => {
    const started = await startLinking(world, session);
    if (started.kind !== 'redirect') return started;
    const state = new URL(started.url).searchParams.get('state') ?? '';
    const step = await finishLinking(world, session, new URLSearchParams({ state, code: resident.name }));
    if (step.kind === 'failed' && step.code === 'folder-exists') {
      for (const folder of resident.outlook.folders.values()) {
        if (folder.parentId === CONTACTS && folder.name === FOLDER_NAME) folder.name = `旧 ${house.timeline.now()}`;
      }
    }
    return step;
  });
}

/** The person takes a new key from the card system and enters it. */
export function supplyNewKey(house: House, { box, key }: Resident): Promise<Handled> {
  const apiKey = box.newKey();
  const entry = { ...key, email: box.email, apiKey, by: 'user', actor: 'user' } as const;
  return house.start('new-key', (world) => supplyKey(world, entry));
}

/** The folders in place that this person's links made, the one in use among them. */
export function ourFolders({ outlook }: Resident): StoredFolder[] {
  return [...outlook.folders.values()].filter(
    (folder) => folder.parentId === CONTACTS && folder.stamp !== undefined && !folder.name.startsWith('旧'),
  );
}

function onCard({ box }: Resident, pick: number, act: (id: Parameters<Resident['box']['change']>[0]) => void): void {
  const ids = [...box.cards.keys()];
  const id = ids[pick % ids.length];
  if (id !== undefined) act(id);
}

function sessionOf(house: House, { key, box, name }: Resident): Session {
  const now = house.timeline.now();
  return {
    id: hashOf(name),
    person: {
      ...key,
      name,
      verifiedEmail: box.email,
      organizationName: house.storage.organization.name,
      administrator: true,
      entitled: house.storage.organization.entitled,
    },
    csrfToken: CANARY,
    idToken: CANARY,
    startedAt: instant(now),
    expiresAt: instant(now + HOUR),
  };
}
