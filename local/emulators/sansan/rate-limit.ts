const WINDOWS = [
  { milliseconds: 1_000, requests: 10 },
  { milliseconds: 60_000, requests: 300 },
] as const;

/** Counts the requests of each API key. */
export interface RateLimit {
  /** Counts one request, or returns the seconds to wait. */
  take(apiKey: string): { taken: true } | { taken: false; retryAfter: number };
  clear(): void;
}

/**
 * 10 requests a second and 300 a minute for each key: two public sources name one of these limits each, so both apply.
 * Unverified: whether limits are per key or per contract, and whether refused requests count (here they do not).
 */
export function createRateLimit(clock: () => Date): RateLimit {
  const takenAt = new Map<string, number[]>();
  return {
    take: (apiKey) => {
      const now = clock().getTime();
      const recent = (takenAt.get(apiKey) ?? []).filter((time) => time <= now && time > now - 60_000);
      takenAt.set(apiKey, recent);
      for (const { milliseconds, requests } of WINDOWS) {
        const oldest = recent.at(-requests);
        if (oldest !== undefined && oldest > now - milliseconds) {
          return { taken: false, retryAfter: Math.ceil((oldest + milliseconds - now) / 1000) };
        }
      }
      recent.push(now);
      return { taken: true };
    },
    clear: () => takenAt.clear(),
  };
}
