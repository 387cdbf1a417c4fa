import type { ContactRules } from '../contacts/contact-rules.ts';
import type { ListedContact } from '../contacts/mailbox.ts';
import type { CardId, ContactId, FolderId } from '../ids.ts';

/** What a run knows about its folder. */
export interface FolderView {
  readonly folderId: FolderId;
  readonly linkId: string;
  /** The contacts of the folder; `undefined` if it was not listed in this run. */
  readonly listed: ListedFolder | undefined;
  /** Whether contacts that somebody edited in Outlook are to be written again. */
  readonly repair: boolean;
  /** Whether to try parked cards again. */
  readonly retry: boolean;
  /** Whether the folder was taken over: contacts with our stamp belong to this link, though not in its ledger yet. */
  readonly adopting: boolean;
  /** Fields that the organization leaves to its people. */
  readonly leftAlone: ContactRules['leftAlone'];
  /** The last attempt that the ledger knows of. */
  readonly lastAttempt: number;
}

export interface ListedFolder {
  /** Contacts that are there. */
  readonly ids: ReadonlySet<ContactId>;
  /** Those among them that are there by the ledger alone, since nothing is certain of them. */
  readonly unseen: ReadonlySet<ContactId>;
  /** Contacts with this link's stamp. The first of a card is used when the ledger does not say which one is in use. */
  readonly byCard: ReadonlyMap<CardId, readonly StampedContact[]>;
}

interface StampedContact {
  readonly id: ContactId;
  readonly createdAt: string;
  readonly attempt: number;
  readonly hash: string;
  readonly version: string;
}

/**
 * Collects the contacts of the folder page by page, and keeps only what the plan needs, to save memory. The oldest
 * contact of a card comes first, but those of `doubtful` attempts come last.
 */
export function folderCollector(
  linkId: string,
  doubtful: readonly number[],
): {
  /** A contact may be added again: with its stamp, or from another listing. */
  add(contacts: readonly ListedContact[]): void;
  /** Number of contacts so far. */
  size(): number;
  /** @param unseen contacts that were not added and count as there */
  collected(unseen?: readonly ContactId[]): ListedFolder;
} {
  const ids = new Set<ContactId>();
  const stamped = new Set<ContactId>();
  const byCard = new Map<CardId, StampedContact[]>();
  return {
    add(contacts) {
      for (const { id, createdAt, version, stamp } of contacts) {
        ids.add(id);
        if (stamp?.linkId !== linkId || stamped.has(id)) continue;
        stamped.add(id);
        const contact = { id, createdAt, attempt: stamp.attempt, hash: stamp.hash, version };
        const same = byCard.get(stamp.cardId);
        if (same === undefined) byCard.set(stamp.cardId, [contact]);
        else same.push(contact);
      }
    },
    size: () => ids.size,
    collected(unseen = []) {
      for (const id of unseen) ids.add(id);
      const doubt = ({ attempt }: StampedContact) => (doubtful.includes(attempt) ? 1 : 0);
      for (const same of byCard.values()) {
        same.sort((a, b) => doubt(a) - doubt(b) || compare(a.createdAt, b.createdAt) || compare(a.id, b.id));
      }
      return { ids, unseen: new Set(unseen), byCard };
    },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
