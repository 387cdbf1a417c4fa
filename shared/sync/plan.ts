import type { DesiredContact } from '../contacts/desired-contact.ts';
import type { CardId, ContactId } from '../ids.ts';
import { type LedgerRow, UNANSWERED_WRITE } from '../links/link.ts';
import type { FolderView } from './folder-view.ts';

/** One thing to do, and why. The reasons are shown to people. */
export type Action =
  | {
      readonly kind: 'create';
      readonly desired: DesiredContact;
      readonly reason: 'new-card' | 'new-folder' | 'contact-missing' | 'parked-card-changed' | 'tried-again';
    }
  | {
      readonly kind: 'update';
      readonly desired: DesiredContact;
      readonly contactId: ContactId;
      /** The attempt that made the contact; its stamp keeps it. */
      readonly attempt: number;
      /** Our block in the notes changed too; it is replaced around what the person wrote. */
      readonly rewriteNotes: boolean;
      readonly reason: 'card-changed' | 'found-by-stamp' | 'overtaken' | 'altered' | 'tried-again';
    }
  | {
      readonly kind: 'remove';
      readonly cardId: CardId;
      readonly contactId: ContactId;
      readonly reason: 'card-left' | 'stray';
    }
  | { readonly kind: 'forget'; readonly cardId: CardId; readonly reason: 'card-left' }
  /** Only the ledger changes. */
  | { readonly kind: 'record'; readonly row: LedgerRow; readonly reason: 'kept-by-person' | 'found-by-stamp' };

/** A contact that goes. */
export type Removal = Extract<Action, { kind: 'remove' }>;

/** A write of a card's contact; what is no write is done only when all writes are certain. */
export function isWrite(action: Action): boolean {
  return action.kind === 'create' || action.kind === 'update';
}

/** What to do for one card that exists (PRODUCT C3, C4, C8), or `undefined`: its contact is as it should be. */
export function decideCard(
  desired: DesiredContact,
  row: LedgerRow | undefined,
  folder: FolderView,
): Action | undefined {
  const unchanged = row?.hash === desired.hash && row.notesHash === desired.notesHash && !row.kept;

  const found = folder.listed?.byCard.get(desired.cardId)?.[0];
  const known = row !== undefined && row.folderId === folder.folderId ? row.contactId : null;
  const inPlace = known !== null && (folder.listed === undefined || folder.listed.ids.has(known));

  const parked = row?.parked != null && unchanged;
  const deleted = known !== null && !inPlace && found === undefined;
  const again = parked && (folder.repair || deleted || (folder.retry && row.parked === UNANSWERED_WRITE));
  if (parked && !again) {
    // Refused by Outlook before: trying the same content again would be refused again. But a create that was thought lost
    // may have landed since, and then the card has a contact.
    if (inPlace || found === undefined) return undefined;
    const { id: contactId, attempt } = found;
    const { folderId } = folder;
    return { kind: 'record', row: { ...row, contactId, folderId, attempt }, reason: 'found-by-stamp' };
  }
  if (row !== undefined && known !== null && inPlace) {
    // An older write that was thought lost may have landed after the newer one that the ledger knows.
    const stamped = folder.listed?.byCard.get(desired.cardId)?.find(({ id }) => id === known);
    const overtaken = folder.listed !== undefined && stamped?.hash !== row.hash;
    const altered = folder.repair && stamped?.version !== row.version;
    if (unchanged && !overtaken && !altered && !again) return undefined;
    const rewriteNotes = row.notesHash !== desired.notesHash || altered || again;
    const reason = !unchanged ? 'card-changed' : again ? 'tried-again' : overtaken ? 'overtaken' : 'altered';
    return { kind: 'update', desired, contactId: known, attempt: row.attempt, rewriteNotes, reason };
  }

  // Not in the ledger, or not where the ledger says: a create whose answer was lost is in the folder under our stamp.
  if (found !== undefined) {
    const { id: contactId, attempt } = found;
    return { kind: 'update', desired, contactId, attempt, rewriteNotes: true, reason: 'found-by-stamp' };
  }
  if (row === undefined) return { kind: 'create', desired, reason: 'new-card' };
  if (again) return { kind: 'create', desired, reason: 'tried-again' };
  if (row.folderId !== folder.folderId) return { kind: 'create', desired, reason: 'new-folder' };
  return { kind: 'create', desired, reason: row.contactId === null ? 'parked-card-changed' : 'contact-missing' };
}

/**
 * What to do for a row whose card a *complete* listing did not show (PRODUCT C6): the contact goes, or, where there is
 * none of ours any more, only the row.
 */
export function decideDeparture(row: LedgerRow, folder: FolderView): Action {
  const contactId = contactInPlace(row, folder);
  return contactId === null
    ? { kind: 'forget', cardId: row.cardId, reason: 'card-left' }
    : { kind: 'remove', cardId: row.cardId, contactId, reason: 'card-left' };
}

/** The contact of a row, unless it is known not to be in the folder. */
export function contactInPlace({ contactId, folderId }: LedgerRow, folder: FolderView): ContactId | null {
  if (contactId === null || folderId !== folder.folderId) return null;
  return folder.listed === undefined || folder.listed.ids.has(contactId) ? contactId : null;
}

/**
 * Contacts that an attempt with an unknown outcome left behind. A second one of a card goes, the one in use stays. One
 * whose card is not listed is taken into the ledger, also where the row there knows of none or of one that is gone, so
 * that the next listing treats it like any other that leaves, guard and hold included. Later copies carry our stamp as
 * well, but a person made them, so only contacts of the unresolved attempts count. In a folder that was taken over, every
 * card without a row is taken into the ledger so; and those of later attempts than the ledger knows of, for then the
 * database was put back to an earlier state.
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

/** Newest cards first, so that the person one met today is there before the archive is. */
export function newestFirst(a: DesiredContact, b: DesiredContact): number {
  return compare(b.registered, a.registered) || compare(a.cardId, b.cardId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
