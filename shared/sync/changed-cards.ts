import type { DesiredContact } from '../contacts/desired-contact.ts';
import type { CardId } from '../ids.ts';
import type { LedgerRow, SyncState } from '../links/link.ts';
import type { Judge } from './card-reading.ts';
import type { ReadingInput } from './findings.ts';
import { knownDigest } from './ledger-digest.ts';
import { decideCardWithFormer } from './plan.ts';

/**
 * Most cards in the window that the link stores. With more, the window is empty and the ledger rows are read instead.
 */
const MAX_WINDOW = 150;

/** Judges the cards that changed since the cursor. Ledger rows are read of those that the link's window does not have. */
export function judgeChanges({ key, links, sync, folder }: ReadingInput): Judge {
  const window: SyncState['window'] = {};
  const rows = new Map<CardId, LedgerRow>();
  const changed = new Set<CardId>();
  return {
    rows,
    async page(contacts) {
      const suspects = new Set<CardId>();
      for (const contact of contacts) {
        const { cardId } = contact;
        if (sync.window[cardId] !== versionOf(contact)) suspects.add(cardId);
        window[cardId] = versionOf(contact);
      }
      for (const cardId of suspects) changed.add(cardId);
      for (const [cardId, row] of await links.rowsOf(key, [...suspects])) rows.set(cardId, row);
      return (contact) =>
        suspects.has(contact.cardId) ? decideCardWithFormer(contact, rows.get(contact.cardId), folder) : undefined;
    },
    findings(writes, isWhole) {
      const kept = Object.keys(window).length > MAX_WINDOW ? {} : window;
      return {
        actions: writes.all(),
        beyond: writes.beyond(),
        isWhole,
        held: undefined,
        waiting: [],
        kept: undefined,
        cards: undefined,
        parked: undefined,
        window: kept,
        learned: [...changed].some((cardId) => kept[cardId] !== undefined),
        folder: undefined,
        ledgerDigest: knownDigest(sync, folder.lastAttempt),
        digestWrong: false,
      };
    },
  };
}

/** Eight characters of each hash: enough to notice that a card changed between two runs. */
function versionOf(desired: DesiredContact): string {
  return desired.hash.slice(0, 8) + desired.notesHash.slice(0, 8);
}
