import { HOUR, MINUTE } from '../../shared/clock.ts';
import type { CardId } from '../../shared/ids.ts';
import { pauseLink } from '../../shared/links/pause-link.ts';
import { disconnect } from '../../shared/offboarding/disconnect.ts';
import { unlink } from '../../shared/offboarding/unlink.ts';
import { pauseOrganization } from '../../shared/organizations/pause-organization.ts';
import { preview } from '../../shared/sync/preview.ts';
import { decideHold, rebuild, syncNow } from '../../shared/sync/request-run.ts';
import { WITH_A_CONTACT, WITH_THE_FOLDER } from './by-hand.ts';
import { type AppDependencies, connected, FOLDER_NAME, type House, type Resident } from './house.ts';
import type { Weather } from './outlook.ts';
import { enterNewKey, linkResident, sessionOf } from './visits.ts';

/** How long a mistake or an outage of a service around us lasts. */
const OUTAGE = 50 * MINUTE;

/** The page shows what is held at that moment. */
const ANY = Number.POSITIVE_INFINITY;

type Visit = (deps: AppDependencies, key: Resident['key']) => Promise<unknown>;
const visit =
  (what: string, run: Visit) =>
  (house: House, { key, name }: Resident) => {
    void house.start(`${what} ${name}`, (deps) => run(deps, key));
  };
const restAll = (pause: boolean) => (house: House, resident: Resident) => {
  const session = sessionOf(house, resident);
  void house.start('rest', (deps) => pauseOrganization(deps, session, pause));
};
const untilLater = (house: House) => house.timeline.now() + OUTAGE;
const weather =
  (kind: Weather) =>
  (house: House, { outlook }: Resident) =>
    void outlook.weather.set(kind, untilLater(house));

/** What people do on our screens, and what befalls the organization and the services around us. */
const AROUND_US = {
  link: (house: House, resident: Resident) => linkResident(house, resident),
  'link-taking-over': (house: House, resident: Resident) => linkResident(house, resident, 'take-over'),
  'link-renaming': (house: House, resident: Resident) => linkResident(house, resident, 'rename'),
  'unlink-keep': visit('unlink', (deps, key) => unlink(deps, key, false, 'a person')),
  'unlink-delete': visit('unlink', (deps, key) => unlink(deps, key, true, 'a person')),
  'sync-now': visit('sync now', syncNow),
  rebuild: visit('rebuild', rebuild),
  preview: visit('preview', preview),
  'hold-applied': visit('hold', (deps, key) => decideHold(deps, key, { decision: 'apply', removals: ANY }, 'a person')),
  'hold-kept': visit('hold', (deps, key) => decideHold(deps, key, { decision: 'keep', removals: ANY }, 'a person')),
  pause: visit('pause', (deps, key) => pauseLink(deps, key, true, 'an administrator')),
  resume: visit('resume', (deps, key) => pauseLink(deps, key, false, 'an administrator')),
  'pause-all': restAll(true),
  'resume-all': restAll(false),
  'new-key': enterNewKey,
  disconnect: (house: House, resident: Resident) => {
    const session = sessionOf(house, resident);
    const { generation } = house.storage.organization.contacts;
    void house.start('disconnect', (deps) => disconnect(deps, session, 'contacts', generation));
  },
  connect: ({ storage, timeline }: House) => {
    const { organization } = storage;
    if (organization.contacts.state === 'off') storage.organization = connected(organization, timeline);
  },
  'plan-lapses': ({ storage }: House) => {
    storage.organization = { ...storage.organization, entitled: false };
  },
  'plan-returns': ({ storage }: House) => {
    storage.organization = { ...storage.organization, entitled: true };
  },
  'token-revoked': ({ signIns }: House, { name }: Resident) => signIns.revoke(name),
  'key-replaced': (_: House, { box }: Resident) => {
    box.newKey();
  },
  'cards-empty': (house: House, { box }: Resident) => {
    box.emptyUntil = untilLater(house);
  },
  'cards-fail': (house: House, { box }: Resident) => {
    box.failingUntil = untilLater(house);
  },
  'card-returns': (_: House, { box }: Resident) => box.returns(),
  'mailbox-full': (house: House, { outlook }: Resident) => {
    outlook.fullUntil = untilLater(house);
  },
  'mailbox-down': (house: House, { outlook }: Resident) => {
    outlook.downUntil = untilLater(house);
  },
  'mailbox-throttles': (house: House, { outlook }: Resident) => {
    outlook.throttledUntil = untilLater(house);
  },
  'foreign-folder': (_: House, { outlook }: Resident) => {
    outlook.addFolder(FOLDER_NAME, undefined);
  },
  'mailbox-denies-once': (_: House, { outlook }: Resident) => {
    outlook.denials += 1;
  },
  // Exchange touches the items itself (compass-calendar 3673).
  'versions-move': (_: House, { outlook }: Resident) => {
    for (const contact of outlook.contacts.values()) contact.version += 1;
  },
  'listings-fall-short': weather('listings-fall-short'),
  'writes-conflict': weather('writes-conflict'),
  'refuses-every-body': weather('refuses-every-body'),
  'no-exchange': weather('no-exchange'),
  'instance-replaced': (house: House) => house.replaceInstance(),
  wait: () => undefined,
  ...WITH_THE_FOLDER,
};

const onCard =
  (act: (box: Resident['box'], id: CardId) => void) =>
  (_: House, { box }: Resident, pick: number) => {
    const ids = [...box.cards.keys()];
    const id = ids[pick % ids.length];
    if (id !== undefined) act(box, id);
  };

/** What is done to one card or one contact; `pick` chooses it. */
const TO_ONE = {
  'card-changes': onCard((box, id) => box.change(id)),
  'card-memo': onCard((box, id) => box.touch(id)),
  'card-spoiled': onCard((box, id) => box.spoil(id)),
  'card-breaks-outlook': onCard((box, id) => box.breakOn(id)),
  'card-vanishes': onCard((box, id) => box.vanish(id)),
  // One id vanishes, another takes its place.
  'card-merges': onCard((box, id) => {
    box.vanish(id);
    box.add(1, 0);
  }),
  ...WITH_A_CONTACT,
};

/** What is done with so many cards. */
const WITH_CARDS = {
  'cards-come': (_: House, { box }: Resident, count: number) => box.add(count, 0),
  // Data entry took nearly three days, and their update time is of the day before it began.
  'cards-come-late': (_: House, { box }: Resident, count: number) => box.add(count, 70 * HOUR),
  'cards-vanish': (_: House, { box }: Resident, count: number) => {
    for (const id of [...box.cards.keys()].slice(0, count)) box.vanish(id);
  },
};

export const ACTS = { around: names(AROUND_US), one: names(TO_ONE), cards: names(WITH_CARDS) };

export type Act =
  | { readonly what: keyof typeof AROUND_US }
  | { readonly what: keyof typeof TO_ONE; readonly pick: number }
  | { readonly what: keyof typeof WITH_CARDS; readonly count: number };

/** One step of a history: so many seconds after the one before, `who` does something. */
export interface Step {
  readonly wait: number;
  readonly who: 0 | 1;
  readonly act: Act;
}

/** Does one step. What it sets off goes on while time passes. */
export function perform(house: House, { who, act }: Step): void {
  const resident = house.residents[who];
  if ('pick' in act) TO_ONE[act.what](house, resident, act.pick);
  else if ('count' in act) WITH_CARDS[act.what](house, resident, act.count);
  else AROUND_US[act.what](house, resident);
}

function names<T extends object>(acts: T): (keyof T)[] {
  return Object.keys(acts).filter((name): name is keyof T & string => name in acts);
}
