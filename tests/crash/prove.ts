import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { packageApp } from '../../infra/scripts/package-app.ts';
import { sweep } from './sweep.ts';

/**
 * `npm run prove:crash [-- --seed N]`: the sweep of docs/safety.md over the whole program, with its numbers in
 * docs/safety-crash.json. Ends with 1 when something is not as it must be.
 */
const CARDS = 1000;
const KILLS = 20;

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' } } });
const seed = Number(values.seed);
if (!Number.isSafeInteger(seed)) {
  process.stderr.write('Give a whole number: npm run prove:crash -- --seed 1\n');
  process.exit(2);
}

await packageApp('dist/tested');
const swept = await sweep(seed, CARDS, KILLS);
await writeFile(new URL('../../docs/safety-crash.json', import.meta.url), `${JSON.stringify(swept, undefined, 2)}\n`);

const say = (line: string) => process.stdout.write(`${line}\n`);
const row = (what: string, ...numbers: (string | number)[]) =>
  say(`${what.padEnd(46)}${numbers.map((number) => String(number).padStart(10)).join('')}`);
const { kills, givenUp, runsToRest, rest, lastTick } = swept;
row(`killed (seed ${seed})`, 'contacts', 'rows');
for (const { moment, contacts, rows } of kills) row(moment, contacts, rows);
row('at rest', rest.contacts, rest.rows);
say(`${rest.doubles} doubles; at rest after ${runsToRest} runs; ${givenUp} messages given up by the queue on the way`);
say(`the tick after that: ${lastTick.mailbox} writes to the mailbox, ${lastTick.ledger} to the ledger`);
for (const violation of rest.violations.slice(0, 20)) say(`✗ ${violation}`);
if (kills.length < KILLS) say(`✗ the first sync was done after ${kills.length} of ${KILLS} kills; take another seed`);
const isProven = kills.length === KILLS && rest.violations.length === 0 && lastTick.mailbox + lastTick.ledger === 0;
process.exitCode = isProven ? 0 : 1;
