import { describe, expect, test } from '@jest/globals';
import { graphMailbox } from '../../../shared/contacts/graph-mailbox.ts';
import type { GraphAnswer, GraphRequest } from '../../../shared/contacts/graph-transport.ts';
import { CONTACT_STAMP_PROPERTY, writeContactStamp } from '../../../shared/contacts/stamp.ts';
import { cardId, contactId, folderId } from '../fixtures/links.ts';

/** Answers that the emulator cannot give, since the real service gives them against its own documentation. */
function mailboxThat(answers: (request: GraphRequest) => Partial<GraphAnswer>) {
  const asked: GraphRequest[] = [];
  const send = async (request: GraphRequest): Promise<GraphAnswer> => {
    asked.push(request);
    return { status: 200, headers: {}, body: undefined, ...answers(request) };
  };
  return { mailbox: graphMailbox({ send }), asked };
}

async function contactsIn(mailbox: ReturnType<typeof graphMailbox>) {
  const found = [];
  for await (const page of mailbox.contactsIn(folderId('folder'))) found.push(...page);
  return found;
}

const remove = (id: string) => ({ kind: 'remove', folderId: folderId('folder'), contactId: contactId(id) }) as const;

describe('C9 a listing', () => {
  test('hides no contact behind an odd one', async () => {
    const stamp = writeContactStamp({ linkId: 'link', attempt: 1, hash: 'h', cardId: cardId('CARD-1') });
    const { mailbox } = mailboxThat(() => ({
      body: {
        value: [
          { id: 'odd', createdDateTime: null, changeKey: null, singleValueExtendedProperties: null },
          { id: 'odder', singleValueExtendedProperties: [{ id: null, value: null }] },
          { id: null },
          { id: 'oddest', changeKey: 7, singleValueExtendedProperties: 'none' },
          null,
          {
            id: 'ours',
            createdDateTime: '2026-01-01T00:00:00Z',
            changeKey: 'v',
            singleValueExtendedProperties: [{ id: null }, { id: CONTACT_STAMP_PROPERTY, value: stamp }],
          },
        ],
        '@odata.nextLink': null,
      },
    }));
    const found = await contactsIn(mailbox);
    expect(found.map(({ id, stamp }) => [id, stamp?.cardId])).toEqual([
      ['odd', undefined],
      ['odder', undefined],
      ['ours', 'CARD-1'],
    ]);
  });

  test('finds a folder beside one without a name or a parent', async () => {
    const { mailbox } = mailboxThat(() => ({
      body: {
        value: [
          { id: 'a', displayName: null },
          { id: 'b', displayName: 'sansan', parentFolderId: 'root' },
        ],
      },
    }));
    expect((await mailbox.foldersNamed('Sansan')).map(({ id }) => id)).toEqual(['b']);
  });

  test.each([
    ['absolute', 'https://graph.microsoft.com/v1.0/next?a=1', '/next?a=1'],
    ['relative to the host', '/v1.0/next?a=1', '/next?a=1'],
    ['relative to the version', 'next?a=1', '/next?a=1'],
    ['empty', '', undefined],
  ])('goes on where its next link is %s', async (_, link, path) => {
    let pages = 0;
    const { mailbox, asked } = mailboxThat(() => {
      pages += 1;
      return { body: { value: [{ id: `c${pages}` }], ...(pages === 1 ? { '@odata.nextLink': link } : {}) } };
    });
    expect(await contactsIn(mailbox)).toHaveLength(path === undefined ? 1 : 2);
    expect(asked[1]?.path).toBe(path);
  });

  test('fails as such when its next link is no address', async () => {
    const { mailbox } = mailboxThat(() => ({ body: { value: [], '@odata.nextLink': 'https://[' } }));
    await expect(contactsIn(mailbox)).rejects.toMatchObject({ name: 'MailboxFailure', code: 'unexpected' });
  });

  test.each([
    ['itself', ['/next?a=1']],
    ['an earlier page', ['/next?a=1', '/next?a=2']],
  ])('ends when its next link leads to %s', async (_, links) => {
    let at = 0;
    const { mailbox, asked } = mailboxThat(() => {
      const link = links[at % links.length];
      at += 1;
      return { body: { value: [], '@odata.nextLink': `https://graph.microsoft.com/v1.0${link}` } };
    });
    await expect(contactsIn(mailbox)).rejects.toMatchObject({ code: 'unexpected' });
    expect(asked.length).toBeLessThanOrEqual(links.length + 1);
  });

  test('ends when there are always new pages', async () => {
    let at = 0;
    const { mailbox } = mailboxThat(() => {
      at += 1;
      return { body: { value: [], '@odata.nextLink': `https://graph.microsoft.com/v1.0/next?a=${at}` } };
    });
    await expect(contactsIn(mailbox)).rejects.toMatchObject({ code: 'unexpected' });
    expect(at).toBeLessThanOrEqual(1000);
  });
});

describe('C10 a batch', () => {
  test.each([200, 207, 400, 424, 429, 503])('is read part by part where its envelope is %i', async (status) => {
    const { mailbox } = mailboxThat(() => ({
      status,
      headers: { 'retry-after': '7' },
      body: {
        responses: [
          { id: '1', status: 424, headers: null, body: {} },
          null,
          { id: '2', status: null, body: {} },
          { id: '2', headers: {} },
          { id: 0, status: '204' },
        ],
      },
    }));
    expect(await mailbox.write([remove('a'), remove('b'), remove('c')])).toEqual([
      { kind: 'done', contactId: 'a', version: null },
      { kind: 'later', retryAfterSeconds: 7 },
      { kind: 'unknown' },
    ]);
  });

  test.each([405, 408, 409, 423, 500])(
    'that is refused as a whole with %i says nothing about its parts',
    async (status) => {
      const { mailbox } = mailboxThat(() => ({ status, body: '<html>' }));
      expect(await mailbox.write([remove('a')])).toEqual([{ kind: 'unknown' }]);
    },
  );

  test.each([408, 409, 412, 423, 424, 429, 503])(
    'that is refused as a whole with %i and a wait has its parts wait',
    async (status) => {
      const { mailbox } = mailboxThat(() => ({ status, headers: { 'Retry-After': '7' }, body: undefined }));
      expect(await mailbox.write([remove('a')])).toEqual([{ kind: 'later', retryAfterSeconds: 7 }]);
      await expect(mailbox.contentsOf(folderId('folder'), [contactId('a')])).rejects.toMatchObject({
        name: 'MailboxFailure',
        retryAfterSeconds: 7,
      });
    },
  );

  test('whose body nobody read is tried again, and blames no card', async () => {
    const { mailbox } = mailboxThat(() => ({ status: 400, body: { error: { code: 'RequestBodyRead' } } }));
    expect(await mailbox.write([remove('a')])).toEqual([{ kind: 'unknown' }]);
  });
});
