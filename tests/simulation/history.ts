import { SECOND } from '../../shared/clock.ts';
import { LIMITS, type Limits } from '../../shared/sync/run-limits.ts';
import type { Fault, Port } from './faults.ts';
import { buildHouse } from './house.ts';
import { checkRest, comeToRest } from './rest.ts';
import { perform, type Step } from './steps.ts';

const TIGHT: Limits = { quickWork: 4, requests: 50 };

/** Everything that decides how a history goes: the same history goes the same way every time. */
export interface History {
  /** How long each call takes, and so which overtakes which. */
  readonly seed: number;
  readonly steps: readonly Step[];
  readonly faults: readonly Fault[];
  /** Limits so low that a few cards reach them. */
  readonly tight?: boolean;
}

export interface Outcome {
  readonly violations: readonly string[];
  /** The ports of the calls that were made before the rest: the points at which a worker can crash. */
  readonly calls: readonly Port[];
  readonly faults: number;
  readonly crashes: number;
  /** Every call, in order, for people who look for the reason. */
  readonly trace: readonly string[];
}

/** Runs a history from its first step to the rest after its last, and says what went wrong. */
export async function runHistory({ seed, steps, faults, tight }: History): Promise<Outcome> {
  const house = buildHouse(seed, faults, tight ? TIGHT : LIMITS);
  for (const step of steps) {
    await house.timeline.pass(step.wait * SECOND);
    perform(house, step);
  }
  await house.timeline.pass(60 * SECOND);
  const calls = [...house.faults.made];
  await comeToRest(house);
  await checkRest(house);
  return { violations: house.watch.violations, calls, ...house.faults.tally(), trace: house.trace };
}

/** A history as a person reads it. */
export function describeHistory({ seed, steps, faults, tight }: History): string {
  const done = steps.map(({ wait, who, act }) => {
    const more = 'pick' in act ? ` (${act.pick})` : 'count' in act ? ` (${act.count})` : '';
    return `  after ${wait} s: ${who === 0 ? 'hanako' : 'ichiro'} ${act.what}${more}`;
  });
  const wrong = faults.map(({ port, nth, kind }) => `  ${port} call ${nth}: ${kind}`);
  return [`seed ${seed}${tight ? ', tight limits' : ''}`, ...done, ...wrong].join('\n');
}
