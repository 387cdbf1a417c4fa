import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { letTimePass } from '../../../local/clock.ts';
import type { Activity } from '../../../shared/audit/activity.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/clock.ts';
import { type Attempt, hashOf } from '../../../shared/identity/attempt.ts';
import { SESSION_TTL, type Session } from '../../../shared/identity/session.ts';
import { instant } from '../../../shared/ids.ts';
import { cosmosActivity } from '../../../shared/storage/cosmos-activity.ts';
import { cosmosAttempts } from '../../../shared/storage/cosmos-attempts.ts';
import { cosmosConsentLinks } from '../../../shared/storage/cosmos-consent-links.ts';
import { cosmosCounters } from '../../../shared/storage/cosmos-counters.ts';
import type { OpenContainer } from '../../../shared/storage/cosmos-database.ts';
import { cosmosSessions } from '../../../shared/storage/cosmos-sessions.ts';
import { cosmosSubmissions } from '../../../shared/storage/cosmos-submissions.ts';
import { folderId, linkKey, STATES } from '../../unit/fixtures/links.ts';
import { startDatabase, testOfOurEmulator } from '../fixtures/database.ts';

let database: Awaited<ReturnType<typeof startDatabase>>;
let open: OpenContainer;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  open = await database.empty();
});

const inFuture = (milliseconds: number) => instant(Date.now() + milliseconds);
const { organizationId, userId } = linkKey();

describe('WIRE, A3 one-time links', () => {
  test('a one-time link is read as it was kept, as often as anybody looks, and is no attempt', async () => {
    const links = cosmosConsentLinks(open);
    const record = { id: 'hash-of-token', organizationId, capability: 'contacts', until: inFuture(DAY) } as const;
    await links.save(record);
    expect([await links.read('hash-of-token'), await links.read('hash-of-token')]).toEqual([record, record]);
    expect(await links.read('another')).toBeUndefined();
    expect(await cosmosAttempts(open).take('hash-of-token')).toBeUndefined();
  });
});

describe('WIRE, E8 a sent form', () => {
  const submission = { id: 'hash-of-form', organizationId };

  test('is claimed by one of many that come at once, and the others see what came of it', async () => {
    const submissions = cosmosSubmissions(open);
    const claim = () => submissions.claim(submission, inFuture(MINUTE));
    const claims = await Promise.all(Array.from({ length: 10 }, claim));
    expect(claims.filter((one) => one === 'first')).toHaveLength(1);
    expect(await claim()).toEqual({ outcome: null });
    await submissions.keep(submission, 'outcome', inFuture(HOUR));
    expect(await claim()).toEqual({ outcome: 'outcome' });
    expect(await submissions.claim({ ...submission, id: 'another' }, inFuture(MINUTE))).toBe('first');
  });

  test('that was released is claimed anew, and can be released again', async () => {
    const submissions = cosmosSubmissions(open);
    await submissions.claim(submission, inFuture(MINUTE));
    await submissions.release(submission);
    await submissions.release(submission);
    expect(await submissions.claim(submission, inFuture(MINUTE))).toBe('first');
  });

  testOfOurEmulator('is forgotten in time, also when nobody said what came of it', async () => {
    const submissions = cosmosSubmissions(open);
    await submissions.claim(submission, inFuture(MINUTE));
    letTimePass(MINUTE + 2 * SECOND);
    expect(await submissions.claim(submission, inFuture(MINUTE))).toBe('first');
    await submissions.keep(submission, 'outcome', inFuture(HOUR));
    letTimePass(HOUR - MINUTE);
    expect(await submissions.claim(submission, inFuture(MINUTE))).toEqual({ outcome: 'outcome' });
    letTimePass(2 * MINUTE);
    expect(await submissions.claim(submission, inFuture(MINUTE))).toBe('first');
  });
});

describe('SECURITY, A3 an attempt', () => {
  const base = () => ({ id: 'hash-of-state', browser: 'hash-of-browser', expiresAt: inFuture(15 * MINUTE) });
  const { tenantId } = STATES.linked.mailbox;
  const forOrganization = { organizationId, tenantId, generation: 3 };
  const inTheWay = { folderId: folderId('folder-1'), objectId: 'oid-1' };
  const oidc = { nonce: 'nonce', codeVerifier: 'verifier' };

  test.each<(common: ReturnType<typeof base>) => Attempt>([
    (common) => ({ kind: 'sign-in', ...common, ...oidc, returnTo: '/settings' }),
    (common) => ({
      kind: 'consent',
      ...common,
      ...forOrganization,
      capability: 'contacts',
      actor: '見本 花子',
      consentLink: null,
    }),
    (common) => ({
      kind: 'proof',
      ...common,
      ...oidc,
      ...forOrganization,
      capability: 'mail',
      actor: null,
      consentLink: 'hash',
    }),
    (common) => ({ kind: 'link', ...common, ...oidc, ...forOrganization, userId, choice: null }),
    (common) => ({
      kind: 'link',
      ...common,
      ...oidc,
      ...forOrganization,
      userId,
      choice: { what: 'take-over', ...inTheWay },
    }),
    (common) => ({
      kind: 'account-question',
      ...common,
      ...forOrganization,
      userId,
      objectId: 'o',
      accountHint: 'O.hint',
    }),
    (common) => ({ kind: 'folder-question', ...common, ...forOrganization, userId, ...inTheWay }),
  ])('of each kind is handed out as it was kept, and from then on as used', async (make) => {
    const attempt = make(base());
    const attempts = cosmosAttempts(open);
    await attempts.save(attempt);
    expect(await attempts.read(attempt.id)).toEqual(attempt);
    expect(await attempts.take(attempt.id)).toEqual(attempt);
    const used = { ...attempt, usedAt: expect.any(String) };
    expect([await attempts.take(attempt.id), await attempts.read(attempt.id)]).toEqual([used, used]);
  });

  test('is handed out to one of many that come at once', async () => {
    const attempts = cosmosAttempts(open);
    await attempts.save({ kind: 'link', ...base(), ...oidc, ...forOrganization, userId, choice: null });
    const taken = await Promise.all(Array.from({ length: 20 }, () => attempts.take('hash-of-state')));
    expect(taken.filter((attempt) => attempt !== undefined && attempt.usedAt === undefined)).toHaveLength(1);
  });

  testOfOurEmulator('is known for an hour after it expired, used or not, and then no more', async () => {
    const attempts = cosmosAttempts(open);
    expect(await attempts.take('unknown')).toBeUndefined();
    await attempts.save({ kind: 'link', ...base(), ...oidc, ...forOrganization, userId, choice: null });
    letTimePass(15 * MINUTE + 2 * SECOND);
    expect(await attempts.take('hash-of-state')).toMatchObject({ id: 'hash-of-state' });
    letTimePass(HOUR);
    expect(await attempts.read('hash-of-state')).toBeUndefined();
    expect(await attempts.take('hash-of-state')).toBeUndefined();
  });
});

describe('SECURITY a session', () => {
  const session = (id: string): Session => ({
    id,
    person: {
      userId,
      organizationId,
      organizationName: '見本商事株式会社',
      name: '見本 花子',
      verifiedEmail: 'hanako@mihon.example.com',
      administrator: true,
      entitled: true,
    },
    csrfToken: 'csrf',
    startedAt: inFuture(0),
    seenAt: inFuture(0),
    expiresAt: inFuture(SESSION_TTL),
  });

  test('is there until it ends, and ends once and for all', async () => {
    const sessions = cosmosSessions(open);
    const [one, other] = [session('one'), session('other')];
    await sessions.save(one);
    await sessions.save(other);
    expect(await sessions.read('one')).toEqual(one);
    await sessions.end('one');
    await sessions.end('one');
    expect(await sessions.read('one')).toBeUndefined();
    expect(await sessions.read('other')).toEqual(other);
  });

  testOfOurEmulator('that is in use says so, and ends at the same moment all the same', async () => {
    const sessions = cosmosSessions(open);
    await sessions.save(session('one'));
    letTimePass(SESSION_TTL - MINUTE);
    const seenAt = inFuture(0);
    const read = await sessions.read('one');
    if (read === undefined) throw new Error('It is there.');
    await sessions.seen({ ...read, seenAt });
    expect(await sessions.read('one')).toEqual({ ...read, seenAt });
    letTimePass(MINUTE + 2 * SECOND);
    expect(await sessions.read('one')).toBeUndefined();
    await sessions.seen({ ...read, seenAt });
    expect(await sessions.read('one')).toBeUndefined();
  });

  testOfOurEmulator('expires by itself', async () => {
    const sessions = cosmosSessions(open);
    await sessions.save(session('one'));
    letTimePass(SESSION_TTL - MINUTE);
    expect(await sessions.read('one')).toBeDefined();
    letTimePass(HOUR);
    expect(await sessions.read('one')).toBeUndefined();
  });
});

describe('SECURITY counters', () => {
  const KEY = new Uint8Array(32).fill(1);

  test('count each name for itself, also when many count at once', async () => {
    const counters = cosmosCounters(open, KEY);
    const ends = new Date(Date.now() + MINUTE);
    const counts = await Promise.all(Array.from({ length: 20 }, () => counters.add('one', ends)));
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(await counters.add('other', ends)).toBe(1);
    expect([await counters.read('one'), await counters.read('nobody')]).toEqual([20, 0]);
  });

  testOfOurEmulator('keep no name, nor anything by which a name could be guessed without the key', async () => {
    const ends = new Date(Date.now() + MINUTE);
    await cosmosCounters(open, KEY).add('203.0.113.7', ends);
    expect(await cosmosCounters(open, KEY).add('203.0.113.7', ends)).toBe(2);
    expect(await cosmosCounters(open, new Uint8Array(32).fill(2)).add('203.0.113.7', ends)).toBe(1);
    const kept = JSON.stringify(database.emulator.state());
    expect(kept).not.toContain('203.0.113.7');
    expect(kept).not.toContain(hashOf('203.0.113.7'));
  });

  testOfOurEmulator('begin anew once they have expired', async () => {
    const counters = cosmosCounters(open, KEY);
    await counters.add('one', new Date(Date.now() + MINUTE));
    letTimePass(MINUTE + 2 * SECOND);
    expect(await counters.add('one', new Date(Date.now() + MINUTE))).toBe(1);
  });
});

describe('WIRE, E1 the audit log', () => {
  const line = (minute: number, changes: Partial<Activity> = {}): Activity => ({
    at: instant(Date.UTC(2026, 3, 10, 12, minute)),
    organizationId,
    userId,
    actor: '見本 花子',
    kind: 'linked',
    detail: null,
    ...changes,
  });

  const person = { userId, address: 'hanako@example.com' };

  test('tells the newest first, of everybody or of one user', async () => {
    const log = cosmosActivity(open);
    const lines = [line(2), line(1, { userId: null, kind: 'connected' }), line(3, { kind: 'unlinked', actor: null })];
    for (const activity of lines) await log.record(activity);
    await log.record(line(4, { organizationId: linkKey('x', 'hokuto').organizationId }));
    const minutes = (some: readonly Activity[]) => some.map(({ at }) => new Date(at).getUTCMinutes());
    expect(minutes(await log.before({ organizationId }, line(5).at, 10))).toEqual([3, 2, 1]);
    expect(minutes(await log.before({ organizationId }, line(3).at, 10))).toEqual([2, 1]);
    expect(minutes(await log.before({ organizationId }, line(5).at, 2))).toEqual([3, 2]);
    expect(minutes(await log.before({ organizationId, person }, line(5).at, 10))).toEqual([3, 2]);
    expect(minutes(await log.before({ organizationId, person }, line(3).at, 10))).toEqual([2]);
    expect(minutes(await log.recent({ organizationId, userId }, 10))).toEqual([3, 2]);
    expect(await log.recent({ organizationId, userId }, 1)).toEqual([lines[2]]);
  });

  test('tells of one person also what was done for the address before', async () => {
    const log = cosmosActivity(open);
    const [theirs, other] = [person.address, 'ken@example.com'];
    await log.record(line(1, { userId: null, address: theirs, kind: 'key-supplied' }));
    await log.record(line(2, { userId: null, address: other, kind: 'key-supplied' }));
    await log.record(line(3));
    const kinds = (await log.before({ organizationId, person }, line(5).at, 10)).map(({ kind }) => kind);
    expect(kinds).toEqual(['linked', 'key-supplied']);
  });

  test('breaks no page within one moment', async () => {
    const log = cosmosActivity(open);
    for (const minute of [3, 2, 2, 2, 1, 1]) await log.record(line(minute));
    await log.record(line(2, { userId: null }));
    const pages: number[] = [];
    let before: Activity['at'] | undefined = line(5).at;
    while (before !== undefined) {
      const page: readonly Activity[] = await log.before({ organizationId, person }, before, 2);
      if (page.length > 0) pages.push(page.length);
      before = page.at(-1)?.at;
    }
    expect(pages).toEqual([4, 2]);
  });

  testOfOurEmulator('remembers for 400 days', async () => {
    const log = cosmosActivity(open);
    await log.record(line(1));
    letTimePass(399 * DAY);
    expect(await log.before({ organizationId }, line(2).at, 10)).toHaveLength(1);
    letTimePass(2 * DAY);
    expect(await log.before({ organizationId }, line(2).at, 10)).toEqual([]);
  });
});
