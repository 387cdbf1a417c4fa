import fc from 'fast-check';
import { anyHistory } from './any-history.ts';
import { type History, runHistory } from './history.ts';

export interface Proof {
  readonly histories: number;
  readonly faults: number;
  readonly crashes: number;
  /** Points at which a call could have failed. */
  readonly points: number;
  /** The smallest history that breaks an invariant, and which. */
  readonly counterexample: { readonly history: History; readonly violations: readonly string[] } | undefined;
}

/** Runs so many histories. The same seed gives the same histories; the first that goes wrong is made small. */
export async function proveHistories(seed: number, histories: number): Promise<Proof> {
  let faults = 0;
  let crashes = 0;
  let points = 0;
  const goesWell = fc.asyncProperty(anyHistory, async (history) => {
    const outcome = await runHistory(history);
    faults += outcome.faults;
    crashes += outcome.crashes;
    points += outcome.calls.length;
    return outcome.violations.length === 0;
  });
  const { counterexample, numRuns } = await fc.check(goesWell, { seed, numRuns: histories });
  const [history] = counterexample ?? [];
  if (history === undefined) return { histories: numRuns, faults, crashes, points, counterexample: undefined };
  const { violations } = await runHistory(history);
  return { histories: numRuns, faults, crashes, points, counterexample: { history, violations } };
}
