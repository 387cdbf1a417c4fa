import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { FaultEffect } from '../../../local/emulators/faults.ts';
import { graphTransport } from '../../../shared/contacts/graph-transport.ts';
import type { Folder, ListedContact, Mailbox } from '../../../shared/contacts/mailbox.ts';
import { mapCard } from '../../../shared/contacts/map-card.ts';
import type { ContactId, FolderId } from '../../../shared/ids.ts';
import { duringInvocation } from '../../../shared/telemetry/invocation.ts';
import { hanako, jiro, tokenFor } from '../../emulators/fixtures/graph-tenant.ts';
import { blankCard, ordinaryCard } from '../../unit/fixtures/cards.ts';
import { contactId, folderId } from '../../unit/fixtures/links.ts';
import { creation, FOLDER_STAMP, stampOf, startMailbox } from '../fixtures/mailbox.ts';

let tenant: Awaited<ReturnType<typeof startMailbox>>;
let mailbox: Mailbox;
let folder: Folder;
beforeAll(async () => {
  tenant = await startMailbox();
  mailbox = tenant.mailbox;
});
afterAll(() => tenant.graph.close());
beforeEach(async () => {
  folder = await tenant.withFolder();
});

async function created(id: string) {
  const [answer] = await mailbox.write([creation(folder.id, id)]);
  if (answer?.kind !== 'done') throw new Error('The contact was not created.');
  return answer.contactId;
}

async function contactsIn(id: FolderId): Promise<ListedContact[]> {
  const contacts: ListedContact[] = [];
  for await (const page of mailbox.contactsIn(id)) contacts.push(...page);
  return contacts;
}

/** The notes of contacts, or why they could not be read. */
async function notesOf(ids: readonly ContactId[]): Promise<Map<ContactId, string>> {
  const contents = await mailbox.contentsOf(folder.id, ids);
  return new Map([...contents].map(([id, held]) => [id, 'kind' in held ? held.kind : held.notes]));
}

const throttling: FaultEffect = { kind: 'refuse', status: 429, headers: { 'retry-after': '8' } };
const outlook = () => tenant.graph.mailbox(hanako);

describe('WIRE a request', () => {
  test('a request names the call of which it is part, so that both sides can find it', async () => {
    const transport = graphTransport({ baseUrl: tenant.graph.origin, accessToken: () => tokenFor(hanako) });
    const ask = () => transport.send({ method: 'POST', path: '/$batch', body: { requests: [] } });
    const id = 'f2a3c1d4-0000-4000-8000-000000000001';
    const answer = await duringInvocation({ id, origin: {}, traceparent: undefined, now: new Date() }, ask);
    expect(answer.headers['client-request-id']).toBe(id);
    expect((await ask()).headers).not.toHaveProperty('client-request-id');
  });
});

describe('WIRE, B3, C8 a folder', () => {
  test('carries our mark from its first moment', async () => {
    const [seen] = outlook().folders;
    expect(seen).toMatchObject({ id: folder.id, displayName: 'Sansan' });
    expect(seen?.singleValueExtendedProperties).toHaveLength(1);
    expect(folder).toEqual({ id: folder.id, name: 'Sansan', parentId: seen?.parentFolderId, stamp: FOLDER_STAMP });
    expect(await mailbox.folder(folder.id)).toEqual(folder);
  });

  test('is found by its name, in capitals or not, with its mark or without one', async () => {
    tenant.graph.act(hanako, { kind: 'create-folder', displayName: 'Sansan 2' });
    expect(await mailbox.foldersNamed('SANSAN')).toEqual([folder]);
    expect(await mailbox.foldersNamed('sansan 2')).toMatchObject([{ name: 'Sansan 2', stamp: undefined }]);
    expect(await mailbox.foldersNamed('nothing')).toEqual([]);
  });

  test('is found among more than one page of folders', async () => {
    for (let n = 0; n < 120; n += 1) tenant.graph.act(hanako, { kind: 'create-folder', displayName: `Folder ${n}` });
    tenant.graph.act(hanako, { kind: 'create-folder', displayName: 'The last' });
    expect(await mailbox.foldersNamed('the last')).toHaveLength(1);
  });

  test('is not made where there is one of that name', async () => {
    expect(await mailbox.createFolder('sansan', FOLDER_STAMP)).toEqual({ kind: 'exists' });
  });

  test('is known under another name, and in Deleted Items under another parent', async () => {
    await mailbox.renameFolder(folder.id, '名刺');
    expect(await mailbox.folder(folder.id)).toEqual({ ...folder, name: '名刺' });
    tenant.graph.act(hanako, { kind: 'delete-folder', folderId: folder.id });
    expect((await mailbox.folder(folder.id))?.parentId).not.toBe(folder.parentId);
    expect(await mailbox.foldersNamed('名刺')).toEqual([]);
  });

  test('is deleted, and deleting what is not there succeeds', async () => {
    await mailbox.deleteFolder(folder.id);
    await mailbox.deleteFolder(folder.id);
    expect(await mailbox.folder(folder.id)).toBeUndefined();
    await mailbox.deleteFolder(folder.id);
    await mailbox.deleteFolder(folderId('no such id'));
    expect(outlook()).toMatchObject({ folders: [], deletedItems: { folders: [] } });
  });
});

describe('WIRE, C2 contacts', () => {
  test('are listed with our mark, or without one', async () => {
    const ours = await created('CARD|1');
    const foreign = tenant.graph.act(hanako, {
      kind: 'create-contact',
      folderId: folder.id,
      properties: { givenName: '手で作った' },
    });
    const listed = await contactsIn(folder.id);
    expect(listed.map(({ id, stamp: mark }) => ({ id, mark }))).toEqual([
      { id: ours, mark: { linkId: 'link-1', attempt: 7, hash: 'hash', cardId: 'CARD|1' } },
      { id: foreign, mark: undefined },
    ]);
    expect(Date.parse(listed[0]?.createdAt ?? '')).not.toBeNaN();
  });

  test('are listed whole beyond one page of 999', async () => {
    for (let n = 0; n < 1001; n += 1) {
      const properties = { givenName: `${n}` };
      tenant.graph.act(hanako, { kind: 'create-contact', folderId: folder.id, properties });
    }
    const pages: number[] = [];
    for await (const page of mailbox.contactsIn(folder.id)) pages.push(page.length);
    expect(pages).toEqual([999, 2]);
  });

  test('are looked up by their ids, also while listings lack them or show them bare', async () => {
    const [here, away] = [await created('CARD-1'), await created('CARD-2')];
    const listed = await contactsIn(folder.id);
    tenant.graph.act(hanako, { kind: 'move-contact', contactId: away, folderId: 'contacts' });
    tenant.graph.setWeather({ leftOut: [0], bareContacts: true });
    expect(await contactsIn(folder.id)).toEqual([]);
    expect(await mailbox.lookUp(folder.id, [here, away, contactId('no such id')])).toEqual(
      new Map<string, unknown>([
        [here, listed[0]],
        [away, 'gone'],
        ['no such id', 'gone'],
      ]),
    );
    tenant.graph.faults.add({ match: `GET .*${encodeURIComponent(here)}`, effect: { kind: 'refuse', status: 503 } });
    expect(await mailbox.lookUp(folder.id, [here])).toEqual(new Map());
    tenant.graph.faults.add({ match: `GET .*${encodeURIComponent(here)}`, effect: throttling });
    await expect(mailbox.lookUp(folder.id, [here])).rejects.toMatchObject({
      code: 'throttled',
      retryAfterSeconds: 8,
    });
  });

  test.each<[string, object, boolean]>([
    ['as we made it', {}, true],
    ['with other fields that we write', { jobTitle: '部長' }, true],
    ['with a birthday', { birthday: '1980-01-01T00:00:00Z' }, false],
    ['with a category', { categories: ['友人'] }, false],
    ['with a note of the person', { personalNotes: 'notes of CARD-1\n打ち合わせ' }, false],
  ])('a second one of a card, %s, is redundant or not', async (_, properties, redundant) => {
    const [inUse, second] = [await created('CARD-1'), await created('CARD-1')];
    tenant.graph.act(hanako, { kind: 'edit-contact', contactId: second, properties });
    const pair = { contactId: second, inUse };
    expect(await mailbox.redundant(folder.id, [pair], [])).toEqual(new Set(redundant ? [second] : []));
    // What both hold is not lost with one.
    tenant.graph.act(hanako, { kind: 'edit-contact', contactId: inUse, properties });
    expect(await mailbox.redundant(folder.id, [pair], ['jobTitle'])).toEqual(new Set([second]));
  });

  test('that a person moved out of the folder are gone for us', async () => {
    const id = await created('CARD-1');
    const moved = tenant.graph.act(hanako, { kind: 'move-contact', contactId: id, folderId: 'contacts' });
    const now = contactId(moved ?? '');
    expect(await contactsIn(folder.id)).toEqual([]);
    for (const gone of [id, now]) {
      const fields = mapCard(blankCard(), 'as-printed');
      expect(await mailbox.contentsOf(folder.id, [gone])).toEqual(new Map());
      expect(
        await mailbox.write([
          { kind: 'update', folderId: folder.id, contactId: gone, fields, notes: undefined, stamp: stampOf('CARD-1') },
          { kind: 'remove', folderId: folder.id, contactId: gone },
        ]),
      ).toEqual([{ kind: 'gone' }, { kind: 'gone' }]);
    }
    expect(outlook().contacts).toMatchObject([{ id: now, displayName: '見本 太郎' }]);
  });
});

describe('WIRE, C4 a write', () => {
  test('creates with every field, the notes and our mark in one request', async () => {
    const id = await created('CARD-1');
    const { fax, ...fields } = mapCard(ordinaryCard(), 'as-printed');
    expect(tenant.seen()).toMatchObject([{ ...fields, id, personalNotes: 'notes of CARD-1' }]);
    const [{ singleValueExtendedProperties: properties } = { singleValueExtendedProperties: [] }] = tenant.seen();
    expect(properties.map(({ value }) => value).sort()).toEqual([fax, '1|link-1|7|hash|CARD-1']);
    expect(await notesOf([id])).toEqual(new Map([[id, 'notes of CARD-1']]));
  });

  test('overwrites and empties what is mapped, and leaves the rest as the person put it', async () => {
    const id = await created('CARD-1');
    const edited = { jobTitle: '手書き', nickName: 'たろちゃん', categories: ['赤'], personalNotes: '私のメモ' };
    tenant.graph.act(hanako, { kind: 'edit-contact', contactId: id, properties: edited });
    const fields = mapCard(blankCard({ lastName: '見本', title: '部長' }), 'as-printed');
    const place = { folderId: folder.id, contactId: id };
    const stamp = stampOf('CARD-1', 'newer');
    const update = { kind: 'update', ...place, fields, notes: undefined, stamp } as const;
    expect(await mailbox.write([update])).toMatchObject([{ kind: 'done', contactId: id }]);
    const { fax: _, ...mapped } = fields;
    const kept = { nickName: 'たろちゃん', categories: ['赤'], personalNotes: '私のメモ' };
    expect(tenant.seen()).toMatchObject([{ ...mapped, ...kept, displayName: '見本', fileAs: '見本' }]);
    expect((await contactsIn(folder.id))[0]?.stamp?.cardId).toBe('CARD-1');
    const values = tenant.seen()[0]?.singleValueExtendedProperties.map(({ value }) => value);
    expect(values?.toSorted()).toEqual(['', '1|link-1|7|newer|CARD-1']);

    await mailbox.write([{ ...update, notes: 'all new' }]);
    expect(await notesOf([id])).toEqual(new Map([[id, 'all new']]));
  });

  test('of twenty is answered in the order that it was given', async () => {
    const ids = Array.from({ length: 20 }, (_, n) => `CARD-${n}`);
    const answers = await mailbox.write(ids.map((id) => creation(folder.id, id)));
    const cardOf = new Map((await contactsIn(folder.id)).map(({ id, stamp: mark }) => [id, mark?.cardId]));
    expect(answers.map((answer) => answer.kind === 'done' && cardOf.get(answer.contactId))).toEqual(ids);
    expect(tenant.graph.requests.count('POST /$batch')).toBe(1);
  });
});

describe('WIRE a question', () => {
  const refused = (status: number, headers: Record<string, string> = {}) =>
    tenant.graph.faults.add({ match: '^GET ', effect: { kind: 'refuse', status, headers } });

  test.each<[string, () => void, object]>([
    ['throttled', () => refused(429, { 'retry-after': '12' }), { code: 'throttled', retryAfterSeconds: 12 }],
    ['unavailable', () => refused(503, { 'retry-after': '4' }), { code: 'unavailable', retryAfterSeconds: 4 }],
    ['denied', () => refused(403), { code: 'forbidden' }],
    ['answered with nonsense', () => refused(200), { code: 'unexpected' }],
    [
      'about a moving mailbox',
      () => tenant.graph.setCondition(hanako, 'moving'),
      { code: 'unavailable', retryAfterSeconds: 30 },
    ],
    ['about a mailbox that is gone', () => tenant.graph.setCondition(hanako, 'gone'), { code: 'no-mailbox' }],
    [
      'that never arrives',
      () => tenant.graph.faults.add({ match: '^GET ', effect: { kind: 'lose-request' } }),
      { code: 'unavailable' },
    ],
  ])('%s fails as such, once', async (_, trouble, failure) => {
    trouble();
    await expect(mailbox.folder(folder.id)).rejects.toMatchObject({ name: 'MailboxFailure', ...failure });
    expect(tenant.graph.requests.count()).toBe(1);
    expect(tenant.graph.faults.pending()).toEqual([]);
  });

  test('is given up when it takes too long', async () => {
    tenant.graph.setLatency({ readMs: 300, writeMs: 0 });
    jest.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(AbortSignal.timeout(30));
    await expect(mailbox.folder(folder.id)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test.each<[string, () => Promise<string>, string]>([
    ['with a token that expired', () => tokenFor(hanako, { exp: 1 }), 'unauthorized'],
    ['with a token for less', () => tokenFor(hanako, { scp: 'openid' }), 'forbidden'],
    ['of somebody without a mailbox', () => tokenFor(jiro), 'no-mailbox'],
  ])('%s fails as such', async (_, token, code) => {
    await expect(tenant.mailboxWith(token).foldersNamed('Sansan')).rejects.toMatchObject({ code });
  });

  test('without a token is not asked', async () => {
    const none = tenant.mailboxWith(() => Promise.reject(new TypeError('no token')));
    await expect(none.folder(folder.id)).rejects.toThrow(TypeError);
    await expect(none.write([creation(folder.id, 'CARD-1')])).rejects.toThrow(TypeError);
    expect(tenant.graph.requests.count()).toBe(0);
  });

  test('about a mailbox without room says so', async () => {
    tenant.graph.setCondition(hanako, 'full');
    await expect(mailbox.createFolder('another', FOLDER_STAMP)).rejects.toMatchObject({ code: 'mailbox-full' });
  });
});

describe('WIRE a folder that is not there', () => {
  test('a folder that nobody knows cannot be listed', async () => {
    await expect(contactsIn(folderId('nothing'))).rejects.toMatchObject({ name: 'MailboxFailure' });
  });
});

describe('WIRE names', () => {
  test('of many are read in one request, as far as the contacts are there', async () => {
    const [one, two] = [await created('A'), await created('B')];
    tenant.graph.requests.clear();
    const names = await mailbox.namesOf(folder.id, [two, contactId('nothing'), one]);
    expect(names).toEqual(
      new Map([
        [two, '見本 太郎'],
        [one, '見本 太郎'],
      ]),
    );
    expect(tenant.graph.requests.count('POST /$batch')).toBe(1);
  });
});

describe('WIRE, C11 a contact that is read', () => {
  const readings: [string, (id: ContactId, other: ContactId) => Promise<unknown>][] = [
    ['looked up', (id) => mailbox.lookUp(folder.id, [id])],
    ['for its contents', (id) => mailbox.contentsOf(folder.id, [id])],
    ['for its name', (id) => mailbox.namesOf(folder.id, [id])],
    ['as a second one', (id, inUse) => mailbox.redundant(folder.id, [{ contactId: id, inUse }], [])],
  ];

  test.each(readings)('%s says that the mailbox asks to wait, or that the token is refused', async (_, read) => {
    const [one, two] = [await created('A'), await created('B')];
    tenant.graph.faults.add({ match: '^GET /me/contactFolders/', effect: throttling });
    await expect(read(one, two)).rejects.toMatchObject({ code: 'throttled', retryAfterSeconds: 8 });
    tenant.graph.faults.add({ match: '^GET /me/contactFolders/', effect: { kind: 'refuse', status: 401 } });
    await expect(read(one, two)).rejects.toMatchObject({ code: 'unauthorized' });
  });
});

describe('WIRE, C5 notes', () => {
  test('of many are read in one request, as far as the contacts are there', async () => {
    const [one, two] = [await created('A'), await created('B')];
    const bare = contactId(
      tenant.graph.act(hanako, { kind: 'create-contact', folderId: folder.id, properties: { givenName: 'x' } }) ?? '',
    );
    tenant.graph.requests.clear();
    const notes = await notesOf([two, contactId('nothing'), bare, one]);
    expect(notes).toEqual(
      new Map([
        [two, 'notes of B'],
        [bare, ''],
        [one, 'notes of A'],
      ]),
    );
    expect(tenant.graph.requests.count('POST /$batch')).toBe(1);
  });

  test('that one contact does not show are unreadable, and the others are told', async () => {
    const [one, two] = [await created('A'), await created('B')];
    tenant.graph.faults.add({ match: '^GET /me/contactFolders/', effect: { kind: 'lose-answer' } });
    const notes = await notesOf([one, two]);
    expect([notes.get(one), notes.get(two)]).toEqual(['unknown', 'notes of B']);
  });

  test.each<[string, string, FaultEffect, object]>([
    ['one part is throttled', '^GET /me/contactFolders/', throttling, { code: 'throttled', retryAfterSeconds: 8 }],
    ['the whole is lost', '^POST ', { kind: 'lose-answer' }, { code: 'unavailable' }],
    ['the whole is throttled', '^POST ', throttling, { code: 'throttled', retryAfterSeconds: 8 }],
  ])('are not guessed when %s', async (_, match, effect, failure) => {
    const id = await created('A');
    tenant.graph.faults.add({ match, effect });
    await expect(notesOf([id])).rejects.toMatchObject({ name: 'MailboxFailure', ...failure });
  });
});
