import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { graphMailbox } from '../../shared/contacts/graph-mailbox.ts';
import { graphTransport } from '../../shared/contacts/graph-transport.ts';
import type { ContactWrite, Folder, ListedContact, Mailbox } from '../../shared/contacts/mailbox.ts';
import { mapCard } from '../../shared/contacts/map-card.ts';
import type { FolderId } from '../../shared/ids.ts';
import { hanako, jiro, startTenant, tokenFor } from '../emulators/graph-tenant.ts';
import { blankCard, ordinaryCard } from '../unit/fixtures/cards.ts';
import { cardId, contactId, folderId } from '../unit/fixtures/links.ts';

let tenant: Awaited<ReturnType<typeof startTenant>>;
let mailbox: Mailbox;
let folder: Folder;
beforeAll(async () => {
  tenant = await startTenant();
});
afterAll(() => tenant.graph.close());
beforeEach(async () => {
  tenant.graph.reset();
  mailbox = mailboxWith(() => tokenFor(hanako));
  folder = await newFolder('Sansan');
  tenant.graph.requests.clear();
});

function mailboxWith(accessToken: () => Promise<string>, timeout?: number): Mailbox {
  const { origin: baseUrl } = tenant.graph;
  return graphMailbox(graphTransport({ baseUrl, accessToken, ...(timeout === undefined ? {} : { timeout }) }));
}

const stamp = { linkId: 'link-1', attempt: 'attempt-1' };
async function newFolder(name: string): Promise<Folder> {
  const made = await mailbox.createFolder(name, stamp);
  if (made.kind === 'exists') throw new Error(`There is a folder "${name}" already.`);
  return made.folder;
}

function create(id: string, into: FolderId = folder.id): ContactWrite {
  const card = ordinaryCard({ id });
  const contactStamp = { linkId: stamp.linkId, attempt: 7, cardId: card.id };
  return { kind: 'create', folderId: into, fields: mapCard(card), notes: `notes of ${id}`, stamp: contactStamp };
}

async function created(id: string) {
  const [answer] = await mailbox.write([create(id)]);
  if (answer?.kind !== 'done') throw new Error('The contact was not created.');
  return answer.contactId;
}

async function contactsIn(id: FolderId): Promise<ListedContact[]> {
  const contacts: ListedContact[] = [];
  for await (const page of mailbox.contactsIn(id)) contacts.push(...page);
  return contacts;
}

const outlook = () => tenant.graph.mailbox(hanako);
const contactsSeen = () => outlook().folders.flatMap((seen) => seen.contacts);

describe('a folder', () => {
  test('carries our mark from its first moment', async () => {
    const [seen] = outlook().folders;
    expect(seen).toMatchObject({ id: folder.id, displayName: 'Sansan' });
    expect(seen?.singleValueExtendedProperties).toHaveLength(1);
    expect(folder).toEqual({ id: folder.id, name: 'Sansan', parentId: seen?.parentFolderId, stamp });
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
    expect(await mailbox.createFolder('sansan', stamp)).toEqual({ kind: 'exists' });
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

describe('contacts', () => {
  test('are listed with our mark, or without one', async () => {
    const ours = await created('CARD|1');
    const foreign = tenant.graph.act(hanako, {
      kind: 'create-contact',
      folderId: folder.id,
      properties: { givenName: '手で作った' },
    });
    const listed = await contactsIn(folder.id);
    expect(listed.map(({ id, stamp: mark }) => ({ id, mark }))).toEqual([
      { id: ours, mark: { linkId: 'link-1', attempt: 7, cardId: 'CARD|1' } },
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

  test('that a person moved out of the folder are gone for us', async () => {
    const id = await created('CARD-1');
    const moved = tenant.graph.act(hanako, { kind: 'move-contact', contactId: id, folderId: 'contacts' });
    const now = contactId(moved ?? '');
    expect(await contactsIn(folder.id)).toEqual([]);
    for (const gone of [id, now]) {
      const fields = mapCard(blankCard());
      expect(await mailbox.notesOf(folder.id, gone)).toBeUndefined();
      expect(
        await mailbox.write([
          { kind: 'update', folderId: folder.id, contactId: gone, fields, notes: undefined },
          { kind: 'remove', folderId: folder.id, contactId: gone },
        ]),
      ).toEqual([{ kind: 'gone' }, { kind: 'gone' }]);
    }
    expect(outlook().contacts).toMatchObject([{ id: now, displayName: '見本 太郎' }]);
  });
});

describe('a write', () => {
  test('creates with every field, the notes and our mark in one request', async () => {
    const id = await created('CARD-1');
    const { fax, ...fields } = mapCard(ordinaryCard());
    expect(contactsSeen()).toMatchObject([{ ...fields, id, personalNotes: 'notes of CARD-1' }]);
    const [{ singleValueExtendedProperties: properties } = { singleValueExtendedProperties: [] }] = contactsSeen();
    expect(properties.map(({ value }) => value).sort()).toEqual([fax, '1|link-1|7|CARD-1']);
    expect(await mailbox.notesOf(folder.id, id)).toBe('notes of CARD-1');
  });

  test('overwrites and empties what is mapped, and leaves the rest as the person put it', async () => {
    const id = await created('CARD-1');
    const edited = { jobTitle: '手書き', nickName: 'たろちゃん', categories: ['赤'], personalNotes: '私のメモ' };
    tenant.graph.act(hanako, { kind: 'edit-contact', contactId: id, properties: edited });
    const fields = mapCard(blankCard({ lastName: '見本', title: '部長' }));
    const update: ContactWrite = { kind: 'update', folderId: folder.id, contactId: id, fields, notes: undefined };
    expect(await mailbox.write([update])).toEqual([{ kind: 'done', contactId: id }]);
    const { fax: _, ...mapped } = fields;
    const kept = { nickName: 'たろちゃん', categories: ['赤'], personalNotes: '私のメモ' };
    expect(contactsSeen()).toMatchObject([{ ...mapped, ...kept, displayName: '見本', fileAs: '見本' }]);
    expect((await contactsIn(folder.id))[0]?.stamp?.cardId).toBe('CARD-1');
    const values = contactsSeen()[0]?.singleValueExtendedProperties.map(({ value }) => value);
    expect(values?.toSorted()).toEqual(['', '1|link-1|7|CARD-1']);

    await mailbox.write([{ ...update, notes: 'all new' }]);
    expect(await mailbox.notesOf(folder.id, id)).toBe('all new');
  });

  test('of twenty is answered in the order that it was given', async () => {
    const ids = Array.from({ length: 20 }, (_, n) => `CARD-${n}`);
    const answers = await mailbox.write(ids.map((id) => create(id)));
    const cardOf = new Map((await contactsIn(folder.id)).map(({ id, stamp: mark }) => [id, mark?.cardId]));
    expect(answers.map((answer) => answer.kind === 'done' && cardOf.get(answer.contactId))).toEqual(ids);
    expect(tenant.graph.requests.count('POST /$batch')).toBe(1);
  });
});

describe('a question', () => {
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
    expect(tenant.graph.requests.count()).toBeLessThanOrEqual(1);
    expect(tenant.graph.faults.pending()).toEqual([]);
  });

  test('is given up when it takes too long', async () => {
    tenant.graph.setLatency({ readMs: 500, writeMs: 0 });
    const impatient = mailboxWith(() => tokenFor(hanako), 50);
    await expect(impatient.folder(folder.id)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test.each<[string, () => Promise<string>, string]>([
    ['with a token that expired', () => tokenFor(hanako, { exp: 1 }), 'unauthorized'],
    ['with a token for less', () => tokenFor(hanako, { scp: 'openid' }), 'forbidden'],
    ['of somebody without a mailbox', () => tokenFor(jiro), 'no-mailbox'],
  ])('%s fails as such', async (_, token, code) => {
    await expect(mailboxWith(token).foldersNamed('Sansan')).rejects.toMatchObject({ code });
  });

  test('without a token is not asked', async () => {
    const none = mailboxWith(() => Promise.reject(new TypeError('no token')));
    await expect(none.folder(folder.id)).rejects.toThrow(TypeError);
    await expect(none.write([create('CARD-1')])).rejects.toThrow(TypeError);
    expect(tenant.graph.requests.count()).toBe(0);
  });

  test('about a mailbox without room says so', async () => {
    tenant.graph.setCondition(hanako, 'full');
    await expect(mailbox.createFolder('another', stamp)).rejects.toMatchObject({ code: 'mailbox-full' });
  });
});

test('a folder or contact that nobody knows has no notes, and cannot be listed', async () => {
  await expect(contactsIn(folderId('nothing'))).rejects.toMatchObject({ name: 'MailboxFailure' });
  expect(await mailbox.notesOf(folder.id, contactId(cardId('nothing')))).toBeUndefined();
});
