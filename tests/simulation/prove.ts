import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runOne, STORIES, type Sweep, sweepCrashes, sweepPairs } from './crash-sweep.ts';
import { describeHistory, type History } from './history.ts';
import { HOSTILE_STORIES } from './hostile-stories.ts';
import { proveHistories } from './prove-histories.ts';
import { SCENARIOS } from './scenarios.ts';

/**
 * `npm run prove [-- --seed N] [--histories M] [--json]`: the proof of docs/safety.md, with its numbers in
 * docs/safety.json. Ends with 1 when an invariant is broken, and prints the smallest history that breaks it.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    histories: { type: 'string', default: '5000' },
    json: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const wanted = Number(values.histories);
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(wanted) || wanted < 1) {
  process.stderr.write('Give whole numbers: npm run prove -- --seed 1 --histories 5000\n');
  process.exit(2);
}

/** Every how many pairs of crashes one is tried. */
const PAIRS = 23;

const rows: { what: string; histories: number; crashes: number; faults: number; violations: number }[] = [];
const broken: { history: History; violations: readonly string[] }[] = [];

const random = await proveHistories(seed, wanted);
if (random.counterexample !== undefined) broken.push(random.counterexample);
const { histories, crashes, faults } = random;
rows.push({ what: 'random histories', histories, crashes, faults, violations: broken.length });

const named: Sweep = { histories: 0, crashes: 0, faults: 0, violated: [] };
for (const scenario of Object.values(SCENARIOS)) await runOne(named, { seed, ...scenario });
note('named histories', named);

for (const [name, steps] of Object.entries(STORIES)) {
  note(`${name}, a crash at every call`, await sweepCrashes(steps, seed));
  note(`${name}, two crashes`, await sweepPairs(steps, seed, PAIRS));
}

for (const [name, steps] of Object.entries(HOSTILE_STORIES)) note(name, await sweepCrashes(steps, seed));

function note(what: string, sweep: Sweep): void {
  broken.push(...sweep.violated);
  const violations = sweep.violated.length;
  rows.push({ what, histories: sweep.histories, crashes: sweep.crashes, faults: sweep.faults, violations });
}

const total = { histories: 0, crashes: 0, faults: 0, violations: 0 };
for (const row of rows) {
  total.histories += row.histories;
  total.crashes += row.crashes;
  total.faults += row.faults;
  total.violations += row.violations;
}
const report = { ...total, seeds: [seed], points: random.points, parts: rows };
await writeFile(new URL('../../docs/safety.json', import.meta.url), `${JSON.stringify(report, undefined, 2)}\n`);

const lines = [...rows, { what: 'together', ...total }].map(
  (row) =>
    `${row.what.padEnd(46)}${[row.histories, row.crashes, row.faults, row.violations].map((n) => String(n).padStart(12)).join('')}`,
);
const heading = `${''.padEnd(46)}${['histories', 'crashes', 'faults', 'violations'].map((word) => word.padStart(12)).join('')}`;
process.stdout.write(`${[heading, ...lines].join('\n')}\n`);
for (const { history, violations } of broken.slice(0, 3)) {
  process.stdout.write(`\n${violations.join('\n')}\n${describeHistory(history)}\n`);
}
if (values.json) process.stdout.write(`${JSON.stringify(total)}\n`);
process.exitCode = total.violations === 0 ? 0 : 1;
