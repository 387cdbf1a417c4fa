import { FAULTS, type Fault, type FaultKind } from './faults.ts';
import { type History, runHistory } from './history.ts';
import type { Step } from './steps.ts';

const hanako = (wait: number, act: Step['act']): Step => ({ wait, who: 0, act });

/** A first sync of three batches; a second one that creates, updates and removes; in the end the link goes. */
const upToTheSecondSync: readonly Step[] = [
  hanako(0, { what: 'cards-come', count: 45 }),
  hanako(1, { what: 'link' }),
  hanako(60, { what: 'contact-memo', pick: 7 }),
  hanako(0, { what: 'card-changes', pick: 7 }),
  hanako(0, { what: 'card-changes', pick: 30 }),
  hanako(0, { what: 'card-merges', pick: 11 }),
  hanako(0, { what: 'card-vanishes', pick: 20 }),
  hanako(1, { what: 'rebuild' }),
];
/** A first sync that an unlinking breaks off, and a link that takes its folder over when a card is gone. */
const takenOver: readonly Step[] = [
  hanako(0, { what: 'cards-come', count: 24 }),
  hanako(1, { what: 'link' }),
  hanako(12, { what: 'unlink-keep' }),
  hanako(180, { what: 'card-vanishes', pick: 3 }),
  hanako(0, { what: 'link-taking-over' }),
  hanako(60, { what: 'wait' }),
];

export const STORIES: Readonly<Record<string, readonly Step[]>> = {
  'two syncs': [...upToTheSecondSync, hanako(60, { what: 'wait' })],
  'unlinked in mid-run': [...upToTheSecondSync, hanako(5, { what: 'unlink-delete' })],
  'disconnected in mid-run': [...upToTheSecondSync, hanako(4, { what: 'disconnect' })],
  'taken over': takenOver,
};

/** The ways in which a worker can end at a call. */
const CRASHES = ['crash-before', 'crash-after', 'crash-late'] as const satisfies readonly FaultKind[];

export interface Sweep {
  /** Histories run, each with one crash or two. */
  histories: number;
  crashes: number;
  faults: number;
  readonly violated: { readonly history: History; readonly violations: readonly string[] }[];
}

/** Runs the scenario once for every call that it makes and every way in which its worker can end there. */
export async function sweepCrashes(steps: readonly Step[], seed: number): Promise<Sweep> {
  const sweep: Sweep = { histories: 0, crashes: 0, faults: 0, violated: [] };
  for (const crash of await crashesOf(steps, seed)) await runOne(sweep, { seed, steps, faults: [crash] });
  return sweep;
}

/** Two crashes: every `stride`-th pair of a first and a later one. */
export async function sweepPairs(steps: readonly Step[], seed: number, stride: number): Promise<Sweep> {
  const sweep: Sweep = { histories: 0, crashes: 0, faults: 0, violated: [] };
  const crashes = await crashesOf(steps, seed);
  const pairs = crashes.length * crashes.length;
  for (let pair = stride - 1; pair < pairs; pair += stride) {
    const first = crashes[Math.floor(pair / crashes.length)];
    const second = crashes[pair % crashes.length];
    if (first === undefined || second === undefined || first.nth >= second.nth) continue;
    await runOne(sweep, { seed, steps, faults: [first, second] });
  }
  return sweep;
}

async function crashesOf(steps: readonly Step[], seed: number): Promise<Fault[]> {
  const { calls } = await runHistory({ seed, steps, faults: [] });
  return calls.flatMap((port, nth) =>
    CRASHES.filter((kind) => FAULTS[port].includes(kind)).map((kind): Fault => ({ port: 'any', nth, kind })),
  );
}

/** Runs one history and adds it to the sweep. */
export async function runOne(sweep: Sweep, history: History): Promise<void> {
  const { violations, crashes, faults } = await runHistory(history);
  sweep.histories += 1;
  sweep.crashes += crashes;
  sweep.faults += faults;
  if (violations.length > 0) sweep.violated.push({ history, violations });
}
