import { forEachConcurrently } from '../../../concurrency.ts';
import type { Session } from '../../../identity/session.ts';
import { type Instant, instant, instantSchema, type UserId } from '../../../ids.ts';
import type { Call } from '../../http/route.ts';
import { openUser } from '../sealed-address.ts';
import type { AuditLine } from './audit-csv.ts';

/** Maximum number of concurrent reads of people's addresses. */
const IN_FLIGHT = 16;

/** A section of the audit log. */
interface AuditPart {
  readonly lines: readonly AuditLine[];
  /** Address of the person to whom the section is limited. */
  readonly person: string | undefined;
  /** The person in the address cannot be read (any more), so the section is of everybody. */
  readonly isOver: boolean;
}

/**
 * Reads entries of the audit log before a time, newest first, with the addresses of the people they name; optionally
 * limited to one person. The organization always comes from the session, never from the request.
 */
export async function auditPart(call: Call<Session>, most: number): Promise<AuditPart> {
  const { services, session, request } = call;
  const { organizationId } = session.person;
  const asked = instantSchema.safeParse(request.query.get('before'));
  const before: Instant = asked.success ? asked.data : instant(services.clock.now().getTime() + 1);
  const addressOf = async (userId: UserId) => {
    const email = (await services.links.read({ organizationId, userId }))?.link.email;
    return email === undefined || email === '' ? userId : email;
  };
  const only = await openUser(call, request.query.get('user'));
  const person = only && { userId: only, address: await addressOf(only) };
  const activity = await services.auditLog.before({ organizationId, person }, before, most);
  const people = new Set(activity.map(({ userId }) => userId).filter((userId) => userId !== null));
  const addresses = new Map<UserId, string>();
  await forEachConcurrently(IN_FLIGHT, people, async (userId) => addresses.set(userId, await addressOf(userId)));
  return {
    lines: activity.map((line) => ({
      ...line,
      user: line.userId === null ? (line.address ?? '') : (addresses.get(line.userId) ?? ''),
    })),
    person: person?.address,
    isOver: person === undefined && request.query.has('user'),
  };
}
