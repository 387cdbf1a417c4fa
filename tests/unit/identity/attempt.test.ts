import { beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE } from '../../../shared/clock.ts';
import {
  type Attempt,
  type AttemptKind,
  type AttemptStore,
  beginAttempt,
  beginSignIn,
  challengeOf,
  hashOf,
  randomText,
  SIGN_IN_TIMEOUT,
  takeAttempt,
} from '../../../shared/identity/attempt.ts';
import { instant, tenantIdSchema } from '../../../shared/ids.ts';
import { folderId, linkKey, NOON } from '../fixtures/links.ts';

const attempt: Attempt = {
  kind: 'sign-in',
  id: hashOf('the-state'),
  browser: hashOf('the-browser'),
  expiresAt: instant(NOON.getTime() + 15 * MINUTE),
  nonce: 'nonce',
  codeVerifier: 'verifier',
  returnTo: '/',
};

let attempts: AttemptStore;
beforeEach(async () => {
  const kept = new Map<string, Attempt>();
  attempts = {
    save: async (saved) => void kept.set(saved.id, saved),
    take: async (id) => {
      const taken = kept.get(id);
      kept.delete(id);
      return taken;
    },
  };
  await attempts.save(attempt);
});

interface Callback {
  kind: AttemptKind;
  state: string | undefined;
  browser: string | undefined;
  after: number;
}
const genuine: Callback = { kind: 'sign-in', state: 'the-state', browser: 'the-browser', after: MINUTE };
const take = ({ kind, state, browser, after }: Callback) =>
  takeAttempt(attempts, kind, state, [undefined, browser], new Date(NOON.getTime() + after));

describe('SECURITY, A3 a callback', () => {
  test('takes up the attempt that it answers', async () => {
    expect(await take(genuine)).toEqual(attempt);
  });

  test('may come in the last moment', async () => {
    expect(await take({ ...genuine, after: 15 * MINUTE - 1 })).toEqual(attempt);
  });

  test('takes it up once', async () => {
    await take(genuine);
    expect(await take(genuine)).toBeUndefined();
  });

  test.each<[string, Partial<Callback>]>([
    ['of another browser', { browser: 'another' }],
    ['that is too late', { after: 15 * MINUTE }],
    ['for something else', { kind: 'link' }],
  ])('%s is refused, and uses the state up', async (_, forged) => {
    expect(await take({ ...genuine, ...forged })).toBeUndefined();
    expect(await take(genuine)).toBeUndefined();
  });

  test.each<[string, Partial<Callback>]>([
    ['with another state', { state: 'forged' }],
    ['with what is stored in place of the state', { state: attempt.id }],
    ['without a state', { state: undefined }],
    ['without a browser', { browser: undefined }],
  ])('%s is refused, and the attempt goes on waiting', async (_, forged) => {
    expect(await take({ ...genuine, ...forged })).toBeUndefined();
    expect(await take(genuine)).toEqual(attempt);
  });
});

describe('SECURITY an attempt that begins', () => {
  const clock = { now: () => NOON };
  const browser = hashOf('the-browser');

  test('is kept under the hash of its state, for this browser and as long as it was given', async () => {
    const tenantId = tenantIdSchema.parse('11111111-1111-4111-8111-111111111111');
    const { organizationId, userId } = linkKey();
    const folder = { folderId: folderId('folder'), objectId: 'account' };
    const question = { kind: 'folder-question', organizationId, userId, tenantId, generation: 3, ...folder } as const;
    const state = await beginAttempt({ attempts, clock }, browser, MINUTE, question);
    const expiresAt = instant(NOON.getTime() + MINUTE);
    expect(await attempts.take(hashOf(state))).toEqual({ ...question, id: hashOf(state), browser, expiresAt });
  });

  test('with a sign-in is answered by its state, its nonce and the verifier of its challenge', async () => {
    const begun = await beginSignIn({ attempts, clock }, browser, { kind: 'sign-in', returnTo: '/here' });
    const { state, nonce, codeChallenge } = begun;
    const taken = await take({ ...genuine, state, after: SIGN_IN_TIMEOUT - 1 });
    expect(taken).toMatchObject({ kind: 'sign-in', returnTo: '/here', nonce });
    expect(challengeOf(taken !== undefined && 'codeVerifier' in taken ? taken.codeVerifier : '')).toBe(codeChallenge);
  });

  test('never has the same state, nonce or challenge as another', async () => {
    const both = [1, 2].map(() => beginSignIn({ attempts, clock }, browser, { kind: 'sign-in', returnTo: '/' }));
    const texts = (await Promise.all(both)).flatMap((begun) => Object.values(begun));
    expect(new Set(texts).size).toBe(6);
  });
});

describe('SECURITY secret texts', () => {
  test('the challenge of a verifier is that of RFC 7636, appendix B', () => {
    expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
  });

  test('a secret text is 256 bits that fit a URL, never the same twice', () => {
    const texts = Array.from({ length: 50 }, randomText);
    expect(new Set(texts).size).toBe(50);
    for (const text of texts) expect(text).toMatch(/^[\w-]{43}$/);
  });
});
