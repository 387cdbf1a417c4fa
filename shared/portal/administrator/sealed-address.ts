import { SECOND } from '../../clock.ts';
import { SESSION_TTL, type Session } from '../../identity/session.ts';
import { type UserId, userIdSchema } from '../../ids.ts';
import type { Call } from '../http/route.ts';

/** What is sealed, with the name under which that is done. */
const SEALS = { list: 'users of', user: 'user users of', address: 'keys of' } as const;
type Sealed = keyof typeof SEALS;

/**
 * Something as it may stand in an address of ours, for this organization only and as long as a session: the addresses of
 * people must not, nor their ids, which some providers make of a name or an address.
 */
export function seal({ services, session }: Call<Session>, what: Sealed, value: string): Promise<string> {
  return services.cookies.seal(nameOf(session, what), value, SESSION_TTL / SECOND);
}

/** What was sealed; `undefined` when there is nothing, or it is not of this organization. */
export function open(
  { services, session }: Call<Session>,
  what: Sealed,
  sealed: string | null,
): Promise<string | undefined> {
  return services.cookies.open(nameOf(session, what), sealed ?? undefined);
}

/** The person whose id was sealed. */
export async function openUser(call: Call<Session>, sealed: string | null): Promise<UserId | undefined> {
  return userIdSchema.optional().parse(await open(call, 'user', sealed));
}

function nameOf({ person }: Session, what: Sealed): string {
  return `${SEALS[what]} ${person.organizationId}`;
}
