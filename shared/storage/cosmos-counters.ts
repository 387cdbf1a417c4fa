import { createHmac, hkdfSync } from 'node:crypto';
import * as z from 'zod';
import type { Counters } from '../identity/rate-limit.ts';
import { instant } from '../ids.ts';
import { hasStatus, type OpenContainer } from './cosmos-database.ts';
import { secondsUntil } from './time-to-live.ts';

const counterSchema = z.object({ count: z.number().int() });

/**
 * Counters in Cosmos DB, in the container of the sessions; they expire. Names are stored as keyed hashes (HMAC), so
 * that addresses cannot be found by trying all of them without the key.
 */
export function cosmosCounters(open: OpenContainer, key: Uint8Array): Counters {
  const nameKey = new Uint8Array(hkdfSync('sha256', key, '', 'counters', 32));
  const idOf = (name: string) => `count-${createHmac('sha256', nameKey).update(name).digest('base64url')}`;
  return {
    async read(name) {
      const id = idOf(name);
      const { resource } = await (await open('sessions')).item(id, id).read();
      return resource === undefined ? 0 : counterSchema.parse(resource).count;
    },
    async add(name, expiresAt) {
      const container = await open('sessions');
      const id = idOf(name);
      for (;;) {
        try {
          const { resource } = await container.item(id, id).patch([{ op: 'incr', path: '/count', value: 1 }]);
          return counterSchema.parse(resource).count;
        } catch (failure) {
          if (!hasStatus(failure, 404)) throw failure;
        }
        try {
          await container.items.create({ id, count: 1, ttl: secondsUntil(instant(expiresAt)) });
          return 1;
        } catch (failure) {
          // A concurrent request created the counter first.
          if (!hasStatus(failure, 409)) throw failure;
        }
      }
    },
  };
}
