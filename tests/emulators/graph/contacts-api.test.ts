import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { hanako, startTenant } from '../fixtures/graph-tenant.ts';

const STAMP = 'String {6f2b0a7e-1c55-4a5e-9d1f-3f8a0d6c2b11} Name MeishiSync';
const EXPAND = encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${STAMP}')`);

let tenant: Awaited<ReturnType<typeof startTenant>>;
beforeEach(async () => {
  tenant = await startTenant();
});
afterEach(() => tenant.graph.close());

describe('LOCAL contacts', () => {
  test('a create answers with everything, defaults included', async () => {
    const folder = await tenant.newFolder();
    const contact = await tenant.newContact(folder, {
      surname: '鈴木',
      emailAddresses: [{ address: 'ichiro@fabrikam.example' }],
      birthday: '1990-04-01T00:00:00Z',
    });
    expect(contact).toMatchObject({
      parentFolderId: folder.id,
      givenName: '一郎',
      displayName: '一郎 鈴木',
      fileAs: '鈴木, 一郎',
      emailAddresses: [{ name: 'ichiro@fabrikam.example', address: 'ichiro@fabrikam.example' }],
      companyName: null,
      businessPhones: [],
      homeAddress: {},
    });
    expect(contact['@odata.etag']).toBe(`W/"${contact.changeKey}"`);
  });

  test('a patch keeps what it does not name, clears by null, and replaces collections and addresses whole', async () => {
    const folder = await tenant.newFolder();
    const { id } = await tenant.newContact(folder, {
      companyName: 'Fabrikam',
      jobTitle: '部長',
      businessPhones: ['03-1111-1111', '03-2222-2222'],
      businessAddress: { city: '港区', postalCode: '105-0001' },
      singleValueExtendedProperties: [{ id: STAMP, value: 'card-1' }],
    });
    const change = { jobTitle: null, businessPhones: ['03-3333-3333'], businessAddress: { city: '渋谷区' } };
    expect((await tenant.patch(`${folder.contacts}/${id}`, change)).status).toBe(200);
    const { body } = await tenant.call(`/me/contacts/${id}?$expand=${EXPAND}`);
    expect(body).toMatchObject({
      companyName: 'Fabrikam',
      ...change,
      singleValueExtendedProperties: [{ id: STAMP, value: 'card-1' }],
    });
    expect(body.businessAddress).toEqual({ city: '渋谷区' });
  });

  test('names that change write displayName and fileAs anew, unless the request sets them', async () => {
    const { id } = await tenant.newContact(
      { contacts: '/me/contacts' },
      { displayName: '鈴木 一郎', fileAs: '鈴木 一郎' },
    );
    const kept = await tenant.patch(`/me/contacts/${id}`, {
      surname: '佐藤',
      displayName: '佐藤 一郎',
      fileAs: '佐藤 一郎',
    });
    expect(kept.body).toMatchObject({ displayName: '佐藤 一郎', fileAs: '佐藤 一郎' });
    const other = await tenant.patch(`/me/contacts/${id}`, { jobTitle: '課長' });
    expect(other.body).toMatchObject({ displayName: '佐藤 一郎' });
    const anew = await tenant.patch(`/me/contacts/${id}`, { surname: '田中' });
    expect(anew.body).toMatchObject({ displayName: '一郎 田中', fileAs: '田中, 一郎' });
  });

  test.each([
    ['no given name', { givenName: undefined }, 'ErrorInvalidProperty'],
    ['a blank given name', { givenName: ' ' }, 'ErrorInvalidProperty'],
    ['three business phones', { businessPhones: ['1', '2', '3'] }, 'ErrorInvalidProperty'],
    ['three home phones', { homePhones: ['1', '2', '3'] }, 'ErrorInvalidProperty'],
    ['four e-mail addresses', { emailAddresses: Array(4).fill({ address: 'a@b.example' }) }, 'ErrorInvalidProperty'],
    ['an e-mail address that is none', { emailAddresses: [{ address: 'a@b.example,' }] }, 'ErrorInvalidProperty'],
    ['a name of 256 characters', { surname: 'x'.repeat(256) }, 'ErrorInvalidProperty'],
    ['notes over 32 KB', { personalNotes: 'x'.repeat(32_769) }, 'ErrorInvalidProperty'],
    ['an unknown property', { fax: '03' }, 'RequestBodyRead'],
    ['a read-only property', { changeKey: 'x' }, 'RequestBodyRead'],
    ['a wrong type', { surname: 1 }, 'RequestBodyRead'],
    ['null for a collection', { businessPhones: null }, 'RequestBodyRead'],
    ['a birthday without time', { birthday: '1990-04-01' }, 'RequestBodyRead'],
    ['a bad extended id', { singleValueExtendedProperties: [{ id: 'stamp', value: '' }] }, 'ErrorInvalidProperty'],
    [
      'an extended property twice',
      { singleValueExtendedProperties: Array(2).fill({ id: STAMP, value: '' }) },
      'ErrorInvalidProperty',
    ],
  ])('refuses %s', async (_, properties, code) => {
    const answer = await tenant.post('/me/contacts', { givenName: '一郎', ...properties });
    expect([answer.status, answer.body.error.code]).toEqual([400, code]);
    expect(tenant.graph.mailbox(hanako).contacts).toEqual([]);
  });

  test('refuses a body that is not JSON, or does not say so', async () => {
    const broken = await tenant.call('/me/contacts', { method: 'POST', body: '{' });
    const plain = { method: 'POST', body: '{"givenName":"x"}', headers: { 'content-type': 'text/plain' } };
    expect([broken.status, (await tenant.call('/me/contacts', plain)).status]).toEqual([400, 400]);
  });

  test('a stale If-Match is refused, each write changes the etag', async () => {
    const contact = await tenant.newContact({ contacts: '/me/contacts' });
    const write = (etag: string) =>
      tenant.call(`/me/contacts/${contact.id}`, {
        method: 'PATCH',
        body: { jobTitle: '部長' },
        headers: { 'if-match': etag },
      });
    const first = await write(contact['@odata.etag']);
    expect(first.body['@odata.etag']).not.toBe(contact['@odata.etag']);
    const stale = await write(contact['@odata.etag']);
    expect([stale.status, stale.body.error.code]).toEqual([412, 'ErrorIrresolvableConflict']);
  });

  test('a deleted contact is gone by its id and lies in Deleted Items', async () => {
    const folder = await tenant.newFolder();
    const { id } = await tenant.newContact(folder);
    expect((await tenant.remove(`${folder.contacts}/${id}`)).status).toBe(204);
    expect((await tenant.remove(`${folder.contacts}/${id}`)).status).toBe(404);
    const [deleted] = tenant.graph.mailbox(hanako).deletedItems.contacts;
    expect(deleted).toMatchObject({ givenName: '一郎' });
    expect(deleted?.id).not.toBe(id);
  });

  test('only a limited number of named extended properties fits into a mailbox', async () => {
    const named = (number: number) => STAMP.replace('MeishiSync', `Card${number}`);
    const create = (id: string) =>
      tenant.post('/me/contacts', { givenName: 'x', singleValueExtendedProperties: [{ id, value: '1' }] });
    for (let number = 0; number < 100; number += 1) expect((await create(named(number))).status).toBe(201);
    expect((await create(named(100))).status).toBe(403);
    expect((await create(named(99))).status).toBe(201);
    expect((await create('String 0x3A24')).status).toBe(201);
  });
});

describe('LOCAL ids', () => {
  test('are case-sensitive, and a malformed one is told from an unknown one', async () => {
    const { id } = await tenant.newContact({ contacts: '/me/contacts' });
    const codes = await Promise.all(
      [id.toLowerCase(), id.replace(/AAA=$/, 'AAB=')].map(async (other) => {
        const { status, body } = await tenant.call(`/me/contacts/${other}`);
        return [status, body.error.code];
      }),
    );
    expect(codes).toEqual([
      [400, 'ErrorInvalidIdMalformed'],
      [404, 'ErrorItemNotFound'],
    ]);
  });

  test('change when the person moves a contact, but not the immutable ones', async () => {
    const folder = await tenant.newFolder();
    const headers = { prefer: 'IdType="ImmutableId"' };
    const { id } = await tenant.newContact(folder, { singleValueExtendedProperties: [{ id: STAMP, value: 'card-1' }] });
    const immutable = await tenant.call(`/me/contacts/${id}`, { headers });
    expect(immutable.headers.get('preference-applied')).toContain('ImmutableId');

    const movedId = tenant.graph.act(hanako, { kind: 'move-contact', contactId: id, folderId: 'contacts' });
    expect(movedId).not.toBe(id);
    expect((await tenant.call(`/me/contacts/${id}`)).status).toBe(404);
    expect((await tenant.call(`${folder.contacts}/${movedId}`)).status).toBe(404);
    const after = await tenant.call(`/me/contacts/${immutable.body.id}?$expand=${EXPAND}`, { headers });
    expect(after.body).toMatchObject({ id: immutable.body.id, singleValueExtendedProperties: [{ value: 'card-1' }] });
  });
});

describe('LOCAL listing', () => {
  test('brings ten by default, 999 at most, and skips one when one before it is deleted between pages', async () => {
    const folder = await tenant.newFolder();
    const ids: string[] = [];
    for (let count = 0; count < 12; count += 1) ids.push((await tenant.newContact(folder)).id);
    const first = await tenant.call(folder.contacts);
    expect(first.body.value).toHaveLength(10);
    await tenant.remove(`/me/contacts/${ids[0]}`);
    const second = await tenant.call(first.body['@odata.nextLink']);
    expect(second.body.value.map(({ id }: { id: string }) => id)).toEqual(ids.slice(11));
    expect((await tenant.call(`${folder.contacts}?$top=999`)).body.value).toHaveLength(11);
  });

  test.each([
    '$top=1000',
    '$top=0',
    '$skiptoken=1',
    '$select=fax',
    '$expand=photo',
    '$expand=singleValueExtendedProperties',
    "$filter=surname eq 'x'",
  ])('refuses %s', async (query) => {
    expect((await tenant.call(`/me/contacts?${query}`)).status).toBe(400);
  });

  test.each(['/me', '/me/messages', '/users/x/contacts', '/me/contactFolders/x/y', '/../beta/me/contacts'])(
    'knows no %s',
    async (path) => {
      const { status, body } = await tenant.call(path);
      expect([status, body.error.code]).toEqual([400, 'BadRequest']);
    },
  );
});
