import * as z from 'zod';
import { capabilitySchema } from '../capability.ts';
import type { ConsentLinkStore } from '../consent/consent-link-store.ts';
import { instantSchema, organizationIdSchema } from '../ids.ts';
import type { OpenContainer } from './cosmos-database.ts';
import { secondsUntil } from './time-to-live.ts';

const recordSchema = z.object({
  organizationId: organizationIdSchema,
  capability: capabilitySchema,
  until: instantSchema,
});

/**
 * One-time links in Cosmos DB, in the container of the attempts; they expire too. Their item ids have another prefix.
 */
export function cosmosConsentLinks(open: OpenContainer): ConsentLinkStore {
  const itemOf = (id: string) => `consent-link-${id}`;
  return {
    async save({ id, ...record }) {
      const ttl = secondsUntil(record.until);
      await (await open('attempts')).items.create({ id: itemOf(id), ...record, ttl });
    },
    async read(id) {
      const { resource } = await (await open('attempts')).item(itemOf(id), itemOf(id)).read();
      return resource === undefined ? undefined : { id, ...recordSchema.parse(resource) };
    },
  };
}
