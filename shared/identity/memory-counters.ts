import type { Clock } from '../clock.ts';
import type { Counters } from './rate-limit.ts';

/** Maximum number of counters; the oldest ones are dropped. */
const MAX_NAMES = 10_000;

/** Counters of this instance only, for requests so cheap that a shared counter would cost more than the request. */
export function memoryCounters(clock: Clock): Counters {
  const counts = new Map<string, { count: number; readonly expiresAt: Date }>();
  return {
    add: async (name, expiresAt) => {
      const known = counts.get(name);
      const count = known === undefined || known.expiresAt <= clock.now() ? 1 : known.count + 1;
      counts.delete(name);
      counts.set(name, { count, expiresAt });
      const [oldest] = counts.keys();
      if (counts.size > MAX_NAMES && oldest !== undefined) counts.delete(oldest);
      return count;
    },
    read: async (name) => {
      const known = counts.get(name);
      return known === undefined || known.expiresAt <= clock.now() ? 0 : known.count;
    },
  };
}
