import * as z from 'zod';
import { HOUR, MINUTE } from '../clock.ts';
import { instant, instantSchema, organizationIdSchema, userIdSchema } from '../ids.ts';
import { hashOf, randomText } from './attempt.ts';

/** The signed-in person, as the portal's sign-in provider vouched for. */
const personSchema = z.object({
  userId: userIdSchema,
  name: z.string(),
  /** Empty unless the provider says that it verified the address. */
  verifiedEmail: z.string(),
  organizationId: organizationIdSchema,
  organizationName: z.string(),
  administrator: z.boolean(),
  /** Whether the plan, as of this sign-in, includes the feature. */
  entitled: z.boolean(),
});
export type Person = z.infer<typeof personSchema>;

export const sessionSchema = z.object({
  /** Hash of the value in the cookie. */
  id: z.string(),
  person: personSchema,
  /** Goes into every form; a POST without it is refused. */
  csrfToken: z.string(),
  startedAt: instantSchema,
  /** When it was last used, to within `SEEN_EVERY`. */
  seenAt: instantSchema,
  expiresAt: instantSchema,
});
export type Session = z.infer<typeof sessionSchema>;

/** A session ends after this long, however busy it is (OWASP ASVS 5.0, 7.3.2). */
export const SESSION_TTL = 8 * HOUR;
/** And after this long without a request (7.3.1). */
const SESSION_IDLE = HOUR;
/** How often the use of a session is written down. */
const SEEN_EVERY = 5 * MINUTE;

export interface SessionStore {
  read(id: string): Promise<Session | undefined>;
  save(session: Session): Promise<void>;
  /** Writes down that a session is in use. Does nothing for one that has ended. */
  seen(session: Session): Promise<void>;
  end(id: string): Promise<void>;
  /** Those of one person, also ones that are not alive any more. */
  ofPerson(person: Pick<Person, 'organizationId' | 'userId'>): Promise<readonly Session[]>;
}

/**
 * Begins the session of somebody who has just signed in, always a new one: whatever cookie the browser brought along is
 * worth nothing afterwards (OWASP ASVS 5.0, 7.2.4).
 *
 * @param former the session that the browser came with
 * @returns the value for the cookie; only its hash is kept
 */
export async function startSession(
  sessions: Pick<SessionStore, 'save' | 'end'>,
  person: Person,
  former: Session | undefined,
  now: Date,
): Promise<string> {
  if (former !== undefined) await sessions.end(former.id);
  const value = randomText();
  await sessions.save({
    id: hashOf(value),
    person,
    csrfToken: randomText(),
    startedAt: instant(now),
    seenAt: instant(now),
    expiresAt: instant(now.getTime() + SESSION_TTL),
  });
  return value;
}

/** Whether a session may still be used. */
export function isAlive({ seenAt, expiresAt }: Session, now: Date): boolean {
  return Date.parse(expiresAt) > now.getTime() && Date.parse(seenAt) + SESSION_IDLE > now.getTime();
}

/** Whether its use has to be written down, for it not to end too early. */
export function isUnseen({ seenAt }: Session, now: Date): boolean {
  return Date.parse(seenAt) + SEEN_EVERY <= now.getTime();
}
