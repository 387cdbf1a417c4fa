import { SECOND } from '../clock.ts';
import type { CardId } from '../ids.ts';
import type { SyncState } from '../links/link.ts';
import { SYNC_INTERVAL } from '../links/slot.ts';

/**
 * The number of consecutive runs with writes that had no clear answer, and the cards whose write had none in any of
 * these runs. `null`: every write of the last run had a clear answer.
 */
type UnansweredWrites = SyncState['unsettled'];

/** Number of runs without a clear answer after which a card is parked; with the waits between them, some minutes. */
const GIVE_UP_AFTER = 5;
/** The same when no other write had a clear answer either, so that the mailbox may be in trouble: most of an hour. */
const GIVE_UP_IN_SILENCE_AFTER = 8;
/** Most cards that are stored, to keep the link small; further cards are counted after these are settled. */
const MAX_CARDS = 100;
/** Shortest and longest wait, in seconds. */
const MIN_WAIT = 30;
const MAX_WAIT = SYNC_INTERVAL / SECOND;

/**
 * The unanswered writes after a run.
 *
 * @param cards those whose write had no clear answer in this run
 * @param silent whether the run stopped because several consecutive writes had none
 */
export function unansweredAfter(before: UnansweredWrites, cards: readonly CardId[], silent: boolean): UnansweredWrites {
  if (cards.length === 0) return null;
  const again = before?.cards.filter((cardId) => cards.includes(cardId)) ?? [];
  return again.length > 0 && before !== null
    ? { runs: before.runs + 1, cards: again, silent }
    : { runs: 1, cards: cards.slice(0, MAX_CARDS), silent };
}

/** Whether to park the card if its write again has no clear answer, so that the run can go on with the other cards. */
export function isGivenUp(before: UnansweredWrites, cardId: CardId): boolean {
  if (before === null || !before.cards.includes(cardId)) return false;
  return before.runs >= (before.silent ? GIVE_UP_IN_SILENCE_AFTER : GIVE_UP_AFTER) - 1;
}

/**
 * Seconds before the next run finds out what became of the writes: 30 at first, doubled with every run, at most 1800.
 */
export function waitForAnswers(unsettled: UnansweredWrites): number {
  return unsettled === null ? 0 : Math.min(MIN_WAIT * 2 ** (unsettled.runs - 1), MAX_WAIT);
}
