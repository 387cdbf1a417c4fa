import type { CardId } from '../ids.ts';
import { addWritten, type BatchOutcome, NOTHING_WRITTEN, type Stop } from './write-outcome.ts';

/** What the batches of a run did together. */
export type Tally = Omit<BatchOutcome, 'put' | 'drop' | 'parked' | 'stop'>;

/** Adds up the outcomes of a run's batches. */
export interface BatchTally {
  /** Adds the outcome of a batch of `size` actions. Answers why no further batch is sent, or `undefined`. */
  add(outcome: BatchOutcome, size: number): Stop | undefined;
  total(): Tally;
  /** Number of ledger rows that were written or deleted. */
  rows(): number;
}

/** A tally without any batch. */
export function startTally(): BatchTally {
  const unsettled: CardId[] = [];
  let total: Omit<Tally, 'unsettled'> = {
    counts: NOTHING_WRITTEN,
    unknown: false,
    missing: false,
    strayLeft: false,
    reduced: 0,
  };
  let rows = 0;
  /** Number of consecutive writes without a clear answer; a batch with at least one clear answer sets it to 0. */
  let silent = 0;
  return {
    add(outcome, size) {
      total = {
        counts: addWritten(total.counts, outcome.counts),
        unknown: total.unknown || outcome.unknown,
        missing: total.missing || outcome.missing,
        strayLeft: total.strayLeft || outcome.strayLeft,
        reduced: total.reduced + outcome.reduced,
      };
      unsettled.push(...outcome.unsettled);
      rows += outcome.put.length + outcome.drop.length;
      silent = outcome.unsettled.length === size ? silent + size : 0;
      return outcome.stop ?? (silent > 1 ? { kind: 'unanswered' } : undefined);
    },
    total: () => ({ ...total, unsettled }),
    rows: () => rows,
  };
}
