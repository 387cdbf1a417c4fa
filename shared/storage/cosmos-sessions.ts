import { type SessionStore, sessionSchema } from '../identity/session.ts';
import { hasStatus, type OpenContainer } from './cosmos-database.ts';
import { queryAll } from './cosmos-query.ts';
import { secondsUntil } from './time-to-live.ts';

const OF_PERSON = 'SELECT * FROM c WHERE c.person.organizationId = @organizationId AND c.person.userId = @userId';

const OF_PROVIDER = 'SELECT * FROM c WHERE c.person.providerSession = @providerSession';

/** Portal sessions in Cosmos DB; they expire by time to live. */
export function cosmosSessions(open: OpenContainer): SessionStore {
  return {
    async read(id) {
      const { resource } = await (await open('sessions')).item(id, id).read();
      // A session that another release wrote in a different form counts as absent: the person signs in again.
      return sessionSchema.safeParse(resource).data;
    },
    async save(session) {
      await (await open('sessions')).items.create({ ...session, ttl: secondsUntil(session.expiresAt) });
    },
    async seen(session) {
      const { id, expiresAt, seenAt } = session;
      try {
        const changes = [
          { op: 'set', path: '/seenAt', value: seenAt },
          // The time to live counts from the last write, so every write has to set it anew.
          { op: 'set', path: '/ttl', value: secondsUntil(expiresAt) },
        ] as const;
        await (await open('sessions')).item(id, id).patch([...changes]);
      } catch (failure) {
        if (!hasStatus(failure, 404)) throw failure;
      }
    },
    async end(id) {
      try {
        await (await open('sessions')).item(id, id).delete();
      } catch (failure) {
        if (!hasStatus(failure, 404)) throw failure;
      }
    },
    async ofProvider(providerSession) {
      const found = await queryAll(await open('sessions'), OF_PROVIDER, { providerSession });
      return found.flatMap((item) => sessionSchema.safeParse(item).data ?? []);
    },
    async ofPerson({ organizationId, userId }) {
      const found = await queryAll(await open('sessions'), OF_PERSON, { organizationId, userId });
      return found.flatMap((item) => sessionSchema.safeParse(item).data ?? []);
    },
  };
}
