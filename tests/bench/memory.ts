import { contactIdSchema, instant } from '../../shared/ids.ts';
import type { LedgerRow } from '../../shared/links/link.ts';
import { MAX_COMMIT } from '../../shared/links/link-store.ts';
import { linkedState } from '../../shared/sync/lease.ts';
import type { SyncDependencies } from '../../shared/sync/sync-dependencies.ts';
import { benchDependencies, keyOf, linkPerson } from './bench-dependencies.ts';
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
    const deps = benchDependencies(emulators);
    await linkPerson(deps, emulators, person);
    if (ledger.length > 0) await writeLedger(deps, person, ledger);
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
async function writeLedger(deps: SyncDependencies, person: Person, written: readonly Written[]): Promise<void> {
  let read = await deps.links.read(keyOf(person));
  if (read === undefined) throw new Error('The link is not there.');
  const { folder } = linkedState(read.link);
  for (let start = 0; start < written.length; start += MAX_COMMIT) {
    const put = written.slice(start, start + MAX_COMMIT).map((card): LedgerRow => {
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
    read = await deps.links.commit(read.link, read.version, { put, drop: [] });
  }
  const now = instant(new Date());
  const sync = { ...read.link.sync, cursor: now, lastFolderListing: now, lastSuccess: now };
  await deps.links.replace({ ...read.link, sync }, read.version);
}

/** Ids and versions as long as Outlook's. */
const CONTACT_ID_LENGTH = 152;
const CONTACT_VERSION = 'EQAAABYAAAAmT5kDgrqOSZQWhdzAhXmNAAAXnKqX';
