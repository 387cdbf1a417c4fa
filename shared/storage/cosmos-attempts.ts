import { ATTEMPT_KEPT, type AttemptStore, attemptSchema } from '../identity/attempt.ts';
import { type Instant, instant } from '../ids.ts';
import { hasStatus, type OpenContainer } from './cosmos-database.ts';
import { secondsUntil } from './time-to-live.ts';

/** Attempts in Cosmos DB. An attempt is used up by marking its item on its etag, which can succeed only once. */
export function cosmosAttempts(open: OpenContainer): AttemptStore {
  const read = async (id: string) => {
    const { resource, etag } = await (await open('attempts')).item(id, id).read();
    return resource === undefined ? undefined : { attempt: attemptSchema.parse(resource), etag };
  };
  return {
    async save(attempt) {
      await (await open('attempts')).items.create({ ...attempt, ttl: timeToLive(attempt.expiresAt) });
    },
    read: async (id) => (await read(id))?.attempt,
    async take(id) {
      for (;;) {
        const known = await read(id);
        if (known === undefined || known.attempt.usedAt !== undefined) return known?.attempt;
        const { attempt, etag } = known;
        const used = { ...attempt, usedAt: instant(new Date()), ttl: timeToLive(attempt.expiresAt) };
        try {
          const accessCondition = { type: 'IfMatch', condition: etag };
          await (await open('attempts')).item(id, id).replace(used, { accessCondition });
          return attempt;
        } catch (failure) {
          if (!hasStatus(failure, 404, 412)) throw failure;
        }
      }
    },
  };
}

/** In seconds. */
function timeToLive(expiresAt: Instant): number {
  return secondsUntil(instant(Date.parse(expiresAt) + ATTEMPT_KEPT));
}
