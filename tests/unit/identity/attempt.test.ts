import { beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE } from '../../../shared/clock.ts';
import {
  type AnsweringBrowser,
  type AnswerRefusal,
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
    read: async (id) => kept.get(id),
    take: async (id) => {
      const taken = kept.get(id);
      if (taken !== undefined) kept.set(id, { ...taken, usedAt: instant(NOON) });
      return taken;
    },
  };
  await attempts.save(attempt);
});

interface Callback {
  kind: AttemptKind;
  state: string;
  browser: AnsweringBrowser;
  after: number;
}
const browserOf = (...bindings: string[]): AnsweringBrowser => ({ bindings, keepsCookies: true });
const genuine: Callback = {
  kind: 'sign-in',
  state: 'the-state',
  browser: browserOf('older', 'the-browser'),
  after: MINUTE,
};
const answer = ({ kind, state, browser, after }: Callback) =>
  takeAttempt(attempts, kind, state, browser, new Date(NOON.getTime() + after));
const TAKEN = { kind: 'taken', attempt };

describe('SECURITY, E5 a callback', () => {
  test('takes up the attempt that it answers', async () => {
    expect(await answer(genuine)).toEqual(TAKEN);
  });

  test('may come in the last moment', async () => {
    expect(await answer({ ...genuine, after: 15 * MINUTE - 1 })).toEqual(TAKEN);
  });

  test('takes it up once', async () => {
    await answer(genuine);
    expect(await answer(genuine)).toMatchObject({ kind: 'refused', why: 'already-done' });
  });

  test.each<[string, Partial<Callback>, AnswerRefusal]>([
    ['of another browser', { browser: browserOf('another') }, 'other-browser'],
    ['that is too late', { after: 15 * MINUTE }, 'expired'],
    ['for something else', { kind: 'link' }, 'unknown'],
  ])('%s is refused, and uses the state up', async (_, forged, why) => {
    expect(await answer({ ...genuine, ...forged })).toMatchObject({ kind: 'refused', why });
    expect(await answer(genuine)).toMatchObject({ kind: 'refused', why: 'already-done' });
  });

  test.each<[string, Partial<Callback>, AnswerRefusal]>([
    ['with another state', { state: 'forged' }, 'unknown'],
    ['with what is stored in place of the state', { state: attempt.id }, 'unknown'],
    ['without a state', { state: '' }, 'unknown'],
    ['of a browser that holds nothing of ours', { browser: { bindings: [], keepsCookies: false } }, 'no-cookies'],
    ['of a browser that began nothing', { browser: browserOf() }, 'other-browser'],
  ])('%s is refused, and the attempt goes on waiting', async (_, forged, why) => {
    expect(await answer({ ...genuine, ...forged })).toMatchObject({ kind: 'refused', why });
    expect(await answer(genuine)).toEqual(TAKEN);
  });

  test('that is refused says where its person was heading, if there was such an attempt', async () => {
    const whereTo = async (forged: Partial<Callback>) => {
      const taken = await answer({ ...genuine, ...forged });
      return taken.kind === 'refused' ? taken.attempt : taken;
    };
    expect(await whereTo({ browser: { bindings: [], keepsCookies: false } })).toEqual(attempt);
    expect(await whereTo({ state: 'forged' })).toBeUndefined();
    expect(await whereTo({ kind: 'link' })).toBeUndefined();
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
    const taken = await answer({ ...genuine, state, after: SIGN_IN_TIMEOUT - 1 });
    if (taken.kind !== 'taken' || taken.attempt.kind !== 'sign-in') throw new Error('It was this browser.');
    expect(taken.attempt).toMatchObject({ returnTo: '/here', nonce });
    expect(challengeOf(taken.attempt.codeVerifier)).toBe(codeChallenge);
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
