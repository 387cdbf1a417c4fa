import { SECOND } from '../../clock.ts';
import { SESSION_TTL, type Session } from '../../identity/session.ts';
import { type UserId, userIdSchema } from '../../ids.ts';
import type { Call } from '../http/route.ts';

/** Kinds of sealed values, each with its name for sealing. */
const SEALS = { list: 'users of', user: 'user users of', address: 'keys of' } as const;
type Sealed = keyof typeof SEALS;

/**
 * Seals a value for use in a URL, for this organization and the lifetime of a session. URLs must contain neither
 * people's addresses nor their ids, since some providers derive ids from a name or address.
 */
export function seal({ services, session }: Call<Session>, what: Sealed, value: string): Promise<string> {
  return services.cookies.seal(nameOf(session, what), value, SESSION_TTL / SECOND);
}

/** Opens a sealed value; `undefined` when it is absent, invalid or of another organization. */
export function open(
  { services, session }: Call<Session>,
  what: Sealed,
  sealed: string | null,
): Promise<string | undefined> {
  return services.cookies.open(nameOf(session, what), sealed ?? undefined);
}

/** Opens a sealed user id. */
export async function openUser(call: Call<Session>, sealed: string | null): Promise<UserId | undefined> {
  return userIdSchema.optional().parse(await open(call, 'user', sealed));
}

function nameOf({ person }: Session, what: Sealed): string {
  return `${SEALS[what]} ${person.organizationId}`;
}
