import { everything, type UpdateWindow } from '../cards/card-source.ts';
import type { DesiredContact } from '../contacts/desired-contact.ts';
import { type CardId, type ContactId, instant, type LinkKey } from '../ids.ts';
import type { LedgerRow, SyncState } from '../links/link.ts';
import type { LinkStore } from '../links/link-store.ts';
import { absenceAfter, hasLasted } from './creation-guard.ts';
import type { FolderView } from './folder-view.ts';
import { isConclusive } from './in-doubt-creates.ts';
import { digestOfRows, isSameLedger, knownDigest } from './ledger-digest.ts';
import type { Findings, FolderFindings, Observation } from './observation.ts';
import {
  type Action,
  contactInPlace,
  decideCard,
  decideDepartures,
  decideDoubles,
  decideLeftovers,
  newestFirst,
  withFormer,
} from './plan.ts';
import { findUnchanged } from './unchanged-sweep.ts';
import { OVERLAP } from './what-is-due.ts';
import { cardIdOf } from './write-outcome.ts';

/**
 * Most cards in the window that the link stores. With more, the window is empty and the ledger rows are read instead.
 */
const MAX_WINDOW = 150;

/**
 * Reads the cards and decides what to do. Changes nothing: a run applies the findings, the preview shows them. Fails
 * with `CardSourceFailure` when the listing did not end properly; then nothing may be concluded from it.
 */
export async function collectFindings(observation: Observation): Promise<Findings | 'too-much'> {
  return observation.due.sweep ? observeAll(observation) : observeChanges(observation);
}

async function observeChanges(observation: Observation): Promise<Findings | 'too-much'> {
  const { key, links, sync, folder, now } = observation;
  const from = new Date(Date.parse(sync.cursor ?? now.toISOString()) - OVERLAP);
  const window: SyncState['window'] = {};
  const rows = new Map<CardId, LedgerRow>();
  const changed = new Set<CardId>();
  const found = await collect(observation, { from, to: now }, async (page) => {
    const suspects = page.filter((contact) => sync.window[contact.cardId] !== versionOf(contact));
    for (const contact of page) window[contact.cardId] = versionOf(contact);
    for (const { cardId } of suspects) changed.add(cardId);
    for (const [cardId, row] of await links.rowsOf(
      key,
      suspects.map(({ cardId }) => cardId),
    ))
      rows.set(cardId, row);
    return suspects.filter((contact) => decideCard(contact, rows.get(contact.cardId), folder) !== undefined);
  });
  if (found === 'too-much') return found;
  const actions = decideWrites(found.desired.values(), rows, folder);
  const kept = capped(window);
  const learned = [...changed].some((cardId) => kept[cardId] !== undefined);
  return {
    actions,
    beyond: found.beyond,
    held: undefined,
    waiting: [],
    kept: undefined,
    cards: undefined,
    parked: undefined,
    window: kept,
    learned,
    folder: undefined,
    rows: rowsOf(actions, rows),
    ledgerDigest: knownDigest(sync, folder.lastAttempt),
    digestWrong: false,
  };
}

async function observeAll(observation: Observation): Promise<Findings | 'too-much'> {
  const { key, links, sync, now } = observation;
  const unchanged = await findUnchanged(observation);
  if (unchanged !== undefined) return unchanged;
  const rows = await allRows(links, key);
  const { folder, found: listing } = await viewFolder(observation, rows);
  const epoch = folder.lastAttempt;
  const ledgerDigest = { ...digestOfRows(rows.values(), folder.folderId), epoch, checkedAt: instant(now) };
  const known = knownDigest(sync, epoch);
  const digestWrong = known !== null && !isSameLedger(known, ledgerDigest);
  const seen = new Set<CardId>();
  const toWrite = await collect(observation, everything(now), async (page) => {
    for (const { cardId } of page) seen.add(cardId);
    return page.filter((contact) => decideCard(contact, rows.get(contact.cardId), folder) !== undefined);
  });
  if (toWrite === 'too-much') return toWrite;
  const { desired } = toWrite;
  const decided = decideWrites(desired.values(), rows, folder);
  // A create in doubt may have happened, and a listing that lacks what is there says nothing about that (PRODUCT C13).
  const inDoubt = sync.unresolved !== null && listing?.whole === false && !isConclusive(sync, now, false);
  const writes = inDoubt ? decided.filter(({ kind }) => kind !== 'create') : decided;
  const postponed = decided.length - writes.length;
  const beyond = toWrite.beyond + postponed;
  const unresolved = sync.unresolved?.attempts ?? [];
  const inUse = contactsInUse(rows, writes, folder);
  const doubles = decideDoubles(folder, inUse, formerAfter(rows, writes), unresolved);
  const found = listing && { ...listing, postponed, doubles: doubles.length };
  // Removals come after all writes. With writes beyond this plan, removals are left to the run that plans the last of
  // them.
  const unheld = { held: undefined, waiting: [], kept: undefined };
  const parked = [...rows.values()].filter((row) => row.parked !== null).length;
  const all = { cards: seen.size, parked, window: {}, learned: false, folder: found, ledgerDigest, digestWrong };
  if (beyond > 0) return { actions: writes, beyond, ...unheld, ...all, rows: rowsOf(writes, rows) };
  const leftovers = decideLeftovers(folder, inUse, seen, unresolved);
  // Cards whose contact was just found get a ledger row in this run, and the next listing decides about them. If their
  // old row were deleted as well, no row would know the contact and nobody would remove it.
  const recorded = new Set(leftovers.flatMap((action) => (action.kind === 'record' ? [action.row.cardId] : [])));
  const leavers = [...rows.values()].filter(({ cardId, kept }) => !seen.has(cardId) && !kept && !recorded.has(cardId));
  const departures = decideDepartures(leavers, { rows: rows.size, listed: seen.size }, sync.hold, folder);
  const stays = (row: LedgerRow) => row.kept && !seen.has(row.cardId) && contactInPlace(row, folder) !== null;
  // A card that leaves takes both its contacts along; of the others only a person's "rebuild" removes one.
  const goes = new Set(departures.actions.flatMap((action) => (action.kind === 'remove' ? [action.cardId] : [])));
  const reduced = doubles.filter(({ cardId }) => folder.repair || goes.has(cardId));
  const actions = [...writes, ...leftovers, ...reduced, ...departures.actions];
  return {
    actions,
    beyond,
    held: departures.held.length === 0 ? undefined : { removals: departures.held.length, of: rows.size },
    waiting: departures.held,
    kept: [...rows.values()].filter(stays).length + departures.kept,
    ...all,
    rows: rowsOf(actions, rows),
  };
}

/** The folder with its listing, if one is due, and what that says about contacts of the ledger. */
async function viewFolder(
  { folder, checkFolder, sync, now }: Observation,
  rows: ReadonlyMap<CardId, LedgerRow>,
): Promise<{ readonly folder: FolderView; readonly found: Omit<FolderFindings, 'postponed' | 'doubles'> | undefined }> {
  if (checkFolder === undefined) return { folder, found: undefined };
  const known = new Set<ContactId>();
  for (const { contactId, folderId } of rows.values())
    if (contactId !== null && folderId === folder.folderId) known.add(contactId);
  const { folder: listed, gone, whole, lookUps } = await checkFolder(known);
  const without = [...rows.values()].flatMap(({ cardId, contactId }) =>
    contactId !== null && gone.has(contactId) && !listed.byCard.has(cardId) ? [contactId] : [],
  );
  const absent = absenceAfter({ known: known.size, gone: without.length }, sync.absent, instant(now));
  // A person who asks for a rebuild gets missing contacts at once (PRODUCT C13).
  const waits = absent !== null && !folder.repair && !hasLasted(absent, now);
  const waiting = waits ? without : [];
  return {
    folder: {
      ...folder,
      listed: {
        ...listed,
        ids: new Set([...listed.ids, ...waiting]),
        unseen: new Set([...listed.unseen, ...waiting]),
      },
    },
    found: { whole, absent: waits ? absent : null, lookUps },
  };
}

function rowsOf(actions: readonly Action[], rows: ReadonlyMap<CardId, LedgerRow>): Map<CardId, LedgerRow> {
  const found = new Map<CardId, LedgerRow>();
  for (const action of actions) {
    const row = rows.get(cardIdOf(action));
    if (row !== undefined) found.set(row.cardId, row);
  }
  return found;
}

/**
 * The contacts that need a write, as `toWrite` decides for each page. Others are not kept, so that memory grows with
 * the number of changes and not of cards.
 */
async function collect(
  { source, contactOf, most, bound }: Observation,
  updated: UpdateWindow,
  toWrite: (page: readonly DesiredContact[]) => Promise<readonly DesiredContact[]>,
): Promise<{ readonly desired: ReadonlyMap<CardId, DesiredContact>; readonly beyond: number } | 'too-much'> {
  const desired = new Map<CardId, DesiredContact>();
  let beyond = 0;
  for await (const cards of source.updatedIn(updated)) {
    const page = cards.map(contactOf);
    // A card that is updated while the pages are read appears twice; the later appearance counts.
    for (const { cardId } of page) desired.delete(cardId);
    for (const contact of await toWrite(page)) desired.set(contact.cardId, contact);
    if (desired.size > most) return 'too-much';
    if (desired.size > 2 * bound) beyond += keepNewest(desired, bound);
  }
  beyond += keepNewest(desired, bound);
  return { desired, beyond };
}

/**
 * Deletes all but the `bound` newest cards from `desired`, so that memory does not grow with the number of cards. A
 * later run sees the deleted ones again.
 *
 * @returns how many were deleted
 */
function keepNewest(desired: Map<CardId, DesiredContact>, bound: number): number {
  const older = [...desired.values()].sort(newestFirst).slice(bound);
  for (const { cardId } of older) desired.delete(cardId);
  return older.length;
}

function decideWrites(
  desired: Iterable<DesiredContact>,
  rows: ReadonlyMap<CardId, LedgerRow>,
  folder: FolderView,
): Action[] {
  return [...desired].sort(newestFirst).flatMap((contact) => {
    const row = rows.get(contact.cardId);
    const action = decideCard(contact, row, folder);
    return action === undefined ? [] : [withFormer(action, row, folder)];
  });
}

function contactsInUse(
  rows: ReadonlyMap<CardId, LedgerRow>,
  writes: readonly Action[],
  folder: FolderView,
): Map<CardId, ContactId> {
  const inUse = new Map<CardId, ContactId>();
  for (const row of rows.values()) {
    const contactId = contactInPlace(row, folder);
    if (contactId !== null) inUse.set(row.cardId, contactId);
  }
  for (const action of writes) {
    if (action.kind === 'update') inUse.set(action.desired.cardId, action.contactId);
    if (action.kind === 'record' && action.row.contactId !== null) inUse.set(action.row.cardId, action.row.contactId);
  }
  return inUse;
}

/** The attempts of earlier contacts of a card, as its ledger row has them after these writes. */
function formerAfter(
  rows: ReadonlyMap<CardId, LedgerRow>,
  writes: readonly Action[],
): (cardId: CardId) => readonly number[] {
  const changed = new Map<CardId, readonly number[]>();
  for (const action of writes) if (action.kind === 'update') changed.set(action.desired.cardId, action.former ?? []);
  return (cardId) => changed.get(cardId) ?? rows.get(cardId)?.former ?? [];
}

async function allRows(links: LinkStore, key: LinkKey): Promise<Map<CardId, LedgerRow>> {
  const rows = new Map<CardId, LedgerRow>();
  for await (const page of links.rows(key)) for (const row of page) rows.set(row.cardId, row);
  return rows;
}

/** Eight characters of each hash: enough to notice that a card changed between two runs. */
function versionOf(desired: DesiredContact): string {
  return desired.hash.slice(0, 8) + desired.notesHash.slice(0, 8);
}

function capped(window: SyncState['window']): SyncState['window'] {
  return Object.keys(window).length > MAX_WINDOW ? {} : window;
}
