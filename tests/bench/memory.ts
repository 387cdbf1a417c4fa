import { contactIdSchema, instant } from '../../shared/ids.ts';
import type { LedgerRow } from '../../shared/links/link.ts';
import { LARGEST_COMMIT } from '../../shared/links/link-store.ts';
import { linkedState } from '../../shared/sync/lease.ts';
import type { SyncWorld } from '../../shared/sync/sync-dependencies.ts';
import { benchWorld, keyOf, link } from './bench-world.ts';
import { startChild } from './child.ts';
import { contactsOf } from './contacts-of.ts';
import { startEmulators } from './emulators.ts';
import type { RunMemory } from './figures.ts';
import type { MemoryPeak, MemoryTask } from './memory-process.ts';
import { type Person, type Population, peopleOf } from './population.ts';

/** The heap that a run is given. */
const HEAP_MB = 256;

/**
 * Measures the most that a run with so many cards takes: a first sync, until it has sent what a mailbox takes in ten
 * minutes; and a look at all cards of which none has changed.
 */
export async function measureMemory(cards: number): Promise<RunMemory[]> {
  const population: Population = { groups: [{ organizationId: 'mihon', people: 1, cards }], headsOnly: 0 };
  const [person] = peopleOf(population);
  if (person === undefined) throw new Error('Somebody is needed.');
  // Takes its time, in which no connection could be served: first of all.
  const written = contactsOf(person, cards).map(({ cardId, hash, notesHash }) => ({ cardId, hash, notesHash }));
  const measured = async (run: string, ledger: readonly Written[]) => ({
    run,
    cards,
    ...(await measure(population, person, ledger)),
  });
  return Promise.all([measured('first sync', []), measured('all cards, unchanged', written)]);
}

type Written = Pick<LedgerRow, 'cardId' | 'hash' | 'notesHash'>;

async function measure(
  population: Population,
  person: Person,
  ledger: readonly Written[],
): Promise<Omit<RunMemory, 'run' | 'cards'>> {
  const emulators = await startEmulators(population);
  try {
    const world = benchWorld(emulators);
    await link(world, emulators, person);
    if (ledger.length > 0) await writeLedger(world, person, ledger);
    const { stop: _, setWriteLatency: __, ...services } = emulators;
    const task: MemoryTask = { services, person };
    const child = startChild<MemoryPeak>('./memory-process.ts', HEAP_MB, JSON.stringify(task));
    const peak = await child.said.catch(() => undefined);
    return {
      end: peak?.end,
      heapBytes: peak?.heapBytes ?? Number.NaN,
      residentBytes: peak?.residentBytes ?? Number.NaN,
    };
  } finally {
    await emulators.stop();
  }
}

/** Has the ledger say that every card has been written; the next look at all of them is due. */
async function writeLedger(world: SyncWorld, person: Person, written: readonly Written[]): Promise<void> {
  let read = await world.links.read(keyOf(person));
  if (read === undefined) throw new Error('The link is not there.');
  const { folder } = linkedState(read.head);
  for (let start = 0; start < written.length; start += LARGEST_COMMIT) {
    const put = written.slice(start, start + LARGEST_COMMIT).map((card): LedgerRow => {
      const contactId = contactIdSchema.parse(`AAMkAGI1${card.cardId}`.padEnd(CONTACT_ID_LENGTH, '0'));
      return {
        ...card,
        contactId,
        folderId: folder.id,
        attempt: 1,
        version: CONTACT_VERSION,
        parked: null,
        kept: false,
      };
    });
    read = await world.links.commit(read.head, read.version, { put, drop: [] });
  }
  const now = instant(new Date());
  const sync = { ...read.head.sync, cursor: now, lastFolderListing: now, lastSuccess: now };
  await world.links.replace({ ...read.head, sync }, read.version);
}

/** Ids and versions as long as Outlook's. */
const CONTACT_ID_LENGTH = 152;
const CONTACT_VERSION = 'EQAAABYAAAAmT5kDgrqOSZQWhdzAhXmNAAAXnKqX';
