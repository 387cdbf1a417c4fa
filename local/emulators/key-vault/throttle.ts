import { Refusal } from './refusal.ts';

const WINDOW_MS = 10_000;

/** Maximum transactions of one vault in 10 seconds. Source: "Azure Key Vault service limits". */
const LIMITS = { create: 300, other: 4000 };

/**
 * Returns a function that counts a transaction and refuses it above the limit. Refused ones are not counted.
 * unverified: that the window is fixed, and the value of Retry-After.
 *
 * @throws Refusal 429 with Retry-After
 */
export function createThrottle(): (kind: keyof typeof LIMITS) => void {
  const windows = { create: { start: 0, count: 0 }, other: { start: 0, count: 0 } };
  return (kind) => {
    const now = Date.now();
    const age = now - windows[kind].start;
    if (age < 0 || age >= WINDOW_MS) windows[kind] = { start: now, count: 0 };
    const window = windows[kind];
    if (window.count >= LIMITS[kind]) {
      const retryAfter = Math.ceil((window.start + WINDOW_MS - now) / 1000);
      throw new Refusal(429, 'Throttled', 'Request was not processed because too many requests were received.', {
        retryAfter,
      });
    }
    window.count += 1;
  };
}
