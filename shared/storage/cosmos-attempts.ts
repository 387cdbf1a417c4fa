import { type AttemptStore, attemptSchema } from '../identity/attempt.ts';
import { hasStatus, type OpenContainer } from './cosmos-database.ts';
import { secondsUntil } from './time-to-live.ts';

/** Attempts in Cosmos DB. An attempt is used up by deleting its item, which can succeed only once. */
export function cosmosAttempts(open: OpenContainer): AttemptStore {
  return {
    async save(attempt) {
      await (await open('attempts')).items.create({ ...attempt, ttl: secondsUntil(attempt.expiresAt) });
    },
    async take(id) {
      const item = (await open('attempts')).item(id, id);
      const { resource } = await item.read();
      if (resource === undefined) return undefined;
      try {
        await item.delete();
      } catch (failure) {
        if (hasStatus(failure, 404)) return undefined;
        throw failure;
      }
      return attemptSchema.parse(resource);
    },
  };
}
