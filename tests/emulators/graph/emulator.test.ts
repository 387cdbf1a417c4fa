import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fileStore } from '../../../local/emulators/store.ts';
import { hanako, jiro, startTenant, taro, tokenFor } from '../fixtures/graph-tenant.ts';

const STAMP = 'String {6f2b0a7e-1c55-4a5e-9d1f-3f8a0d6c2b11} Name MeishiSync';
const EXPAND = encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${STAMP}')`);

let tenant: Awaited<ReturnType<typeof startTenant>>;
beforeEach(async () => {
  tenant = await startTenant();
});
afterEach(() => tenant.graph.close());

describe("LOCAL Microsoft's own client", () => {
  test('creates a stamped folder and contacts in it, and reads them page by page', async () => {
    const client = await tenant.sdk(hanako);
    const stamp = (value: string) => ({ singleValueExtendedProperties: [{ id: STAMP, value }] });
    const folder = await client.api('/me/contactFolders').post({ displayName: 'Sansan', ...stamp('link-1') });
    expect(folder).not.toHaveProperty('singleValueExtendedProperties');

    const contacts = client.api(`/me/contactFolders/${folder.id}/contacts`);
    for (const card of ['1', '2', '3']) await contacts.post({ givenName: card, surname: '鈴木', ...stamp(card) });

    const names: string[] = [];
    let page = await contacts
      .top(2)
      .select('surname,givenName')
      .expand(`singleValueExtendedProperties($filter=id eq '${STAMP}')`)
      .get();
    expect(Object.keys(page.value[0]).sort()).toEqual([
      '@odata.etag',
      'givenName',
      'id',
      'singleValueExtendedProperties',
      'surname',
    ]);
    for (;;) {
      for (const contact of page.value) names.push(contact.singleValueExtendedProperties[0].value);
      if (page['@odata.nextLink'] === undefined) break;
      // The client takes an absolute link apart when it is https only.
      page = await client.api(page['@odata.nextLink'].replace(`${tenant.graph.origin}/v1.0`, '')).get();
    }
    expect(names).toEqual(['1', '2', '3']);
  });

  test('reports the code and status of a refusal', async () => {
    const client = await tenant.sdk(hanako);
    await expect(client.api('/me/contacts').post({ surname: '鈴木' })).rejects.toMatchObject({
      statusCode: 400,
      code: 'ErrorInvalidProperty',
    });
  });
});

describe('LOCAL tokens', () => {
  const past = Math.floor(Date.now() / 1000) - 60;
  test.each([
    ['for another service', { aud: 'https://vault.azure.net' }, 401, 'InvalidAuthenticationToken'],
    ['of another issuer', { iss: 'https://sts.windows.net/other/' }, 401, 'InvalidAuthenticationToken'],
    ['that has expired', { exp: past }, 401, 'InvalidAuthenticationToken'],
    ['without expiry', { exp: undefined }, 401, 'InvalidAuthenticationToken'],
    ['without a scope for contacts', { scp: 'Mail.Read' }, 403, 'ErrorAccessDenied'],
    ['that may only read', { scp: 'Contacts.Read' }, 403, 'ErrorAccessDenied'],
  ])('a write with a token %s is refused', async (_, claims, status, code) => {
    const token = await tokenFor(hanako, claims);
    const answer = await tenant.call('/me/contactFolders', { method: 'POST', body: { displayName: 'Sansan' }, token });
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(tenant.graph.mailbox(hanako).folders).toEqual([]);
  });

  test('Contacts.Read is enough to read', async () => {
    const answer = await tenant.call('/me/contacts', { token: await tokenFor(hanako, { scp: 'Contacts.Read' }) });
    expect(answer.status).toBe(200);
  });

  test('a token that was tampered with, or none, is refused', async () => {
    const token = await tokenFor(hanako);
    expect((await tenant.call('/me/contacts', { token: `${token.slice(0, -8)}AAAAAAAA` })).status).toBe(401);
    expect((await fetch(`${tenant.graph.origin}/v1.0/me/contacts`)).status).toBe(401);
  });

  test('each person sees the own mailbox only', async () => {
    const contact = await tenant.newContact({ contacts: '/me/contacts' });
    const token = await tokenFor(taro);
    expect((await tenant.call('/me/contacts', { token })).body.value).toEqual([]);
    expect((await tenant.call(`/me/contacts/${contact.id}`, { token })).status).toBe(404);
  });
});

describe('LOCAL folders', () => {
  test('the default folder exists but is not listed', async () => {
    const folder = await tenant.newFolder();
    const list = await tenant.call('/me/contactFolders');
    expect(list.body.value.map(({ id }: { id: string }) => id)).toEqual([folder.id]);
    expect((await tenant.call('/me/contactFolders/contacts')).body.id).toBe(list.body.value[0].parentFolderId);
  });

  test('a second folder of the same name is refused, whatever the case', async () => {
    await tenant.newFolder('Sansan');
    const again = await tenant.post('/me/contactFolders', { displayName: 'SANSAN' });
    expect([again.status, again.body.error.code]).toEqual([409, 'ErrorFolderExists']);
  });

  test('are found by name, with their stamp when it is asked for', async () => {
    await tenant.newFolder("It's");
    const stamped = { displayName: 'Sansan', singleValueExtendedProperties: [{ id: STAMP, value: 'link-1' }] };
    await tenant.post('/me/contactFolders', stamped);
    const named = await tenant.call(`/me/contactFolders?$filter=displayName eq 'Sansan'&$expand=${EXPAND}`);
    expect(named.body.value).toEqual([expect.objectContaining(stamped)]);
    expect((await tenant.call("/me/contactFolders?$filter=displayName eq 'It''s'")).body.value).toHaveLength(1);
  });

  test('a deleted folder lies in Deleted Items with its contacts, and its name is free again', async () => {
    const folder = await tenant.newFolder();
    const contact = await tenant.newContact(folder);
    const parent = (await tenant.call(`/me/contactFolders/${folder.id}`)).body.parentFolderId;
    expect((await tenant.remove(`/me/contactFolders/${folder.id}`)).status).toBe(204);

    const after = await tenant.call(`/me/contactFolders/${folder.id}`);
    expect(after.status).toBe(200);
    expect(after.body.parentFolderId).not.toBe(parent);
    expect((await tenant.call(`/me/contacts/${contact.id}`)).body.parentFolderId).toBe(folder.id);
    expect((await tenant.call('/me/contactFolders')).body.value).toEqual([]);

    const successor = await tenant.newFolder();
    const refused = await tenant.remove(`/me/contactFolders/${successor.id}`);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'ErrorFolderExists']);
    await tenant.patch(`/me/contactFolders/${successor.id}`, { displayName: 'Sansan 2' });
    expect((await tenant.remove(`/me/contactFolders/${successor.id}`)).status).toBe(204);

    tenant.graph.act(hanako, { kind: 'empty-deleted-items' });
    expect((await tenant.call(`/me/contactFolders/${folder.id}`)).status).toBe(404);
    expect((await tenant.call(`/me/contacts/${contact.id}`)).status).toBe(404);
  });

  test('the default folder cannot be renamed or deleted', async () => {
    expect((await tenant.patch('/me/contactFolders/contacts', { displayName: 'x' })).status).toBe(403);
    expect((await tenant.remove('/me/contactFolders/contacts')).status).toBe(403);
  });
});

describe('LOCAL mailboxes', () => {
  test('an account without one is refused', async () => {
    const { status, body } = await tenant.call('/me/contacts', { token: await tokenFor(jiro) });
    expect([status, body.error.code]).toEqual([404, 'MailboxNotEnabledForRESTAPI']);
  });

  test.each([
    ['full', 507, 'ErrorQuotaExceeded'],
    ['refusing', 400, 'RequestBodyRead'],
    ['no-exchange', 404, 'OrganizationFromTenantGuidNotFound'],
    ['moving', 503, 'ErrorMailboxMoveInProgress'],
    ['gone', 404, 'MailboxNotEnabledForRESTAPI'],
  ] as const)('one that is %s refuses a create', async (condition, status, code) => {
    tenant.graph.setCondition(hanako, condition);
    const answer = await tenant.post('/me/contacts', { givenName: 'x' });
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    tenant.graph.setCondition(hanako, 'working');
    expect((await tenant.post('/me/contacts', { givenName: 'x' })).status).toBe(201);
  });

  test('a person works in it over http too, outside the request log', async () => {
    const command = { address: hanako, action: { kind: 'create-folder', displayName: 'Sansan' } };
    const made = await tenant.call(`${tenant.graph.origin}/_emulator/person`, { method: 'POST', body: command });
    const properties = { companyName: '会社だけ' };
    const contactId = tenant.graph.act(hanako, { kind: 'create-contact', folderId: made.body.id, properties });
    tenant.graph.act(hanako, { kind: 'copy-contact', contactId: contactId ?? '', folderId: 'contacts' });
    tenant.graph.act(hanako, { kind: 'edit-contact', contactId: contactId ?? '', properties: { jobTitle: '社長' } });

    const { folders, contacts } = tenant.graph.mailbox(hanako);
    expect(folders).toMatchObject([{ displayName: 'Sansan', contacts: [{ ...properties, jobTitle: '社長' }] }]);
    expect(contacts).toMatchObject([{ ...properties, jobTitle: null }]);
    expect(tenant.graph.requests.count()).toBe(0);
  });
});

describe('LOCAL state', () => {
  test('outlives the process when it is kept in a file', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'graph-'));
    const open = () => startTenant(fileStore(join(directory, 'graph.sqlite')));
    const before = await open();
    const { body: folder } = await before.call('/me/contactFolders', {
      method: 'POST',
      body: { displayName: 'Sansan' },
    });
    const contacts = `/me/contactFolders/${folder.id}/contacts`;
    for (const givenName of ['c', 'a', 'b']) await before.call(contacts, { method: 'POST', body: { givenName } });
    const listed = (await before.call(contacts)).body;
    await before.graph.close();

    const after = await open();
    expect((await after.call(contacts)).body).toEqual(listed);
    expect((await after.call('/me/contactFolders', { method: 'POST', body: { displayName: 'Sansan' } })).status).toBe(
      409,
    );
    await after.graph.close();
    await rm(directory, { recursive: true });
  });

  test('after a reset is that of the start, and ids from before are unknown', async () => {
    const folder = await tenant.newFolder();
    const { id } = await tenant.newContact(folder);
    tenant.graph.reset();
    expect(tenant.graph.state()).toMatchObject([
      { contacts: [], folders: [], condition: 'working' },
      {},
      { condition: 'gone' },
    ]);
    await tenant.newContact(await tenant.newFolder());
    expect((await tenant.call(`/me/contacts/${id}`)).status).toBe(404);
    expect((await tenant.call(folder.contacts)).status).toBe(404);
  });
});
