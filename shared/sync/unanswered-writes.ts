import { SECOND } from '../clock.ts';
import type { CardId } from '../ids.ts';
import type { SyncState } from '../links/link.ts';
import { SYNC_INTERVAL } from '../links/slot.ts';

/** Runs on end that did not come to a clear end, and the cards for which none of them did. */
type UnansweredWrites = SyncState['unsettled'];

/** Runs after which a write that never has a clear answer is given up for the time being: some minutes. */
const GIVE_UP_AFTER = 5;
/** The same when no other write had one either: most of an hour, for it looks like a mailbox in trouble. */
const GIVE_UP_IN_SILENCE_AFTER = 8;
/** As many as the link has room for; the others have their turn after these. */
const MAX_CARDS = 100;
/** Seconds. */
const MIN_WAIT = 30;
const MAX_WAIT = SYNC_INTERVAL / SECOND;

/**
 * @param cards those whose write had no clear answer
 * @param silent whether the run stopped since several writes on end had none
 */
export function unansweredAfter(before: UnansweredWrites, cards: readonly CardId[], silent: boolean): UnansweredWrites {
  if (cards.length === 0) return null;
  const again = before?.cards.filter((cardId) => cards.includes(cardId)) ?? [];
  return again.length > 0 && before !== null
    ? { runs: before.runs + 1, cards: again, silent }
    : { runs: 1, cards: cards.slice(0, MAX_CARDS), silent };
}

/** Whether a write that has no clear answer this time either is to be given up, so that the others can go on. */
export function isGivenUp(before: UnansweredWrites, cardId: CardId): boolean {
  if (before === null || !before.cards.includes(cardId)) return false;
  return before.runs >= (before.silent ? GIVE_UP_IN_SILENCE_AFTER : GIVE_UP_AFTER) - 1;
}

/** Seconds before the next run looks at what became of it: twice as many each time. */
export function waitForAnswers(unsettled: UnansweredWrites): number {
  return unsettled === null ? 0 : Math.min(MIN_WAIT * 2 ** (unsettled.runs - 1), MAX_WAIT);
}
