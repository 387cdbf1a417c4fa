import { atOnce } from '../shared/at-once.ts';
import type { Session } from '../shared/identity/session.ts';
import { type Instant, instant, instantSchema } from '../shared/ids.ts';
import type { AuditLine } from '../shared/portal/audit-line.ts';
import type { Call } from './portal-route.ts';

/** People whose addresses are read at the same time. */
const IN_FLIGHT = 16;

/**
 * The organization's audit log before a moment, the newest first, with the addresses of the people it names. The
 * organization is that of the session, whatever the request says.
 */
export async function auditLines(call: Call<Session>, most: number): Promise<readonly AuditLine[]> {
  const { services, session, request } = call;
  const { organizationId } = session.person;
  const asked = instantSchema.safeParse(request.query.get('before'));
  const before: Instant = asked.success ? asked.data : instant(services.clock.now().getTime() + 1);
  const activity = await services.auditLog.before(organizationId, before, most);
  const addresses = new Map<string, string>();
  await atOnce(IN_FLIGHT, new Set(activity.map((line) => line.userId)), async (userId) => {
    if (userId === null) return;
    const email = (await services.links.read({ organizationId, userId }))?.head.email;
    addresses.set(userId, email === undefined || email === '' ? userId : email);
  });
  return activity.map((line) => ({
    ...line,
    user: line.userId === null ? (line.address ?? '') : (addresses.get(line.userId) ?? ''),
  }));
}
