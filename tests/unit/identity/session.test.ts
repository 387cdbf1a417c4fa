import { describe, expect, test } from '@jest/globals';
import { MINUTE } from '../../../shared/clock.ts';
import { hashOf } from '../../../shared/identity/attempt.ts';
import {
  bindingOf,
  isAlive,
  isUnseen,
  type Person,
  SESSION_TTL,
  type Session,
  startSession,
} from '../../../shared/identity/session.ts';
import { linkKey, NOON } from '../fixtures/links.ts';

const person: Person = {
  ...linkKey(),
  name: '見本 花子',
  verifiedEmail: 'hanako@mihon.example.com',
  organizationName: '見本株式会社',
  administrator: false,
  entitled: true,
};
const later = (milliseconds: number) => new Date(NOON.getTime() + milliseconds);

/** Starts a session, and hands out what was kept of it and which session was ended. */
async function started(former?: Session, who = person) {
  const saved: Session[] = [];
  const ended: string[] = [];
  const sessions = {
    save: async (session: Session) => void saved.push(session),
    end: async (id: string) => void ended.push(id),
  };
  const value = await startSession(sessions, who, former, NOON);
  const [session] = saved;
  if (session === undefined || saved.length !== 1) throw new Error('One session is to be kept.');
  return { value, session, ended };
}

describe('SECURITY the session of somebody who signed in', () => {
  test('is kept for the person under the hash of its value, which is kept nowhere', async () => {
    const { value, session } = await started();
    expect(session).toMatchObject({ id: hashOf(value), person });
    expect(JSON.stringify(session)).not.toContain(value);
  });

  test('ends the one that the browser came with, and has nothing of it', async () => {
    const former = await started();
    const { value, session, ended } = await started(former.session);
    expect(ended).toEqual([former.session.id]);
    expect(value).not.toBe(former.value);
    expect(session.id).not.toBe(former.session.id);
    expect(session.csrfToken).not.toBe(former.session.csrfToken);
  });

  test('takes over what binds the attempts under way, of the same person only', async () => {
    const former = await started();
    const again = await started(former.session);
    const once = await started(again.session);
    expect([again, once].map(({ session }) => bindingOf(session))).toEqual(Array(2).fill(bindingOf(former.session)));
    for (const other of [
      { ...person, ...linkKey('somebody-else') },
      { ...person, ...linkKey(person.userId, 'elsewhere') },
    ]) {
      expect(bindingOf((await started(former.session, other)).session)).not.toBe(bindingOf(former.session));
    }
  });

  test('of an older release binds its attempts by itself', async () => {
    const { binding: _, ...session } = (await started()).session;
    expect(bindingOf(session)).toBe(session.id);
  });

  test('ends none where there was none', async () => {
    expect((await started()).ended).toEqual([]);
  });

  test('lives for an hour without a request, and for eight hours however busy it is', async () => {
    const { session } = await started();
    expect(isAlive(session, later(60 * MINUTE - 1))).toBe(true);
    expect(isAlive(session, later(60 * MINUTE))).toBe(false);
    const busy = { ...session, seenAt: session.expiresAt };
    expect(isAlive(busy, later(SESSION_TTL - 1))).toBe(true);
    expect(isAlive(busy, later(SESSION_TTL))).toBe(false);
  });

  test('is written down as used every five minutes', async () => {
    const { session } = await started();
    expect([5 * MINUTE - 1, 5 * MINUTE].map((passed) => isUnseen(session, later(passed)))).toEqual([false, true]);
  });
});
