import { type ListedContact, MAX_BATCH, type Mailbox } from '../contacts/mailbox.ts';
import type { ContactId } from '../ids.ts';
import { inBatches } from '../in-batches.ts';
import type { LinkedState } from '../links/link.ts';
import { folderCollector, type ListedFolder } from './folder-view.ts';

/** Most times that one run lists the folder, when a listing turns out to lack contacts that are there. */
const MAX_LISTINGS = 3;
/** Most contacts that one run looks up by their ids. */
const MAX_LOOK_UPS = 2000;

/** A folder listing, checked against the ledger. */
export interface CheckedFolder {
  /** What all listings and look-ups of this run showed together. A contact of which nothing is certain counts as there. */
  readonly folder: ListedFolder;
  /** The contacts on the ledger that are not in the folder, by the answers to their ids. */
  readonly gone: ReadonlySet<ContactId>;
  /** Whether the last listing lacked nothing that is there. */
  readonly whole: boolean;
  /** Number of contacts that were looked up. */
  readonly lookUps: number;
}

/**
 * Lists the folder. That a listing lacks a contact does not prove that it is gone (PRODUCT C13): the contacts of the ledger that it
 * lacks, or shows without our stamp, are looked up by their ids. When one of them is there, the folder is listed again.
 * So it is when the folder may hold contacts that the ledger does not know. Fails with `MailboxFailure`.
 *
 * @param known the contacts of the ledger in this folder
 * @param mayHoldOthers whether there may be contacts of ours that the ledger does not know: only another listing shows
 *   that one lacks them
 * @param doubtful attempts whose contacts come last among those of a card
 * @param maxLookUps most contacts that may be looked up
 */
export async function listFolder(
  mailbox: Mailbox,
  { linkId, folder }: LinkedState,
  known: ReadonlySet<ContactId>,
  mayHoldOthers: boolean,
  doubtful: readonly number[],
  maxLookUps: number,
): Promise<CheckedFolder> {
  const collector = folderCollector(linkId, doubtful);
  const answered = new Map<ContactId, ListedContact | 'gone'>();
  const lookedUp = new Set<ContactId>();
  const most = Math.min(MAX_LOOK_UPS, maxLookUps);
  for (let listing = 1; ; listing += 1) {
    const shown = new Set<ContactId>();
    const lacking = new Set(known);
    for await (const page of mailbox.contactsIn(folder.id)) {
      collector.add(page);
      for (const { id, stamp } of page) {
        shown.add(id);
        if (stamp?.linkId === linkId) lacking.delete(id);
      }
    }
    const toLookUp = [...lacking].filter((id) => !lookedUp.has(id));
    for (const ids of inBatches(toLookUp, MAX_BATCH)) {
      if (lookedUp.size + ids.length > most) break;
      const answers = await mailbox.lookUp(folder.id, ids);
      for (const id of ids) lookedUp.add(id);
      for (const [id, answer] of answers) answered.set(id, answer);
      const there = [...answers.values()].filter((answer) => answer !== 'gone');
      collector.add(there);
      // The rest is left to the next listing, which costs less than many look-ups.
      if (listing < MAX_LISTINGS && there.some((contact) => contact.stamp !== undefined)) break;
    }
    const whole = collector.size() === shown.size && [...lacking].every((id) => isAsListed(answered.get(id)));
    if (listing < listingsNeeded(whole, mayHoldOthers)) continue;
    const gone = new Set([...lacking].filter((id) => answered.get(id) === 'gone'));
    return {
      folder: collector.collected([...lacking].filter((id) => !gone.has(id))),
      gone,
      whole,
      lookUps: lookedUp.size,
    };
  }
}

function listingsNeeded(whole: boolean, mayHoldOthers: boolean): number {
  if (!whole) return MAX_LISTINGS;
  return mayHoldOthers ? 2 : 1;
}

/** The folder by one listing, which may lack contacts that are there. Fails with `MailboxFailure`. */
export async function listOnce(mailbox: Mailbox, { linkId, folder }: LinkedState): Promise<ListedFolder> {
  const collector = folderCollector(linkId, []);
  for await (const page of mailbox.contactsIn(folder.id)) collector.add(page);
  return collector.collected();
}

/** Whether a contact that a listing lacked, or showed without our stamp, is gone or has no stamp. */
function isAsListed(answer: ListedContact | 'gone' | undefined): boolean {
  return answer === 'gone' || (answer !== undefined && answer.stamp === undefined);
}
