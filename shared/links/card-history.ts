import { DAY } from '../clock.ts';
import { TIME_ZONE_OFFSET } from '../japan-time.ts';

/** Days of Japanese time since 1970, each with the number of cards at its end; only days on which it changed. */
export type CardHistory = readonly (readonly [day: number, cards: number])[];

/** Days of the history that a person is shown. */
export const HISTORY_DAYS = 90;
/** Most entries. The link is read in every run, so it has to stay small. */
const MAX_ENTRIES = 30;

/** The day of a moment: days of Japanese time since 1970. */
export function dayOf(moment: Date): number {
  return Math.floor((moment.getTime() + TIME_ZONE_OFFSET) / DAY);
}

/** A moment within that day, from which its date can be formatted. */
export function momentOf(day: number): Date {
  return new Date(day * DAY - TIME_ZONE_OFFSET);
}

/** The history after a user's cards were counted; the same object when their number has not changed. */
export function rememberCards(history: CardHistory, cards: number, now: Date): CardHistory {
  const today = dayOf(now);
  const last = history.at(-1);
  if (last?.[1] === cards) return history;
  const before = shownHistory(last?.[0] === today ? history.slice(0, -1) : history, now);
  return before.at(-1)?.[1] === cards ? before : [...before, [today, cards] as const].slice(-MAX_ENTRIES);
}

/** The entries of the last `HISTORY_DAYS` days, and the one before them, at which the line of the chart starts. */
export function shownHistory(history: CardHistory, now: Date): CardHistory {
  const begins = dayOf(now) - HISTORY_DAYS;
  return history.filter((_, index) => (history[index + 1]?.[0] ?? Number.POSITIVE_INFINITY) > begins);
}
