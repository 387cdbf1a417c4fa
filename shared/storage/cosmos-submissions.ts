import * as z from 'zod';
import type { SubmissionStore } from '../identity/submission.ts';
import { hasStatus, type OpenContainer } from './cosmos-database.ts';
import { secondsUntil } from './time-to-live.ts';

const recordSchema = z.object({ outcome: z.string().nullable() });

/** Sent forms in Cosmos DB, in the container of the attempts; they expire too. Their item ids have another prefix. */
export function cosmosSubmissions(open: OpenContainer): SubmissionStore {
  const itemOf = (id: string) => `submission-${id}`;
  return {
    async claim({ id, organizationId }, expiresAt) {
      const container = await open('attempts');
      try {
        await container.items.create({ id: itemOf(id), organizationId, outcome: null, ttl: secondsUntil(expiresAt) });
        return 'first';
      } catch (failure) {
        if (!hasStatus(failure, 409)) throw failure;
      }
      const { resource } = await container.item(itemOf(id), itemOf(id)).read();
      // Released since: the next claim finds out.
      return resource === undefined ? { outcome: null } : recordSchema.parse(resource);
    },
    async keep({ id, organizationId }, outcome, expiresAt) {
      const item = { id: itemOf(id), organizationId, outcome, ttl: secondsUntil(expiresAt) };
      await (await open('attempts')).items.upsert(item);
    },
    async release({ id }) {
      try {
        await (await open('attempts')).item(itemOf(id), itemOf(id)).delete();
      } catch (failure) {
        if (!hasStatus(failure, 404)) throw failure;
      }
    },
  };
}
