import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { differences, type Exchange, graphMetadata } from '../../../local/emulators/graph/published-metadata.ts';
import type { ContactWrite, Mailbox } from '../../../shared/contacts/mailbox.ts';
import { mapCard } from '../../../shared/contacts/map-card.ts';
import { internationalNumbers } from '../../../shared/contacts/phone-number.ts';
import type { FolderId } from '../../../shared/ids.ts';
import { anyCard } from '../../unit/fixtures/cards.ts';
import { contactId } from '../../unit/fixtures/links.ts';
import { creation, FOLDER_STAMP, stampOf, startMailbox } from '../fixtures/mailbox.ts';

const metadata = graphMetadata();
/** Skipped, and counted so, where the environment names no metadata. */
const testByMetadata = metadata === undefined ? test.skip : test;

let known: Awaited<ReturnType<typeof startMailbox>>;
beforeAll(async () => {
  known = await startMailbox();
});
afterAll(() => known.graph.close());

async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(...page);
  return found;
}

/** Each method of the mailbox, used as the app uses it. A new one does not compile without its line. */
const USES: Readonly<Record<keyof Mailbox, (mailbox: Mailbox, folder: FolderId) => Promise<unknown>>> = {
  foldersNamed: (mailbox) => mailbox.foldersNamed('Sansan'),
  createFolder: (mailbox) => mailbox.createFolder('Sansan (2)', FOLDER_STAMP),
  folder: (mailbox, folder) => mailbox.folder(folder),
  renameFolder: (mailbox, folder) => mailbox.renameFolder(folder, 'Sansan (2026-11-23 18.11.04)'),
  deleteFolder: (mailbox, folder) => mailbox.deleteFolder(folder),
  contactsIn: (mailbox, folder) => all(mailbox.contactsIn(folder)),
  contentsOf: async (mailbox, folder) => mailbox.contentsOf(folder, await idsIn(mailbox, folder)),
  namesOf: async (mailbox, folder) => mailbox.namesOf(folder, await idsIn(mailbox, folder)),
  lookUp: async (mailbox, folder) => mailbox.lookUp(folder, await idsIn(mailbox, folder)),
  redundant: async (mailbox, folder) => {
    const [inUse, other] = await idsIn(mailbox, folder);
    return inUse && other && mailbox.redundant(folder, [{ contactId: other, inUse }], []);
  },
  write: async (mailbox, folder) => {
    for (const write of Object.values(WRITES)) await mailbox.write([await write(mailbox, folder)]);
  },
};

const idsIn = async (mailbox: Mailbox, folder: FolderId) => (await all(mailbox.contactsIn(folder))).map(({ id }) => id);
const firstIn = async (mailbox: Mailbox, folder: FolderId) => (await idsIn(mailbox, folder))[0] ?? contactId('nobody');

const WRITES: Readonly<
  Record<ContactWrite['kind'], (mailbox: Mailbox, folder: FolderId) => ContactWrite | Promise<ContactWrite>>
> = {
  create: (_, folder) => creation(folder, 'CARD-9'),
  update: async (mailbox, folder) => {
    const { fields } = creation(folder, 'CARD-1') as Extract<ContactWrite, { kind: 'create' }>;
    const stamp = stampOf('CARD-1', 'newer');
    return { kind: 'update', folderId: folder, contactId: await firstIn(mailbox, folder), fields, notes: 'new', stamp };
  },
  remove: async (mailbox, folder) => ({ kind: 'remove', folderId: folder, contactId: await firstIn(mailbox, folder) }),
};

describe('WIRE, C2 what is asked of Microsoft Graph, and what its emulator answers', () => {
  testByMetadata.each(Object.entries(USES))('%s is as in the published metadata', async (_, use) => {
    const { id } = await known.withFolder();
    await known.mailbox.write([creation(id, 'CARD-1'), creation(id, 'CARD-2')]);
    known.graph.requests.clear();
    await use(known.mailbox, id);
    expect(known.graph.requests.count()).toBeGreaterThan(0);
    expect(known.graph.disagreements()).toEqual([]);
  });

  testByMetadata('a second page, what is not there, and what is refused are as in the published metadata', async () => {
    const { id } = await known.withFolder();
    for (let batch = 0; batch < 3; batch += 1) {
      await known.mailbox.write(Array.from({ length: 20 }, (_, index) => creation(id, `CARD-${batch}-${index}`)));
    }
    known.graph.setWeather({ shortPages: 25 });
    expect(await idsIn(known.mailbox, id)).toHaveLength(60);
    await known.mailbox.deleteFolder(id);
    await known.mailbox.folder(id);
    await known.mailbox.contentsOf(id, [contactId('nobody')]);
    await known.mailbox.createFolder('Sansan', FOLDER_STAMP);
    await known.mailbox.createFolder('Sansan', FOLDER_STAMP);
    expect(known.graph.requests.count('GET /me/contactFolders/:folderId/contacts')).toBe(3);
    expect(known.graph.requests.summary().log.some(({ status }) => status >= 400)).toBe(true);
    expect(known.graph.disagreements()).toEqual([]);
  });

  testByMetadata('whatever is on a card, its contact is as in the published metadata', async () => {
    const { id: folderId } = await known.withFolder();
    const cards = fc.sample(anyCard, { numRuns: 200, seed: 1 });
    const international = await internationalNumbers();
    const writes = cards.map(
      (card, index): ContactWrite => ({
        kind: 'create',
        folderId,
        fields: mapCard(card, index % 2 === 0 ? 'as-printed' : international),
        notes: 'notes',
        stamp: stampOf(`CARD-${index}`),
      }),
    );
    for (let start = 0; start < writes.length; start += 20) await known.mailbox.write(writes.slice(start, start + 20));
    expect(known.graph.requests.count()).toBe(210);
    expect(known.graph.disagreements()).toEqual([]);
  });

  test('no request of the adapter is left out', async () => {
    const { id } = await known.withFolder();
    await known.mailbox.write([creation(id, 'CARD-1'), creation(id, 'CARD-2')]);
    const order = Object.entries(USES).sort(([a], [b]) => Number(a === 'deleteFolder') - Number(b === 'deleteFolder'));
    for (const [, use] of order) await use(known.mailbox, id);
    expect(Object.keys(known.graph.requests.summary().byOperation).sort()).toEqual([
      'DELETE /me/contactFolders/:folderId',
      'DELETE /me/contactFolders/:folderId/contacts/:contactId',
      'GET /me/contactFolders',
      'GET /me/contactFolders/:folderId',
      'GET /me/contactFolders/:folderId/contacts',
      'GET /me/contactFolders/:folderId/contacts/:contactId',
      'PATCH /me/contactFolders/:folderId',
      'PATCH /me/contactFolders/:folderId/contacts/:contactId',
      'POST /$batch',
      'POST /me/contactFolders',
      'POST /me/contactFolders/:folderId/contacts',
    ]);
  });
});

describe('LOCAL the check by the metadata', () => {
  const page = {
    method: 'GET',
    url: '/me/contactFolders/F/contacts?$top=10',
    headers: {},
    body: undefined,
    status: 200,
  };
  const contact = {
    method: 'POST',
    url: '/me/contactFolders/F/contacts',
    headers: { 'content-type': 'application/json' },
  };
  const made = { status: 201, answer: { id: 'C' } };
  testByMetadata.each<[string, Exchange]>([
    ['an unknown path', { ...page, url: '/me/messages', answer: {} }],
    ['an unknown method', { ...page, method: 'PUT', answer: {} }],
    ['too large a page', { ...page, url: '/me/contactFolders/F/contacts?$top=1001', answer: { value: [] } }],
    ['an unknown option', { ...page, url: '/me/contactFolders/F/contacts?$apply=x', answer: { value: [] } }],
    [
      'an unknown property that is selected',
      { ...page, url: '/me/contactFolders/F/contacts?$select=x', answer: { value: [] } },
    ],
    ['an answer with an unknown property', { ...page, answer: { value: [{ id: 'C', x: 1 }] } }],
    ['an answer of another type', { ...page, answer: { value: [{ id: 'C', businessPhones: '03' }] } }],
    ['an item without what may not be null', { ...page, answer: { value: [{ id: null }] } }],
    ['an error in another form', { ...page, status: 404, answer: { message: 'no' } }],
    ['an unknown property that is written', { ...contact, ...made, body: { x: 1 } }],
    ['a number that is written', { ...contact, ...made, body: { surname: 1 } }],
    ['what is read only', { ...contact, ...made, body: { id: 'C' } }],
    ['three business phones', { ...contact, ...made, body: { businessPhones: ['1', '2', '3'] } }],
    ['a body without its type', { ...contact, ...made, headers: {}, body: { surname: '見本' } }],
    ['another status', { ...contact, status: 200, answer: { id: 'C' }, body: { surname: '見本' } }],
  ])('finds %s', (_, exchange) => {
    if (metadata === undefined) throw new Error('The test is skipped without metadata.');
    expect(differences(metadata, exchange)).toHaveLength(1);
  });
});
