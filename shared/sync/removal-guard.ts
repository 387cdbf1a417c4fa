import type { Hold } from '../links/link.ts';

/** Counts from one complete listing of the cards. */
export interface Departure {
  /** Ledger rows before the run. */
  readonly rows: number;
  /** Cards in the listing. */
  readonly listed: number;
  /** Contacts that would be removed. */
  readonly leaving: number;
  /** Ledger rows whose card is not in the listing, including rows whose contact is no longer in the folder. */
  readonly gone: number;
}

/** Whether `some` of `all` look like a fault and not like a person: more than 20 and 10 %, or more than half of 5 or more. */
export function areMany(some: number, all: number): boolean {
  return (some > 20 && some > all / 10) || (all >= 5 && some > all / 2);
}

/**
 * Whether removals wait for a person (PRODUCT C6): the listing is empty; or more than 20 cards and more than 10 % would
 * go; or more than half of 5 or more.
 */
export function looksWrong({ rows, listed, leaving }: Omit<Departure, 'gone'>): boolean {
  if (leaving === 0) return false;
  return listed === 0 || areMany(leaving, rows);
}

/**
 * What to do with the contacts whose cards left (PRODUCT C6). A person's decision applies to at most as many removals
 * as the person was shown (`hold.removals`). It is compared with `gone` and not with `leaving`: a contact that a run
 * removed before it crashed, without having committed that, is one of the removals that the person confirmed.
 */
export function decideRemovals(departure: Departure, hold: Hold | null): 'remove' | 'hold' | 'keep' {
  if (!looksWrong(departure)) return 'remove';
  if (hold === null || hold.decision === null || departure.gone > hold.removals) return 'hold';
  return hold.decision === 'apply' ? 'remove' : 'keep';
}

/** The hold after `dropped` ledger rows were deleted: the decision "apply" is good for that many removals fewer. */
export function holdAfterDropping(hold: Hold | null, dropped: number): Hold | null {
  if (hold?.decision !== 'apply') return hold;
  return { ...hold, removals: Math.max(0, hold.removals - dropped) };
}
