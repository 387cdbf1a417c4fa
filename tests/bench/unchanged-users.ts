import { forEachConcurrently } from '../../shared/concurrency.ts';
import { runSync } from '../../shared/sync/run.ts';
import { benchDependencies, linkPerson, lookAt } from './bench-dependencies.ts';
import { startEmulators } from './emulators.ts';
import type { Unchanged } from './figures.ts';
import { type Population, peopleOf } from './population.ts';

/** Messages that one instance works on at a time, by host.json. */
const IN_WORK = 24;
const CARDS_EACH = 3;
const ROUNDS = 5;

/** Measures the processor time of looks at users of a warm instance for whom nothing has changed. */
export async function measureUnchanged(users: number): Promise<Unchanged> {
  const population: Population = {
    groups: [{ organizationId: 'mihon', people: users, cards: CARDS_EACH }],
    headsOnly: 0,
  };
  const people = peopleOf(population);
  const emulators = await startEmulators(population);
  try {
    const deps = benchDependencies(emulators);
    await forEachConcurrently(IN_WORK, people, (person) => linkPerson(deps, emulators, person));
    const round = async (expected: string) => {
      await forEachConcurrently(IN_WORK, people, async (person) => {
        const end = await runSync(deps, lookAt(person));
        if (end !== expected) throw new Error(`A run ended "${end}" and not "${expected}".`);
      });
    };
    await round('finished');
    await round('unchanged');
    const before = process.cpuUsage();
    for (let count = 0; count < ROUNDS; count += 1) await round('unchanged');
    const { user, system } = process.cpuUsage(before);
    const runs = users * ROUNDS;
    return { users, runs, perCpuSecond: runs / ((user + system) / 1e6) };
  } finally {
    await emulators.stop();
  }
}
