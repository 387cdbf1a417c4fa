import { HOUR, MINUTE } from '../../shared/clock.ts';
import { ORDINARY_RULES } from '../../shared/contacts/contact-rules.ts';
import { desiredContact } from '../../shared/contacts/desired-contact.ts';
import { type LedgerRow, type Link, UNANSWERED_WRITE } from '../../shared/links/link.ts';
import { pauseLink } from '../../shared/links/pause-link.ts';
import { digestOfRows, isSameLedger, knownDigest } from '../../shared/sync/ledger-digest.ts';
import { rebuild } from '../../shared/sync/request-run.ts';
import { runSync } from '../../shared/sync/run.ts';
import { BROKEN, REFUSED } from './card-system.ts';
import type { House, Resident } from './house.ts';
import type { StoredContact } from './outlook.ts';
import { all } from './stores.ts';
import { enterNewKey, linkResident } from './visits.ts';

/**
 * Lets everything that was going on come to its end: nothing fails any more, the outages are over, people do what their
 * screen asks of them, and time passes beyond the last lost request and the daily listing.
 */
export async function comeToRest(house: House): Promise<void> {
  const { timeline, storage, residents } = house;
  house.faults.stop();
  storage.organization = { ...storage.organization, entitled: true, pausedAt: null };
  for (const { outlook, box } of residents) {
    outlook.fullUntil = outlook.downUntil = outlook.denials = 0;
    outlook.weather.clear();
    box.emptyUntil = box.failingUntil = 0;
  }
  await timeline.pass(90 * MINUTE);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const resident of residents) doWhatTheScreenAsks(house, resident);
    await timeline.pass(5 * MINUTE);
  }
  await timeline.pass(90 * MINUTE);
  // A day without a timer: what it missed, it catches up with.
  house.pauseTimer(true);
  await timeline.pass(24 * HOUR);
  house.pauseTimer(false);
  await timeline.pass(65 * MINUTE);
}

/** Links that broke off, were revoked, and lost their key, one after the other, with a folder's name in the way. */
const ROUNDS = 5;

function doWhatTheScreenAsks(house: House, resident: Resident): void {
  const { key, name } = resident;
  const state = house.linkOf(resident)?.state;
  // A folder that the person made and that has our name is in the way.
  for (const folder of resident.outlook.folders.values())
    if (folder.stamp === undefined) folder.name = `自分の名刺 ${folder.id}`;
  if (state?.name === 'reconnect-needed' && state.reason === 'key-refused') enterNewKey(house, resident);
  else if (state?.name === 'reconnect-needed' || state?.name === 'linking') linkResident(house, resident);
  else if (house.linkOf(resident)?.pausedAt != null)
    void house.start(`resume ${name}`, (deps) => pauseLink(deps, key, false, 'an administrator'));
  // Shows to those whose access ended unnoticed that it did.
  else void house.start(`rebuild ${name}`, (deps) => rebuild(deps, key));
}

/** The invariants that hold at rest, for each user: see docs/safety.md. */
export async function checkRest(house: House): Promise<void> {
  for (const resident of house.residents) {
    const link = house.linkOf(resident);
    if (link === undefined) continue;
    const rows = await all(house.storage.links.rows(resident.key));
    switch (link.state.name) {
      case 'linked':
        await checkLinked(house, resident, link, rows);
        break;
      case 'not-linked':
        if (rows.length > 0) house.watch.violated(`${resident.name} is not linked and has ledger rows`);
        break;
      case 'linking':
      case 'unlinking':
      case 'reconnect-needed':
        house.watch.violated(`${resident.name} is still "${link.state.name}"`);
    }
  }
  checkTokens(house);
}

async function checkLinked(house: House, resident: Resident, link: Link, rows: readonly LedgerRow[]): Promise<void> {
  const { watch } = house;
  const { name, outlook, box } = resident;
  if (link.state.name !== 'linked') return;
  if (link.state.generation !== house.storage.organization.contacts.generation) {
    return watch.violated(`${name} is linked under a connection that ended`);
  }
  const { folder, linkId } = link.state;
  if (outlook.folders.get(folder.id)?.parentId !== folder.parentId) watch.violated(`${name} has no folder`);
  if (link.sync.unresolved !== null) watch.violated(`${name} has unresolved creates`);
  const digest = knownDigest(link.sync, link.lease.epoch);
  if (digest !== null && !isSameLedger(digest, digestOfRows(rows, folder.id)))
    watch.violated(`${name} has a ledger with another digest`);
  const parked = rows.filter((row) => row.parked !== null).length;
  if (link.sync.parked !== parked) watch.violated(`${name} has ${parked} parked cards and counts ${link.sync.parked}`);
  if (link.sync.lastFailure !== null) watch.violated(`${name} still fails: ${link.sync.lastFailure.code}`);

  const contacts = outlook.contactsIn(folder.id).filter((contact) => contact.stamp?.linkId === linkId);
  const listed = new Map(box.readable().map((card) => [card.id, card]));
  const rowOf = new Map(rows.map((row) => [row.cardId, row]));
  for (const card of listed.values()) {
    const row = rowOf.get(card.id);
    const used = contacts.find((contact) => contact.id === row?.contactId);
    if (card.title.includes(REFUSED)) {
      if (row?.parked == null) watch.violated(`${name}: ${card.id} is refused and not parked`);
      continue;
    }
    // A second contact stays while it holds what a person wrote, or may be a person's copy.
    const stays = ({ doubled, memos, stamp }: StoredContact) =>
      doubled === true &&
      (memos.length > 0 ||
        row?.former?.includes(stamp?.attempt ?? 0) ||
        contacts.filter((other) => other.stamp?.attempt === stamp?.attempt && other.stamp?.cardId === card.id).length >
          1);
    const ours = contacts.filter(
      (contact) => contact.stamp?.cardId === card.id && !contact.byPerson && (contact === used || !stays(contact)),
    );
    const desired = desiredContact(card, ORDINARY_RULES, undefined);
    const current = used !== undefined && JSON.stringify(used.fields) === JSON.stringify(desired.fields);
    if (card.title.includes(BROKEN)) {
      // A write without an answer may have been done, which is found out when the contact is read.
      if (row?.parked !== UNANSWERED_WRITE && !current)
        watch.violated(`${name}: ${card.id} never has an answer and is not parked`);
      if (ours.length > 1) watch.violated(`${name}: ${card.id} has ${ours.length} contacts`);
      continue;
    }
    if (used === undefined) watch.violated(`${name}: ${card.id} has no contact`);
    else if (ours.some((contact) => contact !== used))
      watch.violated(`${name}: ${card.id} has ${ours.length} contacts`);
    if (used === undefined) continue;
    if (!current) watch.violated(`${name}: ${card.id} is out of date`);
    if (!used.notes.includes(desired.notes)) watch.violated(`${name}: ${card.id} has no block in its notes`);
  }

  const left = rows.filter((row) => !listed.has(row.cardId) && !row.kept);
  const strays = contacts.filter(
    ({ id, stamp, byPerson, doubled }) =>
      !byPerson &&
      doubled !== true &&
      stamp !== undefined &&
      !listed.has(stamp.cardId) &&
      !rows.some((row) => row.contactId === id),
  );
  for (const stray of strays) watch.violated(`${name}: the contact of ${stray.stamp?.cardId} was left behind`);
  const held = link.sync.hold?.removals ?? 0;
  if (left.length !== held)
    watch.violated(`${name}: ${left.length} cards are gone and still in the ledger, ${held} held`);
  if (held > 0 && !guarded(rows.length, listed.size, held))
    watch.violated(`${name}: ${held} removals are held for no reason`);
  const broken = [...listed.values()].some(({ title }) => title.includes(BROKEN));
  // With every rebuild such a card is tried again, and may leave a create to be looked for.
  if (!broken) await checkIdle(house, resident, link.state.generation);
}

/** PRODUCT C6, in its own words. */
function guarded(before: number, listed: number, leaving: number): boolean {
  return listed === 0 || (leaving > 20 && leaving * 10 > before) || (before >= 5 && leaving * 2 > before);
}

/**
 * A rebuild after every version moved by itself, which must write no contact. Then two clean runs, the second of which
 * must write nothing at all, and must not need the mailbox or the vault to know.
 */
async function checkIdle(house: House, { key, name, outlook }: Resident, generation: number): Promise<void> {
  const { timeline, storage, faults, watch } = house;
  const run = async () => {
    const message = { v: 1, ...key, generation, reason: 'timer', tick: null } as const;
    void house.start(`sync ${name}`, (deps) => runSync(deps, message), generation);
    await timeline.pass(2 * MINUTE);
  };
  house.pauseTimer(true);
  for (const contact of outlook.contacts.values()) contact.version += 1;
  const written = outlook.writes;
  void house.start(`rebuild ${name}`, (deps) => rebuild(deps, key));
  await timeline.pass(5 * MINUTE);
  if (outlook.writes > written) watch.violated(`${name}: a rebuild wrote contacts of which only the version had moved`);
  await run();
  const spent = () => [storage.writes, faults.calls('mailbox'), faults.calls('vault')].join();
  const before = spent();
  await run();
  if (spent() !== before) watch.violated(`${name}: the third clean run was not for nothing (${before} -> ${spent()})`);
}

/** Tokens that no link names are nobody's, and should be gone (PRODUCT D1, D2). */
function checkTokens({ storage, watch }: House): void {
  const named = [...storage.linkDocuments.values()].map(({ state }) => ('tokens' in state ? state.tokens : ''));
  const left = [...storage.secrets.keys()].filter((secret) => secret.startsWith('tokens-') && !named.includes(secret));
  if (left.length > 0) watch.violated(`${left.length} tokens of ended links are still in the vault`);
}
