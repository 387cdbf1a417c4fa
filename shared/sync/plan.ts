import type { DesiredContact } from '../contacts/desired-contact.ts';
import type { CardId, ContactId } from '../ids.ts';
import type { Hold, LedgerRow } from '../links/link.ts';
import type { FolderView } from './folder-view.ts';
import { decideRemovals } from './removal-guard.ts';

/** One thing to do, and why. The preview shows the reasons to people. */
export type Action =
  | {
      readonly kind: 'create';
      readonly desired: DesiredContact;
      /** As `former` of the ledger row. */
      readonly former?: readonly number[];
      readonly reason: 'new-card' | 'new-folder' | 'contact-missing' | 'parked-card-changed' | 'tried-again';
    }
  | {
      readonly kind: 'update';
      readonly desired: DesiredContact;
      readonly contactId: ContactId;
      /** The attempt that created the contact; the update writes it into the stamp again. */
      readonly attempt: number;
      /** As `former` of the ledger row. */
      readonly former?: readonly number[];
      /** Also replace our block in the notes. What the person wrote before and after it stays. */
      readonly rewriteNotes: boolean;
      /** The hash in the contact's stamp, where the folder was listed: of the fields as our last write left them. */
      readonly stamped?: string | undefined;
      readonly reason: 'card-changed' | 'found-by-stamp' | 'overtaken' | 'altered' | 'tried-again';
    }
  | {
      readonly kind: 'remove';
      readonly cardId: CardId;
      readonly contactId: ContactId;
      readonly reason: 'card-left' | 'stray';
    }
  /** Removes a second contact of a card, if it holds nothing of a person's that the one in use lacks (PRODUCT C14). */
  | {
      readonly kind: 'remove';
      readonly cardId: CardId;
      readonly contactId: ContactId;
      readonly inUse: ContactId;
      readonly leftAlone: FolderView['leftAlone'];
      readonly reason: 'double';
    }
  | { readonly kind: 'forget'; readonly cardId: CardId; readonly reason: 'card-left' }
  /** Only the ledger row is written, nothing in Outlook. */
  | { readonly kind: 'record'; readonly row: LedgerRow; readonly reason: 'kept-by-person' | 'found-by-stamp' };

/** A contact to make or to bring up to date. */
export type Write = Extract<Action, { kind: 'create' | 'update' }>;
/** What is to be done for a card that exists. */
export type CardAction = Write | Extract<Action, { kind: 'record' }>;
/** A contact to remove. */
export type Removal = Extract<Action, { kind: 'remove' }>;
export type Double = Extract<Action, { reason: 'double' }>;

/** Whether an action creates or updates a contact. Other actions are done only when all writes had a clear answer. */
export function isWrite(action: Action): action is Write {
  return action.kind === 'create' || action.kind === 'update';
}

/**
 * What to do for one card that exists (PRODUCT C3, C4, C8). `undefined`: nothing, since its contact is up to date or
 * its card is parked.
 */
export function decideCard(
  desired: DesiredContact,
  row: LedgerRow | undefined,
  folder: FolderView,
): CardAction | undefined {
  const unchanged = row?.hash === desired.hash && row.notesHash === desired.notesHash && !row.kept;

  const found = folder.listed?.byCard.get(desired.cardId)?.[0];
  const known = row !== undefined && row.folderId === folder.folderId ? row.contactId : null;
  const inPlace = row !== undefined && contactInPlace(row, folder) !== null;

  const parked = row?.parked != null && unchanged;
  const deleted = known !== null && !inPlace && found === undefined;
  const again = parked && (folder.repair || deleted || folder.retry);
  if (parked && !again) {
    // Outlook refused this content before and would again. But a create without an answer may have taken effect since:
    // the row then gets its contact.
    if (inPlace || found === undefined) return undefined;
    const { id: contactId, attempt } = found;
    const { folderId } = folder;
    return { kind: 'record', row: { ...row, contactId, folderId, attempt }, reason: 'found-by-stamp' };
  }
  if (row !== undefined && known !== null && inPlace) {
    // An older write without an answer may have taken effect after the newer one that is in the ledger.
    const stamped = folder.listed?.byCard.get(desired.cardId)?.find(({ id }) => id === known);
    const seen = folder.listed !== undefined && !folder.listed.unseen.has(known);
    const overtaken = seen && stamped?.hash !== row.hash;
    const altered = seen && folder.repair && stamped?.version !== row.version;
    if (unchanged && !overtaken && !altered && !again) return undefined;
    const rewriteNotes = row.notesHash !== desired.notesHash || altered || again;
    const reason = !unchanged ? 'card-changed' : again ? 'tried-again' : overtaken ? 'overtaken' : 'altered';
    const { attempt } = row;
    return { kind: 'update', desired, contactId: known, attempt, rewriteNotes, stamped: stamped?.hash, reason };
  }

  // The card has no row, or its contact is not in the folder any more. If the answer to a create was lost, the contact
  // is in the folder and carries our stamp.
  if (found !== undefined) {
    const { id: contactId, attempt, hash: stamped } = found;
    return { kind: 'update', desired, contactId, attempt, rewriteNotes: true, stamped, reason: 'found-by-stamp' };
  }
  if (row === undefined) return { kind: 'create', desired, reason: 'new-card' };
  if (again) return { kind: 'create', desired, reason: 'tried-again' };
  if (row.folderId !== folder.folderId) return { kind: 'create', desired, reason: 'new-folder' };
  const reason = row.contactId === null ? 'parked-card-changed' : 'contact-missing';
  return { kind: 'create', desired, reason };
}

/** Most attempts that a ledger row remembers of contacts that left. */
const MAX_FORMER = 20;

/** As `decideCard`, with the attempts of the card's earlier contacts, as `former` of its ledger row. */
export function decideCardWithFormer(
  desired: DesiredContact,
  row: LedgerRow | undefined,
  folder: FolderView,
): CardAction | undefined {
  const action = decideCard(desired, row, folder);
  if (action === undefined || !isWrite(action)) return action;
  const left = row !== undefined && row.contactId !== null && contactInPlace(row, folder) === null ? [row.attempt] : [];
  // No ledger says which contacts of a folder that is taken over a person made or brought back.
  const unclear = folder.adopting && row === undefined ? (folder.listed?.byCard.get(action.desired.cardId) ?? []) : [];
  const former = [...(row?.former ?? []), ...left, ...unclear.map(({ attempt }) => attempt)];
  return former.length === 0 ? action : { ...action, former: former.slice(-MAX_FORMER) };
}

/**
 * What to do for a row whose card is not in a *complete* listing (PRODUCT C6): remove the contact, or only delete the
 * row when its contact is not in the folder any more.
 */
export function decideDeparture(row: LedgerRow, folder: FolderView): Action {
  const contactId = contactInPlace(row, folder);
  return contactId === null
    ? { kind: 'forget', cardId: row.cardId, reason: 'card-left' }
    : { kind: 'remove', cardId: row.cardId, contactId, reason: 'card-left' };
}

/** What becomes of the rows whose cards are not listed. */
interface Departures {
  readonly actions: readonly Action[];
  /** Removals that look wrong, and wait for a person (PRODUCT C6). */
  readonly held: readonly Removal[];
  /** Number of contacts that a person just decided to keep. */
  readonly kept: number;
}

/**
 * What to do for all rows whose cards are not in a *complete* listing, as the removal guard and the person's decision
 * allow.
 *
 * @param count number of ledger rows and of listed cards
 */
export function decideDepartures(
  leavers: readonly LedgerRow[],
  count: { readonly rows: number; readonly listed: number },
  hold: Hold | null,
  folder: FolderView,
): Departures {
  const planned = leavers.map((row) => ({ row, action: decideDeparture(row, folder) }));
  const removals = planned.flatMap(({ action }) => (action.kind === 'remove' ? [action] : []));
  const departure = { ...count, leaving: removals.length, gone: leavers.length };
  const verdict = decideRemovals(departure, hold);
  const actions = planned.flatMap(({ row, action }): Action[] => {
    if (verdict === 'remove' || action.kind !== 'remove') return [action];
    return verdict === 'keep'
      ? [{ kind: 'record', row: { ...row, parked: null, kept: true }, reason: 'kept-by-person' }]
      : [];
  });
  return {
    actions,
    held: verdict === 'hold' ? removals : [],
    kept: verdict === 'keep' ? removals.length : 0,
  };
}

/** The contact of a row; `null` if there is none, or it is known not to be in the folder. */
export function contactInPlace({ contactId, folderId }: LedgerRow, folder: FolderView): ContactId | null {
  if (contactId === null || folderId !== folder.folderId) return null;
  return folder.listed === undefined || folder.listed.ids.has(contactId) ? contactId : null;
}

/**
 * What to do with contacts that attempts with an unknown outcome created (`unresolvedAttempts`):
 *
 * - A second contact of a card is removed, the one in use stays.
 * - One whose card is not listed gets a ledger row, also where the card's row has no contact or one that is gone. The
 *   next listing then treats it like any other contact whose card left, with the removal guard and the hold (PRODUCT
 *   C6).
 *
 * Copies that a person made carry our stamp as well, so only contacts of the unresolved attempts count. There are two
 * exceptions, in which a card without a contact in use gets a row for any contact with our stamp: in a folder that was
 * taken over, and for contacts of later attempts than the ledger knows, which exist when the database was restored to
 * an earlier state.
 *
 * @param inUse the contact in use of each card
 */
export function decideLeftovers(
  folder: FolderView,
  inUse: ReadonlyMap<CardId, ContactId>,
  listedCards: ReadonlySet<CardId>,
  unresolvedAttempts: readonly number[],
): Action[] {
  const actions: Action[] = [];
  for (const [cardId, contacts] of folder.listed?.byCard ?? []) {
    const uncertain = contacts.filter(({ attempt }) => unresolvedAttempts.includes(attempt));
    const used = inUse.get(cardId) ?? (listedCards.has(cardId) ? contacts[0]?.id : undefined);
    const later = contacts.find(({ attempt }) => attempt > folder.lastAttempt);
    const first = folder.adopting ? contacts[0] : (uncertain[0] ?? later);
    const orphan = used === undefined ? first : undefined;
    if (orphan !== undefined) {
      const { id: contactId, attempt, hash } = orphan;
      const { folderId } = folder;
      const row = {
        cardId,
        contactId,
        folderId,
        attempt,
        hash,
        notesHash: '',
        version: null,
        parked: null,
        kept: false,
      };
      actions.push({ kind: 'record', row, reason: 'found-by-stamp' });
    }
    for (const { id: contactId } of uncertain) {
      if (contactId !== (used ?? orphan?.id)) actions.push({ kind: 'remove', cardId, contactId, reason: 'stray' });
    }
  }
  return actions;
}

/**
 * The second contacts of cards that are ours (PRODUCT C14): of another attempt than the contact in use, and so of
 * another create. A copy that a person made of the contact in use has its attempt; one that was brought back has an
 * attempt of `former`; of two contacts of one attempt, one is a copy, and nobody knows which. All these stay.
 *
 * @param inUse the contact in use of each card
 * @param former as in the ledger row of the card, after this plan
 */
export function decideDoubles(
  folder: FolderView,
  inUse: ReadonlyMap<CardId, ContactId>,
  former: (cardId: CardId) => readonly number[],
  unresolvedAttempts: readonly number[],
): Double[] {
  return [...(folder.listed?.byCard ?? [])].flatMap(([cardId, contacts]) => {
    const used = contacts.find(({ id }) => id === inUse.get(cardId));
    if (used === undefined || contacts.length === 1) return [];
    const unclear = new Set([used.attempt, ...former(cardId), ...unresolvedAttempts]);
    return contacts
      .filter(
        ({ attempt }) => !unclear.has(attempt) && contacts.filter((same) => same.attempt === attempt).length === 1,
      )
      .map(
        ({ id }): Double => ({
          kind: 'remove',
          cardId,
          contactId: id,
          inUse: used.id,
          leftAlone: folder.leftAlone,
          reason: 'double',
        }),
      );
  });
}

/** Sorts by registration, newest card first: in a long first sync, the cards of today come before the archive. */
export function newestFirst(a: DesiredContact, b: DesiredContact): number {
  return compare(b.registered, a.registered) || compare(a.cardId, b.cardId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
