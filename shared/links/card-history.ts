import { DAY } from '../clock.ts';
import { TIME_ZONE_OFFSET } from '../japan-time.ts';

/** Days of Japanese time since 1970, each with the number of cards at its end; only days on which it changed. */
export type CardHistory = readonly (readonly [day: number, cards: number])[];

/** How far back a person sees, in days. */
export const HISTORY_DAYS = 90;
/** Entries at most: the link is read at every look, so what it carries must stay small. */
const MAX_ENTRIES = 30;

/** The day of a moment, as the history counts days. */
export function dayOf(moment: Date): number {
  return Math.floor((moment.getTime() + TIME_ZONE_OFFSET) / DAY);
}

/** A moment of that day, to show its date by. */
export function momentOf(day: number): Date {
  return new Date(day * DAY - TIME_ZONE_OFFSET);
}

/** The history after somebody's cards were counted. The same one when there is nothing new to tell. */
export function rememberCards(history: CardHistory, cards: number, now: Date): CardHistory {
  const today = dayOf(now);
  const last = history.at(-1);
  if (last?.[1] === cards) return history;
  const before = shownHistory(last?.[0] === today ? history.slice(0, -1) : history, now);
  return before.at(-1)?.[1] === cards ? before : [...before, [today, cards] as const].slice(-MAX_ENTRIES);
}

/** The entries of the time that is shown, and the one before it: its line has to start somewhere. */
export function shownHistory(history: CardHistory, now: Date): CardHistory {
  const begins = dayOf(now) - HISTORY_DAYS;
  return history.filter((_, index) => (history[index + 1]?.[0] ?? Number.POSITIVE_INFINITY) > begins);
}
