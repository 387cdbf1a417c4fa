import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { FaultEffect } from '../../../local/emulators/faults.ts';
import type { ContactWrite, Folder, Mailbox, WriteAnswer } from '../../../shared/contacts/mailbox.ts';
import { mapCard } from '../../../shared/contacts/map-card.ts';
import { hanako, tokenFor } from '../../emulators/fixtures/graph-tenant.ts';
import { blankCard } from '../../unit/fixtures/cards.ts';
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

const refusal = (status: number, code = 'Any', headers: Record<string, string> = {}): FaultEffect => ({
  kind: 'refuse',
  status,
  headers,
  body: { error: { code, message: '見本 太郎' } },
});
const answered = (body: unknown): FaultEffect => ({ kind: 'refuse', status: 200, headers: {}, body });
const fault = (match: string, effect: FaultEffect, skip = 0) => tenant.graph.faults.add({ match, effect, skip });
const ONE = '^POST /me/contactFolders/';
const BATCH = '^POST /\\$batch';

/** What became of three creates, of which one met with this: the second that the service takes up. */
async function threeWith(trouble: FaultEffect): Promise<readonly WriteAnswer[]> {
  fault(ONE, trouble, 1);
  return mailbox.write(['A', 'B', 'C'].map((id) => creation(folder.id, id)));
}
const made = () => tenant.seen().length;
const kinds = (answers: readonly WriteAnswer[]) => answers.map(({ kind }) => kind);

describe('WIRE, C10 trouble with one write of a batch is', () => {
  test.each<[string, FaultEffect, WriteAnswer, number]>([
    ['refused content', refusal(400, 'ErrorInvalidProperty'), { kind: 'refused', code: 'ErrorInvalidProperty' }, 2],
    ['a missing folder', refusal(404, 'ErrorItemNotFound'), { kind: 'gone' }, 2],
    [
      'throttling',
      refusal(429, 'ApplicationThrottled', { 'retry-after': '7' }),
      { kind: 'later', retryAfterSeconds: 7 },
      2,
    ],
    [
      'a busy service',
      refusal(503, 'ErrorServerBusy', { 'retry-after': '2' }),
      { kind: 'later', retryAfterSeconds: 2 },
      2,
    ],
    ['a full mailbox', refusal(507, 'ErrorQuotaExceeded'), { kind: 'mailbox-full' }, 2],
    ['a token that ended', refusal(401, 'InvalidAuthenticationToken'), { kind: 'unauthorized' }, 2],
    ['a lost answer', { kind: 'lose-answer' }, { kind: 'unknown' }, 3],
    ['a lost request', { kind: 'lose-request' }, { kind: 'unknown' }, 2],
    ['a broken service', refusal(500), { kind: 'unknown' }, 2],
  ])('%s, and that of no other', async (_, trouble, answer, contacts) => {
    const answers = await threeWith(trouble);
    expect(kinds(answers).filter((kind) => kind === 'done')).toHaveLength(2);
    expect(answers).toContainEqual(answer);
    expect(made()).toBe(contacts);
    expect(tenant.graph.requests.count('POST /$batch')).toBe(1);
  });

  test.each([
    ['access denied', refusal(403, 'ErrorAccessDenied'), 'forbidden'],
    ['a mailbox that is gone', refusal(404, 'MailboxNotEnabledForRESTAPI'), 'no-mailbox'],
  ])('%s: a matter of the mailbox, for which no card is to blame', async (_, trouble, code) => {
    const answers = await threeWith(trouble);
    expect(kinds(answers).sort()).toEqual(['closed', 'done', 'done']);
    expect(answers).toContainEqual({ kind: 'closed', failure: expect.objectContaining({ code }) });
  });
});

describe('WIRE trouble with a whole batch is', () => {
  const two = () => mailbox.write(['A', 'B'].map((id) => creation(folder.id, id)));

  test.each<[string, FaultEffect, number]>([
    ['a lost answer', { kind: 'lose-answer' }, 2],
    ['a lost request', { kind: 'lose-request' }, 0],
    ['a broken way there', refusal(502), 0],
    ['a request that took too long', refusal(408), 0],
    ['a busy service that names no time', refusal(503, 'ServiceUnavailable'), 0],
    ['an answer without sense', answered({ hello: 1 }), 0],
    ['an answer that leaves some out', answered({ responses: [] }), 0],
  ])('%s: for each write unknown', async (_, trouble, contacts) => {
    fault(BATCH, trouble);
    expect(kinds(await two())).toEqual(['unknown', 'unknown']);
    expect(made()).toBe(contacts);
  });

  test('an answer that comes too late: for each write unknown', async () => {
    tenant.graph.setLatency({ readMs: 0, writeMs: 150 });
    jest.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(AbortSignal.timeout(30));
    expect(kinds(await two())).toEqual(['unknown', 'unknown']);
  });

  test.each<[string, FaultEffect, WriteAnswer]>([
    ['throttling', refusal(429, 'TooManyRequests', { 'retry-after': '9' }), { kind: 'later', retryAfterSeconds: 9 }],
    ['a busy service', refusal(503, 'Busy', { 'retry-after': '3' }), { kind: 'later', retryAfterSeconds: 3 }],
    ['a token that is refused', refusal(401), { kind: 'unauthorized' }],
  ])('%s: for each write the same', async (_, trouble, answer) => {
    fault(BATCH, trouble);
    expect(await two()).toEqual([answer, answer]);
    expect(made()).toBe(0);
  });

  test.each<[string, FaultEffect, object]>([
    ['a request that Graph does not understand', refusal(400, 'BadRequest'), { code: 'unexpected' }],
    ['access denied', refusal(403, 'ErrorAccessDenied'), { code: 'forbidden' }],
    ['no mailbox', refusal(404, 'ResourceNotFound'), { code: 'no-mailbox' }],
  ])('%s: a failure, for which no card is to blame', async (_, trouble, failure) => {
    fault(BATCH, trouble);
    await expect(two()).rejects.toMatchObject({ name: 'MailboxFailure', ...failure });
    expect(made()).toBe(0);
  });

  test('a token that expired: for each write unauthorized', async () => {
    const late = tenant.mailboxWith(() => tokenFor(hanako, { exp: 1 }));
    expect(kinds(await late.write([creation(folder.id, 'A')]))).toEqual(['unauthorized']);
  });
});

describe('WIRE without any fault of the service', () => {
  test('a full mailbox takes no more, but lets go', async () => {
    const [answer] = await mailbox.write([creation(folder.id, 'A')]);
    if (answer?.kind !== 'done') throw new Error('The contact was not created.');
    tenant.graph.setCondition(hanako, 'full');
    const remove: ContactWrite = { kind: 'remove', folderId: folder.id, contactId: answer.contactId };
    expect(await mailbox.write([creation(folder.id, 'B'), remove])).toEqual([
      { kind: 'mailbox-full' },
      { kind: 'done', contactId: answer.contactId, version: null },
    ]);
    expect(made()).toBe(0);
  });

  test('a mailbox that is being moved is busy', async () => {
    tenant.graph.setCondition(hanako, 'moving');
    expect(await mailbox.write([creation(folder.id, 'A')])).toEqual([{ kind: 'later', retryAfterSeconds: 30 }]);
  });

  test('a mailbox without a free lane is throttled', async () => {
    tenant.graph.setLatency({ readMs: 0, writeMs: 100 });
    const batch = (name: string) => mailbox.write(['1', '2', '3', '4'].map((n) => creation(folder.id, `${name}${n}`)));
    const answers = (await Promise.all([batch('A'), batch('B')])).flat();
    expect(kinds(answers).sort()).toEqual([...Array(4).fill('done'), ...Array(4).fill('later')]);
  });

  test('says when it has left, before it is answered', async () => {
    tenant.graph.setLatency({ readMs: 0, writeMs: 100 });
    tenant.graph.requests.clear();
    const answered: number[] = [];
    await mailbox.write([creation(folder.id, 'A')], () => answered.push(tenant.graph.requests.count('POST /$batch')));
    expect([answered, tenant.graph.requests.count('POST /$batch')]).toEqual([[0], 1]);
  });

  test('what is not there, or no id at all, is gone', async () => {
    const fields = mapCard(blankCard(), 'as-printed');
    const nowhere = folderId('nowhere');
    const writes: ContactWrite[] = [
      creation(nowhere, 'A'),
      {
        kind: 'update',
        folderId: folder.id,
        contactId: contactId('never'),
        fields,
        notes: undefined,
        stamp: stampOf('A'),
      },
      { kind: 'remove', folderId: nowhere, contactId: contactId('never') },
    ];
    expect(kinds(await mailbox.write(writes))).toEqual(['gone', 'gone', 'gone']);
  });
});

describe('WIRE, C9 a write that was sent', () => {
  test.each<[string, FaultEffect]>([
    ['503', refusal(503)],
    ['503 with a wait', refusal(503, 'Any', { 'retry-after': '0' })],
    ['504', refusal(504)],
    ['429', refusal(429, 'Any', { 'retry-after': '0' })],
    ['a lost answer', { kind: 'lose-answer' }],
    ['a lost request', { kind: 'lose-request' }],
  ])('nothing is sent again after %s', async (_, trouble) => {
    fault('^POST /', trouble);
    await mailbox.write([creation(folder.id, 'A')]).catch(() => undefined);
    expect(posts()).toBe(1);
    fault('^POST /', trouble);
    await expect(mailbox.createFolder('Another', FOLDER_STAMP)).rejects.toMatchObject({ name: 'MailboxFailure' });
    expect(posts()).toBe(2);
  });
});

/** Requests that were sent; those inside of a batch are not. */
function posts(): number {
  const { log } = tenant.graph.requests.summary();
  return log.filter(({ operation }) => operation.startsWith('POST ') && !operation.endsWith('/contacts')).length;
}
