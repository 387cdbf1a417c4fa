import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

const effect = z.discriminatedUnion('kind', [
  /** Return this answer without doing the work. */
  z.object({
    kind: z.literal('refuse'),
    status: z.number().int(),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.unknown().optional(),
  }),
  /** Do the work after a delay, or when the faults are cleared. */
  z.object({ kind: z.literal('delay'), ms: z.number().nonnegative() }),
  /** Do the work and return the answer after a delay, or when the faults are cleared. */
  z.object({ kind: z.literal('hold-answer'), ms: z.number().nonnegative() }),
  /** Do the work, then break the connection (in a batch: answer that one part with 504). */
  z.object({ kind: z.literal('lose-answer') }),
  /** Break the connection without doing the work (in a batch: answer that one part with 503 and do nothing). */
  z.object({ kind: z.literal('lose-request') }),
]);

/** A planned fault of an emulator. */
export const faultSchema = z.object({
  /** A regular expression that is searched in `METHOD /path`. */
  match: z.string(),
  /** Number of matching requests that pass before the first fault. */
  skip: z.number().int().nonnegative().default(0),
  /** Number of requests with the fault. */
  times: z.number().int().positive().default(1),
  effect,
});

export type Fault = z.infer<typeof faultSchema>;
export type FaultEffect = Fault['effect'];

/** The remaining faults in the order in which they were planned. */
export interface Faults {
  add(fault: z.input<typeof faultSchema>): void;
  /** Uses up one occurrence of the first fault that matches, and returns what it does. */
  take(method: string, path: string): FaultEffect | undefined;
  pending(): readonly Fault[];
  /** Waits for a time, or until the faults are cleared. */
  wait(milliseconds: number): Promise<void>;
  clear(): void;
}

export function createFaults(): Faults {
  let faults: Fault[] = [];
  let cleared = new AbortController();
  return {
    add: (fault) => {
      const parsed = faultSchema.parse(fault);
      new RegExp(parsed.match);
      faults.push(parsed);
    },
    take: (method, path) => {
      for (const fault of faults) {
        if (!new RegExp(fault.match).test(`${method} ${path}`)) continue;
        if (fault.skip > 0) {
          fault.skip -= 1;
          continue;
        }
        fault.times -= 1;
        if (fault.times === 0) faults = faults.filter((other) => other !== fault);
        return fault.effect;
      }
      return undefined;
    },
    pending: () => faults,
    wait: (milliseconds) => sleep(milliseconds, undefined, { signal: cleared.signal }).catch(() => undefined),
    clear: () => {
      cleared.abort();
      cleared = new AbortController();
      faults = [];
    },
  };
}
