import { Client, HTTPMessageHandler } from '@microsoft/microsoft-graph-client';
import type { DesiredContact } from '../../shared/contacts/desired-contact.ts';
import { createBody } from '../../shared/contacts/graph-contact.ts';
import { contactIdSchema } from '../../shared/ids.ts';
import { linkedState } from '../../shared/sync/lease.ts';
import { benchDependencies, keyOf, linkPerson } from './bench-dependencies.ts';
import { contactsOf } from './contacts-of.ts';
import { startEmulators } from './emulators.ts';
import type { MailboxRate } from './figures.ts';
import { type Population, peopleOf } from './population.ts';

/** Contacts for each loop. The slow ones get fewer; their rates compare all the same. */
export interface LoopAmounts {
  readonly oneByOne: number;
  readonly fourAtOnce: number;
  readonly batchByBatch: number;
}

const LANES = 4;
const BATCH = 20;

/**
 * Measures the loops that most people write with Microsoft's client, on the same contacts and the same emulators as the
 * engine. They read no cards, know no lease and prevent no double.
 */
export async function measureLoops(latency: number, amounts: LoopAmounts): Promise<MailboxRate[]> {
  const rates: MailboxRate[] = [];
  const loops = {
    'one call per contact': [amounts.oneByOne, oneByOne],
    'four calls at once': [amounts.fourAtOnce, fourAtOnce],
    'batches, each awaited, then written down': [amounts.batchByBatch, batchByBatch],
  } as const;
  for (const [method, [contacts, loop]] of Object.entries(loops)) {
    const mailbox = await openForLoop(contacts);
    try {
      await mailbox.setWriteLatency(latency);
      const started = performance.now();
      await loop(mailbox);
      rates.push({ method, latency, contacts, ms: performance.now() - started });
    } finally {
      await mailbox.stop();
    }
  }
  return rates;
}

interface LoopMailbox {
  readonly client: Client;
  /** The contacts of the folder, relative to the version. */
  readonly path: string;
  readonly contacts: readonly DesiredContact[];
  bodyOf(contact: DesiredContact): object;
  /** Writes down which contacts were made: one transaction with the head. */
  writeDown(made: readonly { contact: DesiredContact; id: string }[]): Promise<void>;
  setWriteLatency(ms: number): Promise<void>;
  stop(): Promise<void>;
}

async function oneByOne({ client, path, contacts, bodyOf }: LoopMailbox): Promise<void> {
  for (const contact of contacts) await client.api(path).post(bodyOf(contact));
}

async function fourAtOnce({ client, path, contacts, bodyOf }: LoopMailbox): Promise<void> {
  const rest = contacts.values();
  const lane = async () => {
    for (const contact of rest) await client.api(path).post(bodyOf(contact));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function batchByBatch({ client, path, contacts, bodyOf, writeDown }: LoopMailbox): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  for (let start = 0; start < contacts.length; start += BATCH) {
    const batch = contacts.slice(start, start + BATCH);
    const requests = batch.map((contact, index) => ({
      id: String(index),
      method: 'POST',
      url: path,
      headers,
      body: bodyOf(contact),
    }));
    const { responses }: { responses: { id: string; status: number; body: { id: string } }[] } = await client
      .api('/$batch')
      .post({ requests });
    const refused = responses.find(({ status }) => status !== 201);
    if (refused !== undefined) throw new Error(`A contact was refused: ${refused.status}.`);
    await writeDown(
      responses.flatMap(({ id, body }) => {
        const contact = batch[Number(id)];
        return contact === undefined ? [] : [{ contact, id: body.id }];
      }),
    );
  }
}

async function openForLoop(cards: number): Promise<LoopMailbox> {
  const population: Population = { groups: [{ organizationId: 'mihon', people: 1, cards }], headsOnly: 0 };
  const [person] = peopleOf(population);
  if (person === undefined) throw new Error('Somebody is needed.');
  const emulators = await startEmulators(population);
  const deps = benchDependencies(emulators);
  await linkPerson(deps, emulators, person);
  let read = await deps.links.read(keyOf(person));
  if (read === undefined) throw new Error('The link is not there.');
  const { folder, linkId } = linkedState(read.link);
  return {
    client: Client.initWithMiddleware({
      baseUrl: `${emulators.graph}/`,
      middleware: new HTTPMessageHandler(),
      fetchOptions: { headers: { authorization: `Bearer ${emulators.accessTokens[person.objectId]}` } },
    }),
    path: `/me/contactFolders/${encodeURIComponent(folder.id)}/contacts`,
    contacts: contactsOf(person, cards),
    bodyOf: ({ fields, notes, hash, cardId }) => createBody(fields, notes, { linkId, attempt: 1, hash, cardId }),
    writeDown: async (made) => {
      if (read === undefined) return;
      const put = made.map(({ contact: { cardId, hash, notesHash }, id }) => {
        const contactId = contactIdSchema.parse(id);
        return {
          cardId,
          contactId,
          folderId: folder.id,
          attempt: 1,
          hash,
          notesHash,
          version: null,
          parked: null,
          kept: false,
        };
      });
      read = await deps.links.commit(read.link, read.version, { put, drop: [] });
    },
    setWriteLatency: emulators.setWriteLatency,
    stop: emulators.stop,
  };
}
