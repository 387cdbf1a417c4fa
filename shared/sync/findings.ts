import type { Card } from '../cards/card.ts';
import type { CardSource } from '../cards/card-source.ts';
import type { DesiredContact } from '../contacts/desired-contact.ts';
import type { ContactId, LinkKey } from '../ids.ts';
import type { SyncState } from '../links/link.ts';
import type { LinkStore } from '../links/link-store.ts';
import type { FolderView, ListedFolder } from './folder-view.ts';
import type { CheckedFolder } from './list-folder.ts';
import type { Action, Removal } from './plan.ts';
import type { Due } from './what-is-due.ts';

/** The result of comparing cards, ledger and folder. */
export interface Findings {
  /** What to do, in this order: creates and updates, newest card first; then removals. */
  readonly actions: readonly Action[];
  /** Number of contacts to write beyond the largest plan (`bound`). `actions` holds those of the newest cards. */
  readonly beyond: number;
  /** Number of removals that look wrong and are not in `actions`, and of ledger rows in all (PRODUCT C6). */
  readonly held: { readonly removals: number; readonly of: number } | undefined;
  /** The held removals one by one, for the preview. */
  readonly waiting: readonly Removal[];
  /** Contacts whose cards left and that stay by a person's decision; `undefined` unless all cards were listed. */
  readonly kept: number | undefined;
  /** Whether all cards were read that were to be; otherwise these are the findings of some pages. */
  readonly isWhole: boolean;
  /** Number of cards; `undefined` unless all cards are listed and not only those that changed. */
  readonly cards: number | undefined;
  /** Number of ledger rows of parked cards, before anything is applied; `undefined` unless all rows were read. */
  readonly parked: number | undefined;
  readonly window: SyncState['window'];
  /** The window has new entries, for cards whose rows had to be read this time. Storing it saves the next run that. */
  readonly learned: boolean;
  /** What the folder listing showed; `undefined` if there was none. */
  readonly folder: FolderFindings | undefined;
  /** The digest of the ledger as it was read: from all rows, or as it is stored. */
  readonly ledgerDigest: SyncState['ledgerDigest'];
  /** All rows were read, and add up to something else than the stored digest. */
  readonly digestWrong: boolean;
}

export interface FolderFindings {
  /** Whether it lacked nothing that is there; otherwise it is not conclusive for creates in doubt. */
  readonly whole: boolean;
  /** Number of creates in doubt that are not repeated on the word of this listing; they are among `beyond`. */
  readonly postponed: number;
  /** Contacts that are gone and wait before they are made again. */
  readonly absent: SyncState['absent'];
  /** Number of second contacts of cards that are ours, before any of them is removed (PRODUCT C14). */
  readonly doubles: number;
  /** Number of contacts that were looked up by their ids. */
  readonly lookUps: number;
}

export interface ReadingInput {
  readonly key: LinkKey;
  readonly source: CardSource;
  readonly links: LinkStore;
  readonly sync: SyncState;
  readonly due: Due;
  /** The folder before it is listed. */
  readonly folder: FolderView;
  /** Lists the folder; gets the contacts that the ledger has in it. `undefined` when no folder listing is due. */
  readonly checkFolder: ((known: ReadonlySet<ContactId>) => Promise<CheckedFolder>) | undefined;
  /** Lists the folder without looking anything up. `undefined` when no folder listing is due. */
  readonly listOnce: (() => Promise<ListedFolder>) | undefined;
  /** The contact that a card should have, by the organization's rules. */
  readonly contactOf: (card: Card) => DesiredContact;
  readonly now: Date;
  /** With more contacts to write than this, the reading is given up (`too-much`) and nothing is concluded. */
  readonly most: number;
  /** Most contacts that one plan writes: those of the newest cards. */
  readonly bound: number;
}
