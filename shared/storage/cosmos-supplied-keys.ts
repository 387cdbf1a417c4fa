import { createHash } from 'node:crypto';
import type { OrganizationId } from '../ids.ts';
import type { SuppliedKeyStore } from '../links/card-keys.ts';
import { cardKeySchema } from '../links/link-head.ts';
import { hasStatus, type OpenContainer } from './cosmos-database.ts';

const ITEM = 'supplied-key';

/** Keys that wait for their person, in the container of the links, under a hash of the address. */
export function cosmosSuppliedKeys(open: OpenContainer): SuppliedKeyStore {
  const partition = (organizationId: OrganizationId, email: string): [string, string] => [
    organizationId,
    `address:${createHash('sha256').update(email).digest('base64url')}`,
  ];
  return {
    async read(organizationId, email) {
      const { resource } = await (await open('links')).item(ITEM, partition(organizationId, email)).read();
      return resource === undefined ? undefined : cardKeySchema.parse(resource.cardKey);
    },
    async save(organizationId, email, cardKey) {
      const [, userId] = partition(organizationId, email);
      await (await open('links')).items.upsert({ id: ITEM, type: ITEM, organizationId, userId, cardKey });
    },
    async remove(organizationId, email, cardKey) {
      const item = (await open('links')).item(ITEM, partition(organizationId, email));
      const { resource, etag } = await item.read();
      if (resource === undefined || cardKeySchema.parse(resource.cardKey).secret !== cardKey.secret) return;
      try {
        await item.delete({ accessCondition: { type: 'IfMatch', condition: etag } });
      } catch (failure) {
        if (!hasStatus(failure, 404, 412)) throw failure;
      }
    },
  };
}
