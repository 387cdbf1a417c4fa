import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { SuppliedKeyStore } from '../api-keys/supply-key.ts';
import { instantSchema, type OrganizationId } from '../ids.ts';
import { cardKeySchema } from '../links/link.ts';
import { hasStatus, type OpenContainer } from './cosmos-database.ts';
import { queryAll } from './cosmos-query.ts';

const ITEM = 'supplied-key';

const waitingSchema = z.array(z.object({ email: z.string(), suppliedAt: instantSchema }));
const WAITING =
  "SELECT TOP @most c.email, c.cardKey.suppliedAt FROM c WHERE c.organizationId = @organizationId AND c.type = 'supplied-key' AND c.email > @after ORDER BY c.email";

/**
 * API keys supplied for people who have not signed in yet, in the container of the links. Item ids may be logged, so
 * they contain a hash of the address.
 */
export function cosmosSuppliedKeys(open: OpenContainer): SuppliedKeyStore {
  const partition = (organizationId: OrganizationId, email: string): [string, string] => [
    organizationId,
    `address:${createHash('sha256').update(email).digest('base64url')}`,
  ];
  return {
    async waiting(organizationId, after, most) {
      return waitingSchema.parse(await queryAll(await open('links'), WAITING, { most, organizationId, after }));
    },
    async read(organizationId, email) {
      const { resource } = await (await open('links')).item(ITEM, partition(organizationId, email)).read();
      return resource === undefined ? undefined : cardKeySchema.parse(resource.cardKey);
    },
    async save(organizationId, email, cardKey) {
      const links = await open('links');
      const item = links.item(ITEM, partition(organizationId, email));
      const [, userId] = partition(organizationId, email);
      const waiting = { id: ITEM, type: ITEM, organizationId, userId, email, cardKey };
      for (;;) {
        const { resource, etag } = await item.read();
        try {
          if (resource === undefined) await links.items.create(waiting);
          else await item.replace(waiting, { accessCondition: { type: 'IfMatch', condition: etag } });
          return resource === undefined ? undefined : cardKeySchema.parse(resource.cardKey);
        } catch (failure) {
          // The key was supplied, claimed or withdrawn between the read and the write.
          if (!hasStatus(failure, 404, 409, 412)) throw failure;
        }
      }
    },
    async remove(organizationId, email, cardKey) {
      const item = (await open('links')).item(ITEM, partition(organizationId, email));
      const { resource, etag } = await item.read();
      if (resource === undefined || cardKeySchema.parse(resource.cardKey).secret !== cardKey.secret) return false;
      try {
        await item.delete({ accessCondition: { type: 'IfMatch', condition: etag } });
        return true;
      } catch (failure) {
        if (!hasStatus(failure, 404, 412)) throw failure;
        return false;
      }
    },
  };
}
