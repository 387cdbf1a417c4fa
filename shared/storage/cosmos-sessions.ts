import { type SessionStore, sessionSchema } from '../identity/session.ts';
import { hasStatus, type OpenContainer } from './cosmos-database.ts';
import { secondsUntil } from './time-to-live.ts';

/** Portal sessions in Cosmos DB; they expire by themselves. */
export function cosmosSessions(open: OpenContainer): SessionStore {
  return {
    async read(id) {
      const { resource } = await (await open('sessions')).item(id, id).read();
      return resource === undefined ? undefined : sessionSchema.parse(resource);
    },
    async save(session) {
      await (await open('sessions')).items.create({ ...session, ttl: secondsUntil(session.expiresAt) });
    },
    async end(id) {
      try {
        await (await open('sessions')).item(id, id).delete();
      } catch (failure) {
        if (!hasStatus(failure, 404)) throw failure;
      }
    },
  };
}
