import type { DesiredContact } from '../contacts/desired-contact.ts';
import { type CardId, type ContactId, instant, type LinkKey } from '../ids.ts';
import type { LedgerRow } from '../links/link.ts';
import type { LinkStore } from '../links/link-store.ts';
import type { Judge } from './card-reading.ts';
import { absenceAfter, hasLasted } from './creation-guard.ts';
import type { Findings, FolderFindings, ReadingInput } from './findings.ts';
import type { FolderView } from './folder-view.ts';
import { isConclusive } from './in-doubt-creates.ts';
import { digestOfRows, isSameLedger, knownDigest } from './ledger-digest.ts';
import type { PendingWrites } from './pending-writes.ts';
import {
  type CardAction,
  contactInPlace,
  decideCardWithFormer,
  decideDepartures,
  decideDoubles,
  decideLeftovers,
} from './plan.ts';

/** Judges all cards by all ledger rows, and by the folder if it is to be listed. Fails with `MailboxFailure`. */
export async function judgeAll(input: ReadingInput): Promise<Judge> {
  const { key, links, sync, now } = input;
  const rows = await allRows(links, key);
  const { folder, found: listing } = await viewFolder(input, rows);
  const epoch = folder.lastAttempt;
  const ledgerDigest = { ...digestOfRows(rows.values(), folder.folderId), epoch, checkedAt: instant(now) };
  const known = knownDigest(sync, epoch);
  const digestWrong = known !== null && !isSameLedger(known, ledgerDigest);
  const parked = [...rows.values()].filter((row) => row.parked !== null).length;
  // A create in doubt may have happened, and a listing that lacks what is there says nothing about that (PRODUCT C13).
  const inDoubt = sync.unresolved !== null && listing?.whole === false && !isConclusive(sync, now, false);
  const attempts = sync.unresolved?.attempts ?? [];
  const seen = new Set<CardId>();
  /** Cards whose create is in doubt. */
  const postponed = new Set<CardId>();

  function decide(contact: DesiredContact): CardAction | undefined {
    seen.add(contact.cardId);
    postponed.delete(contact.cardId);
    const action = decideCardWithFormer(contact, rows.get(contact.cardId), folder);
    if (!inDoubt || action?.kind !== 'create') return action;
    postponed.add(contact.cardId);
    return undefined;
  }

  function findings(writes: PendingWrites, isWhole: boolean): Findings {
    const actions = writes.all();
    const beyond = writes.beyond() + postponed.size;
    const doubles = isWhole
      ? decideDoubles(folder, contactsInUse(rows, actions, folder), formerAfter(rows, actions), attempts)
      : [];
    const found = listing && { ...listing, postponed: postponed.size, doubles: doubles.length };
    const learned = { parked, ledgerDigest, digestWrong, window: {}, learned: false };
    const all = { beyond, isWhole, cards: seen.size, folder: found, ...learned };
    // Removals come after all writes. With writes beyond this plan, removals are left to the run that plans the last of
    // them.
    if (!isWhole || beyond > 0) return { actions, held: undefined, waiting: [], kept: undefined, ...all };
    const leftovers = decideLeftovers(folder, contactsInUse(rows, actions, folder), seen, attempts);
    // Cards whose contact was just found get a ledger row in this run, and the next listing decides about them. If their
    // old row were deleted as well, no row would know the contact and nobody would remove it.
    const recorded = new Set(leftovers.flatMap((action) => (action.kind === 'record' ? [action.row.cardId] : [])));
    const leavers = [...rows.values()].filter(
      ({ cardId, kept }) => !seen.has(cardId) && !kept && !recorded.has(cardId),
    );
    const departures = decideDepartures(leavers, { rows: rows.size, listed: seen.size }, sync.hold, folder);
    const stays = (row: LedgerRow) => row.kept && !seen.has(row.cardId) && contactInPlace(row, folder) !== null;
    // A card that leaves takes both its contacts along; of the others only a person's "rebuild" removes one.
    const goes = new Set(departures.actions.flatMap((action) => (action.kind === 'remove' ? [action.cardId] : [])));
    const reduced = doubles.filter(({ cardId }) => folder.repair || goes.has(cardId));
    return {
      actions: [...actions, ...leftovers, ...reduced, ...departures.actions],
      held: departures.held.length === 0 ? undefined : { removals: departures.held.length, of: rows.size },
      waiting: departures.held,
      kept: [...rows.values()].filter(stays).length + departures.kept,
      ...all,
    };
  }

  return { rows, page: async () => decide, findings };
}

/** The folder with its listing, if one is due, and what that says about contacts of the ledger. */
async function viewFolder(
  { folder, checkFolder, sync, now }: ReadingInput,
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

function contactsInUse(
  rows: ReadonlyMap<CardId, LedgerRow>,
  actions: readonly CardAction[],
  folder: FolderView,
): Map<CardId, ContactId> {
  const inUse = new Map<CardId, ContactId>();
  for (const row of rows.values()) {
    const contactId = contactInPlace(row, folder);
    if (contactId !== null) inUse.set(row.cardId, contactId);
  }
  for (const action of actions) {
    if (action.kind === 'update') inUse.set(action.desired.cardId, action.contactId);
    if (action.kind === 'record' && action.row.contactId !== null) inUse.set(action.row.cardId, action.row.contactId);
  }
  return inUse;
}

/** The attempts of earlier contacts of a card, as its ledger row has them after these writes. */
function formerAfter(
  rows: ReadonlyMap<CardId, LedgerRow>,
  actions: readonly CardAction[],
): (cardId: CardId) => readonly number[] {
  const changed = new Map<CardId, readonly number[]>();
  for (const action of actions) if (action.kind === 'update') changed.set(action.desired.cardId, action.former ?? []);
  return (cardId) => changed.get(cardId) ?? rows.get(cardId)?.former ?? [];
}

async function allRows(links: LinkStore, key: LinkKey): Promise<Map<CardId, LedgerRow>> {
  const rows = new Map<CardId, LedgerRow>();
  for await (const page of links.rows(key)) for (const row of page) rows.set(row.cardId, row);
  return rows;
}
