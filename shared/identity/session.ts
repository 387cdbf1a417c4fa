import * as z from 'zod';
import { HOUR, MINUTE } from '../clock.ts';
import { instant, instantSchema, organizationIdSchema, userIdSchema } from '../ids.ts';
import { hashOf, randomText } from './attempt.ts';

/** The signed-in person, as asserted by the portal's sign-in provider. */
const personSchema = z.object({
  userId: userIdSchema,
  name: z.string(),
  /** The empty string unless the provider asserts that it verified the address. */
  verifiedEmail: z.string(),
  /** Further verified addresses of the person; an API key of any of them is the person's. */
  otherAddresses: z.array(z.string()).optional(),
  organizationId: organizationIdSchema,
  organizationName: z.string(),
  administrator: z.boolean(),
  /** Whether the plan included the feature at this sign-in. */
  entitled: z.boolean(),
  /** Opaque value by which Microsoft finds the account again (claim `login_hint`). */
  accountHint: z.string().optional(),
  /** Hash of the id of the provider's session (claim `sid`), for its single sign-out. */
  providerSession: z.string().optional(),
});
export type Person = z.infer<typeof personSchema>;

/** The verified addresses of a person, the one to write to first; none where the provider has verified none. */
export function addressesOf({ verifiedEmail, otherAddresses = [] }: Person): readonly string[] {
  return verifiedEmail === '' ? [] : [verifiedEmail, ...otherAddresses];
}

export const sessionSchema = z.object({
  /** Hash of the session cookie's value. */
  id: z.string(),
  person: personSchema,
  /** CSRF token; every form contains it, and a POST without it is refused. */
  csrfToken: z.string(),
  /** Binds attempts to this browser (see `bindingOf`); absent in sessions of older releases. */
  binding: z.string().optional(),
  startedAt: instantSchema,
  /** Last use, updated at most once per `SEEN_EVERY`. */
  seenAt: instantSchema,
  expiresAt: instantSchema,
});
export type Session = z.infer<typeof sessionSchema>;

/** Absolute lifetime of a session, in milliseconds (OWASP ASVS 5.0, 7.3.2). */
export const SESSION_TTL = 8 * HOUR;
/** Inactivity timeout of a session, in milliseconds (OWASP ASVS 5.0, 7.3.1). */
const SESSION_IDLE = HOUR;
/** How long a sign-in proves the role of an administrator, in milliseconds (PRODUCT G2). */
const ROLE_TTL = HOUR;
/** Minimum interval between two updates of `seenAt`, in milliseconds. */
const SEEN_EVERY = 5 * MINUTE;

export interface SessionStore {
  read(id: string): Promise<Session | undefined>;
  save(session: Session): Promise<void>;
  /** Updates the last use of a session. Does nothing for one that has ended. */
  seen(session: Session): Promise<void>;
  end(id: string): Promise<void>;
  /** The sessions that began with a session of the sign-in service, by the hash of its id. */
  ofProvider(providerSession: string): Promise<readonly Session[]>;
  /** All sessions of one person, including expired ones. */
  ofPerson(person: Pick<Person, 'organizationId' | 'userId'>): Promise<readonly Session[]>;
}

/**
 * What binds the attempts of a session to its browser. When the same person signs in anew in that browser, it goes on,
 * so that a consent or a linking under way comes to its end.
 */
export function bindingOf({ id, binding }: Session): string {
  return binding ?? id;
}

/**
 * Starts a new session after a sign-in and ends the former one, which prevents session fixation (OWASP ASVS 5.0,
 * 7.2.4).
 *
 * @param former the session of the request, if any
 * @returns the value for the cookie; only its hash is stored
 */
export async function startSession(
  sessions: Pick<SessionStore, 'save' | 'end'>,
  person: Person,
  former: Session | undefined,
  now: Date,
): Promise<string> {
  if (former !== undefined) await sessions.end(former.id);
  const value = randomText();
  const id = hashOf(value);
  await sessions.save({
    id,
    person,
    csrfToken: `${randomText()}.${ownerMark(person)}`,
    binding: former !== undefined && isSamePerson(former.person, person) ? bindingOf(former) : id,
    startedAt: instant(now),
    seenAt: instant(now),
    expiresAt: instant(now.getTime() + SESSION_TTL),
  });
  return value;
}

/** A short value for a person, by which a form is recognized as of an earlier session of the same person. */
export function ownerMark({ organizationId, userId }: Pick<Person, 'organizationId' | 'userId'>): string {
  return hashOf(`owner\n${organizationId}\n${userId}`).slice(0, 22);
}

/** The mark of the person for whom a CSRF token was made; `undefined` for anything else. It authorizes nothing. */
export function formOwner(csrfToken: string): string | undefined {
  return /^[\w-]{43}\.([\w-]{22})$/.exec(csrfToken)?.[1];
}

function isSamePerson(one: Person, other: Person): boolean {
  return one.organizationId === other.organizationId && one.userId === other.userId;
}

/** Whether a session is within its lifetime and its inactivity timeout. */
export function isAlive({ seenAt, expiresAt }: Session, now: Date): boolean {
  return Date.parse(expiresAt) > now.getTime() && Date.parse(seenAt) + SESSION_IDLE > now.getTime();
}

/** Whether the sign-in is so recent that the person still counts as having the role that it gave (PRODUCT G2). */
export function isRoleProven({ startedAt }: Session, now: Date): boolean {
  return Date.parse(startedAt) + ROLE_TTL > now.getTime();
}

/** Whether `seenAt` has to be updated, so that the session does not time out while it is in use. */
export function isUnseen({ seenAt }: Session, now: Date): boolean {
  return Date.parse(seenAt) + SEEN_EVERY <= now.getTime();
}
