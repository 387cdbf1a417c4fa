import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { measureColdImport } from './cold-import.ts';
import { measureChanges, measureFirstSync } from './engine-writes.ts';
import { measureFanOut } from './fan-out.ts';
import { type Figures, type MailboxRate, shareOfLimit } from './figures.ts';
import { measureLoops } from './graph-loops.ts';
import { describeMachine, thisMachine } from './machine.ts';
import { measureMemory } from './memory.ts';
import { drawPicture } from './picture.ts';
import { measureSurge } from './surge.ts';
import { asMarkdown, asText, tablesOf } from './tables.ts';
import { measureUnchanged } from './unchanged-users.ts';

/**
 * `npm run bench [-- --json]`: measures what docs/bench.md tells, and writes its numbers: docs/bench.json, the
 * tables of docs/bench.md and docs/pictures/bench.svg. `--json` adds one closing line.
 */
const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

const LATENCIES = [20, 100, 240];
const FIRST_SYNC = 2000;
/** Made, updated, updated with notes and removed they are five requests each: what a mailbox takes in ten minutes. */
const CHANGES = 1800;
const LOOPS = { oneByOne: 60, fourAtOnce: 240, batchByBatch: 240 };
const LINKS = 100_000;
const UNCHANGED_USERS = 200;
const MAX_CARDS = 100_000;
const COLD_IMPORTS = 15;

const say = (line: string) => process.stderr.write(`${line}\n`);
const machine = thisMachine();
say(describeMachine(machine));

say('The app and "hello world", imported …');
const coldImport = await measureColdImport(COLD_IMPORTS);
const mailbox: MailboxRate[] = [];
for (const latency of LATENCIES) {
  say(`Writing into a mailbox, ${latency} ms per write …`);
  mailbox.push(await measureFirstSync(latency, FIRST_SYNC));
  mailbox.push(...(await measureChanges(latency, CHANGES)));
  mailbox.push(...(await measureLoops(latency, LOOPS)));
}
say(`The timer with ${LINKS} links …`);
const fanOut = await measureFanOut(LINKS);
say('Users without changes …');
const unchanged = await measureUnchanged(UNCHANGED_USERS);
say(`Runs with ${MAX_CARDS} cards …`);
const memory = await measureMemory(MAX_CARDS);
say('A surge before a small organization …');
const surge = await measureSurge();

const figures: Figures = { machine, mailbox, fanOut, unchanged, memory, surge, coldImport };
const tables = tablesOf(figures);
const docs = new URL('../../docs/', import.meta.url);
await writeFile(new URL('bench.json', docs), `${JSON.stringify(figures, undefined, 2)}\n`);
await writeFile(new URL('pictures/bench.svg', docs), drawPicture(figures));
await replaceTables(new URL('bench.md', docs), [describeMachine(machine), '', ...tables.map(asMarkdown)].join('\n'));

process.stdout.write(`${tables.map(asText).join('\n')}\n`);
if (values.json) process.stdout.write(`${JSON.stringify(summary(figures))}\n`);

/** Puts the tables between the marks of the page. */
async function replaceTables(page: URL, content: string): Promise<void> {
  const text = await readFile(page, 'utf8');
  const [begin, end] = ['<!-- tables -->', '<!-- end of tables -->'];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${page.pathname} needs the lines ${begin} and ${end}.`);
  await writeFile(page, `${text.slice(0, from + begin.length)}\n\n${content}\n${text.slice(to)}`);
}

/** The numbers that have a goal, and those beside them. */
function summary({
  mailbox: rates,
  fanOut: timer,
  unchanged: looks,
  memory: runs,
  surge: waiting,
  coldImport: imports,
}: Figures): object {
  return {
    shareOfLimit: rates.map((rate) => ({
      method: rate.method,
      latency: rate.latency,
      share: rounded(shareOfLimit(rate, rate.ms)),
      ...(rate.watched === undefined ? {} : { whileWriting: rounded(shareOfLimit(rate, rate.watched.writingMs)) }),
    })),
    fanOutShare: rounded(timer.share),
    unchangedPerCpuSecond: Math.round(looks.perCpuSecond),
    memory: runs.map(({ run, end, heapBytes, residentBytes }) => ({ run, end, heapBytes, residentBytes })),
    surge: waiting.waits,
    coldImportShare: rounded(imports.share),
  };
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}
