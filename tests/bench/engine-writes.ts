import { setTimeout as sleep } from 'node:timers/promises';
import { forEachConcurrently } from '../../shared/concurrency.ts';
import { type SyncMessage, syncMessage } from '../../shared/queues.ts';
import { decideHold, rebuild } from '../../shared/sync/request-run.ts';
import type { SyncDependencies } from '../../shared/sync/sync-dependencies.ts';
import { benchDependencies, keyOf, linkPerson, lookAt, serve } from './bench-dependencies.ts';
import { post, startEmulators } from './emulators.ts';
import type { MailboxRate } from './figures.ts';
import { watchWrites } from './mailbox-watch.ts';
import { cardsOf, type Person, type Population, peopleOf } from './population.ts';

/** Milliseconds after which as many pages as ever may be read at once. */
const PACE_RESTS = 2000;
/** Cards in the card system that are edited at a time. */
const EDITS_AT_ONCE = 16;

/** Measures the first sync of somebody with so many cards, at a mailbox whose every write takes `latency` ms. */
export async function measureFirstSync(latency: number, cards: number): Promise<MailboxRate> {
  return atMailbox(cards, async ({ timed, setLatency }) => {
    await setLatency(latency);
    return timed('meishi-sync, first sync', latency, (person) => syncMessage(keyOf(person), 1, 'linked'));
  });
}

/** Measures what comes after a first sync: every contact updated; updated with its notes; removed. */
export async function measureChanges(latency: number, cards: number): Promise<MailboxRate[]> {
  return atMailbox(cards, async ({ deps, person, sansan, timed, setLatency }) => {
    const key = keyOf(person);
    const inCardSystem = (what: 'edit' | 'remove', body: object) =>
      forEachConcurrently(EDITS_AT_ONCE, cardsOf(person, cards), ({ id }) =>
        post(`${sansan}/_emulator/cards/${id}/${what}`, body),
      );
    await serve(deps, lookAt(person));
    await setLatency(latency);

    await inCardSystem('edit', { title: '購買担当部長' });
    const updates = await timed('meishi-sync, updates', latency);

    await deps.organizations.change(key.organizationId, (organization) =>
      organization === undefined
        ? undefined
        : { ...organization, cardUrlTemplate: 'https://cards.mihon.example.com/v/{id}' },
    );
    await rebuild(deps, key);
    const withNotes = await timed('meishi-sync, updates with notes', latency);

    await inCardSystem('remove', {});
    await rebuild(deps, key);
    // So many removals wait for the person's word.
    await serve(deps, lookAt(person));
    await decideHold(deps, key, { decision: 'apply', removals: cards }, 'a person');
    const removals = await timed('meishi-sync, removals', latency);
    return [updates, withNotes, removals];
  });
}

interface Bench {
  readonly deps: SyncDependencies;
  readonly person: Person;
  readonly sansan: string;
  setLatency(ms: number): Promise<void>;
  /** Times a run from its message to its end, with all that it reads. Fails unless it wrote every contact. */
  timed(method: string, latency: number, message?: (person: Person) => SyncMessage): Promise<MailboxRate>;
}

async function atMailbox<T>(cards: number, measure: (bench: Bench) => Promise<T>): Promise<T> {
  const population: Population = { groups: [{ organizationId: 'mihon', people: 2, cards }], headsOnly: 0 };
  const [earlier, person] = peopleOf(population);
  if (earlier === undefined || person === undefined) throw new Error('Two people are needed.');
  const emulators = await startEmulators(population);
  try {
    const watch = watchWrites();
    const plain = benchDependencies(emulators);
    const deps: SyncDependencies = { ...plain, mailboxOf: (token) => watch.around(plain.mailboxOf(token)) };
    // What a process does once, such as compiling, is no part of a mailbox's pace; the loops come after it as well.
    await linkPerson(deps, emulators, earlier);
    await serve(deps, lookAt(earlier));
    await linkPerson(deps, emulators, person);
    return await measure({
      deps,
      person,
      sansan: emulators.sansan,
      setLatency: emulators.setWriteLatency,
      timed: async (method, latency, message = lookAt) => {
        // Runs of one person come minutes apart, so that the card system's pace is rested.
        await sleep(PACE_RESTS);
        const started = performance.now();
        watch.seen(started);
        const end = await serve(deps, message(person));
        const ms = performance.now() - started;
        const counts = (await deps.links.read(keyOf(person)))?.link.sync.counts;
        const contacts = (counts?.created ?? 0) + (counts?.updated ?? 0) + (counts?.removed ?? 0);
        if (end !== 'finished' || contacts !== cards) {
          throw new Error(`${method}: the run ended "${end}" with ${contacts} of ${cards} contacts written.`);
        }
        return { method, latency, contacts, ms, watched: watch.seen(started) };
      },
    });
  } finally {
    await emulators.stop();
  }
}
