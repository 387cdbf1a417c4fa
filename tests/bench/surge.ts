import { readFile } from 'node:fs/promises';
import { parseHostJson } from '../../local/functions-host/host-json.ts';
import { listenToQueue } from '../../local/functions-host/queue-trigger.ts';
import { forEachConcurrently } from '../../shared/concurrency.ts';
import { BULK_SYNC_QUEUE, SYNC_QUEUE, syncMessageSchema } from '../../shared/queues.ts';
import { runSync } from '../../shared/sync/run.ts';
import type { SyncDependencies } from '../../shared/sync/sync-dependencies.ts';
import { benchDependencies, linkPerson, lookAt } from './bench-dependencies.ts';
import { type Emulators, post, startEmulators } from './emulators.ts';
import type { Surge, Wait } from './figures.ts';
import { median } from './median.ts';
import { cardsOf, type Person, type Population, peopleOf } from './population.ts';

const LATENCY = 240;
const WAITING = 20;
const LINKED_AT_ONCE = 16;
/** More than a run with few cards writes, so that what is changed is not new. */
const CARDS_OF_WAITING = 3;

/** Long runs give way to the queue of long runs; short ones are done where they come. */
const AHEAD = [
  { people: 0, cards: 0 },
  { people: 120, cards: 20 },
  { people: 120, cards: 240 },
];

/**
 * Measures what a small organization notices when a large one comes all at once: one instance of the functions host, and
 * in its queue first the large organization's first syncs, then the small one's changes.
 */
export async function measureSurge(): Promise<Surge> {
  const waits: Wait[] = [];
  for (const { people, cards } of AHEAD) {
    waits.push({ peopleAhead: people, newCardsEach: cards, ...(await waitBehind(people, cards)) });
  }
  return { latency: LATENCY, waiting: WAITING, waits };
}

async function waitBehind(people: number, cards: number): Promise<Pick<Wait, 'median' | 'last'>> {
  const population: Population = {
    groups: [
      { organizationId: 'large', people, cards },
      { organizationId: 'small', people: WAITING, cards: CARDS_OF_WAITING },
    ],
    headsOnly: 0,
  };
  const everybody = peopleOf(population);
  const ahead = everybody.filter(({ organizationId }) => organizationId === 'large');
  const waiting = everybody.filter(({ organizationId }) => organizationId === 'small');
  const emulators = await startEmulators(population);
  try {
    let stopping = false;
    const deps = { ...benchDependencies(emulators), isShuttingDown: () => stopping };
    await forEachConcurrently(LINKED_AT_ONCE, everybody, (person) => linkPerson(deps, emulators, person));
    await forEachConcurrently(LINKED_AT_ONCE, waiting, (person) => runSync(deps, lookAt(person)));
    await changeOneCard(emulators, waiting);
    await emulators.setWriteLatency(LATENCY);
    for (const person of [...ahead, ...waiting]) await deps.queues.sync(lookAt(person));
    const seconds = await timesServed(deps, emulators, waiting, () => {
      stopping = true;
    });
    return { median: median(seconds), last: Math.max(...seconds) };
  } finally {
    await emulators.stop();
  }
}

async function changeOneCard({ sansan }: Emulators, people: readonly Person[]): Promise<void> {
  for (const person of people) {
    const [card] = cardsOf(person, 1);
    if (card !== undefined) await post(`${sansan}/_emulator/cards/${card.id}/edit`, { title: '購買担当部長' });
  }
}

/** Has a host work off the queues, and says after how many seconds each of these people was served. Then it stops. */
async function timesServed(
  deps: SyncDependencies,
  { queues }: Emulators,
  people: readonly Person[],
  stop: () => void,
): Promise<number[]> {
  const { extensions } = parseHostJson({ hostJson: JSON.parse(await readFile('host.json', 'utf8')) });
  const waitedFor = new Set<string>(people.map(({ userId }) => userId));
  const seconds: number[] = [];
  const allServed = Promise.withResolvers<void>();
  const started = performance.now();
  const hosts = [SYNC_QUEUE, BULK_SYNC_QUEUE].map((queueName) =>
    listenToQueue({
      queueName,
      connectionString: queues,
      settings: extensions.queues,
      weather: () => 'fair',
      run: async ({ data: { string } }) => {
        const message = syncMessageSchema.parse(JSON.parse(string ?? ''));
        await runSync(deps, message);
        if (waitedFor.delete(message.userId)) seconds.push((performance.now() - started) / 1000);
        if (waitedFor.size === 0) allServed.resolve();
        return true;
      },
      log: (_, text) => process.stderr.write(`${text}\n`),
    }),
  );
  await allServed.promise;
  stop();
  await Promise.all(hosts.map((host) => host.stop(SHUTDOWN_TIMEOUT_MS)));
  return seconds;
}

/** Runs that were told to stop end after the batch that they have at the mailbox. */
const SHUTDOWN_TIMEOUT_MS = 30_000;
