import { readFileSync } from 'node:fs';
import * as z from 'zod';

const timeSpan = z
  .string()
  .regex(/^(\d+\.)?\d{1,2}:\d{2}:\d{2}(\.\d+)?$/, 'expected "hh:mm:ss"')
  .transform((text) => {
    const [, days = '0', hours = '0', minutes = '0', seconds = '0'] =
      /^(?:(\d+)\.)?(\d+):(\d+):([\d.]+)$/.exec(text) ?? [];
    return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  });

const queueSettings = z
  .object({
    /** Messages taken at once. */
    batchSize: z.number().int().min(1).max(32).default(16),
    /** The next batch is taken when no more than this many messages are in work. */
    newBatchThreshold: z.number().int().nonnegative().optional(),
    maxDequeueCount: z.number().int().positive().default(5),
    /** Longest pause between two looks at an empty queue, ms. */
    maxPollingInterval: timeSpan.pipe(z.number().min(100)).default(60_000),
    /** How long a message that failed stays hidden, ms. */
    visibilityTimeout: timeSpan.default(0),
    messageEncoding: z.enum(['base64', 'none']).default('base64'),
  })
  // The real default is multiplied by the number of cores, which is one in the smallest plans.
  .transform((queues) => ({
    ...queues,
    newBatchThreshold: queues.newBatchThreshold ?? Math.floor(queues.batchSize / 2),
  }));

const hostJsonSchema = z.object({
  version: z.literal('2.0'),
  /** Longest time for one invocation, ms. The real default depends on the plan; this is that of Flex Consumption. */
  functionTimeout: timeSpan.default(30 * 60_000),
  extensions: z
    .object({
      http: z.object({ routePrefix: z.string().default('api') }).prefault({}),
      queues: queueSettings.prefault({}),
    })
    .prefault({}),
});

export type QueueSettings = z.infer<typeof queueSettings>;

/**
 * The settings of host.json that this host follows; it ignores the others (among them throttling and
 * `customHeaders`).
 * @throws {z.ZodError} when a setting is not what the real host accepts.
 */
export function parseHostJson(
  source: { hostJsonPath: string } | { hostJson: unknown },
): z.infer<typeof hostJsonSchema> {
  const json = 'hostJson' in source ? source.hostJson : JSON.parse(readFileSync(source.hostJsonPath, 'utf8'));
  return hostJsonSchema.parse(json);
}

/**
 * Puts application settings (environment variables) in for `%NAME%`.
 * @throws when a setting is missing.
 */
export function resolveSettings(text: string): string {
  return text.replaceAll(/%([^%]+)%/g, (_, name: string) => {
    const value = process.env[name];
    if (value === undefined) throw new Error(`'%${name}%' does not resolve to a value.`);
    return value;
  });
}
