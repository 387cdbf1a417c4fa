import { recordActivity } from '../../audit/activity.ts';
import type { AnswerRefusal } from '../../identity/attempt.ts';
import { tooOften } from '../../identity/rate-limit.ts';
import type { Session } from '../../identity/session.ts';
import type { OrganizationId } from '../../ids.ts';
import type { Call } from './route.ts';

/**
 * Notes in the audit log that somebody brought an answer that was not taken. Of the organization of whoever is signed
 * in, else of the attempt; a forged answer names neither. Limited, since whoever sends people such addresses must not
 * fill the audit log.
 */
export async function recordRefusedAnswer(
  { services, session }: Call<Session | undefined>,
  why: AnswerRefusal,
  begunBy?: OrganizationId,
): Promise<void> {
  const organizationId = session?.person.organizationId ?? begunBy;
  if (organizationId === undefined || why === 'already-done') return;
  const wait = await tooOften(services.counters, 'answer-refused', organizationId, services.clock.now());
  if (wait !== undefined) return;
  await recordActivity(services, { organizationId }, 'answer-refused', {
    actor: session?.person.name ?? null,
    detail: why,
  });
}
