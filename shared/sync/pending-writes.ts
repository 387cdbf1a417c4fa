import type { DesiredContact } from '../contacts/desired-contact.ts';
import type { CardId } from '../ids.ts';
import { type CardAction, isWrite, newestFirst, type Write } from './plan.ts';

/** What a run is to do for its cards, which becomes known page by page while they are read. */
export interface PendingWrites {
  /** Notes what is to be done for the cards of a page, as `decide` says. */
  read(page: readonly DesiredContact[], decide: (contact: DesiredContact) => CardAction | undefined): void;
  /** Takes out up to `size` writes, of the newest cards that are known. */
  take(size: number): readonly Write[];
  /** Number of writes that can be taken. */
  waiting(): number;
  /** Everything: the writes that were taken, in that order; then the others, newest card first; then the rest. */
  all(): readonly CardAction[];
  /** Number of writes that are left to a later run. */
  beyond(): number;
}

/**
 * No writes yet.
 *
 * @param bound most writes of this run; those of the oldest cards are left to a later one, so that memory does not grow
 *   with the number of cards
 */
export function pendingWrites(bound: number): PendingWrites {
  /** Oldest card first. */
  let waiting: Write[] = [];
  const taken = new Map<CardId, Write>();
  /** What needs no request to the mailbox, and waits until all writes are done. */
  const records = new Map<CardId, CardAction>();
  /** Cards whose content changed again after their write was taken. */
  const changedAgain = new Set<CardId>();
  let dropped = 0;

  return {
    read(page, decide) {
      const known = new Map(waiting.map((write) => [write.desired.cardId, write]));
      for (const contact of page) {
        // A card that is updated while the pages are read appears twice; the later appearance counts.
        known.delete(contact.cardId);
        records.delete(contact.cardId);
        const sent = taken.get(contact.cardId)?.desired;
        if (sent !== undefined) {
          if (!isSameContent(sent, contact)) changedAgain.add(contact.cardId);
          continue;
        }
        const action = decide(contact);
        if (action === undefined) continue;
        if (isWrite(action)) known.set(contact.cardId, action);
        else records.set(contact.cardId, action);
      }
      waiting = [...known.values()].sort((a, b) => newestFirst(b.desired, a.desired));
      const tooMany = Math.max(0, taken.size + waiting.length - bound);
      waiting.splice(0, tooMany);
      dropped += tooMany;
    },
    take(size) {
      const newest = waiting.splice(-size).reverse();
      for (const write of newest) taken.set(write.desired.cardId, write);
      return newest;
    },
    waiting: () => waiting.length,
    all: () => [...taken.values(), ...waiting.toReversed(), ...records.values()],
    beyond: () => dropped + changedAgain.size,
  };
}

function isSameContent(one: DesiredContact, other: DesiredContact): boolean {
  return one.hash === other.hash && one.notesHash === other.notesHash;
}
