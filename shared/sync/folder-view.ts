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
  /** Whether to try cards again that are parked because their write never had a clear answer. */
  readonly retry: boolean;
  /** Whether the folder was taken over: contacts with our stamp belong to this link, though not in its ledger yet. */
  readonly adopting: boolean;
  /** The last attempt that the ledger knows of. */
  readonly lastAttempt: number;
}

export interface ListedFolder {
  readonly ids: ReadonlySet<ContactId>;
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
  add(contacts: readonly ListedContact[]): void;
  collected(): ListedFolder;
} {
  const ids = new Set<ContactId>();
  const byCard = new Map<CardId, StampedContact[]>();
  return {
    add(contacts) {
      for (const { id, createdAt, version, stamp } of contacts) {
        ids.add(id);
        if (stamp?.linkId !== linkId) continue;
        const contact = { id, createdAt, attempt: stamp.attempt, hash: stamp.hash, version };
        const same = byCard.get(stamp.cardId);
        if (same === undefined) byCard.set(stamp.cardId, [contact]);
        else same.push(contact);
      }
    },
    collected() {
      const doubt = ({ attempt }: StampedContact) => (doubtful.includes(attempt) ? 1 : 0);
      for (const same of byCard.values()) {
        same.sort((a, b) => doubt(a) - doubt(b) || compare(a.createdAt, b.createdAt) || compare(a.id, b.id));
      }
      return { ids, byCard };
    },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
