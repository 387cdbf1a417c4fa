import type { Hold } from '../links/link.ts';

/** Numbers of one complete listing. */
export interface Departure {
  /** Contacts of ours before. */
  readonly held: number;
  /** Cards that the listing showed. */
  readonly listed: number;
  /** Contacts that would go. */
  readonly leaving: number;
  /** Cards that left, those among them whose contact is gone already. */
  readonly gone: number;
}

/**
 * Whether removals wait for a person (PRODUCT C6): the listing is empty; or more than 20 cards and more than 10 % would
 * go; or more than half of 5 or more.
 */
export function looksWrong({ held, listed, leaving }: Omit<Departure, 'gone'>): boolean {
  if (leaving === 0) return false;
  return listed === 0 || (leaving > 20 && leaving > held / 10) || (held >= 5 && leaving > held / 2);
}

/**
 * What is to become of the contacts whose cards left. A click holds for as many removals as it was shown, not for more;
 * what a run removed and did not live to write down was one of them.
 */
export function decideRemovals(departure: Departure, hold: Hold | null): 'remove' | 'hold' | 'keep' {
  if (!looksWrong(departure)) return 'remove';
  if (hold === null || hold.decision === null || departure.gone > hold.removals) return 'hold';
  return hold.decision === 'apply' ? 'remove' : 'keep';
}

/** What a person's word is still good for after the rows of so many cards were dropped. */
export function holdAfterDropping(hold: Hold | null, dropped: number): Hold | null {
  if (hold?.decision !== 'apply') return hold;
  return { ...hold, removals: Math.max(0, hold.removals - dropped) };
}
