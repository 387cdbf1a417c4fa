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
    /** Maximum number of messages received at once. */
    batchSize: z.number().int().min(1).max(32).default(16),
    /** The next batch is received when at most this many messages are being processed. */
    newBatchThreshold: z.number().int().nonnegative().optional(),
    maxDequeueCount: z.number().int().positive().default(5),
    /** Longest polling interval for an empty queue, in milliseconds. */
    maxPollingInterval: timeSpan.pipe(z.number().min(100)).default(60_000),
    /** Visibility timeout of a message after a failure, in milliseconds. */
    visibilityTimeout: timeSpan.default(0),
    messageEncoding: z.enum(['base64', 'none']).default('base64'),
  })
  // The real default is multiplied by the number of cores; the smallest plans have one.
  .transform((queues) => ({
    ...queues,
    newBatchThreshold: queues.newBatchThreshold ?? Math.floor(queues.batchSize / 2),
  }));

const hostJsonSchema = z.object({
  version: z.literal('2.0'),
  /**
   * Timeout of one invocation, in milliseconds. The real default depends on the plan; this is the one of Flex
   * Consumption.
   */
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
 * Parses the settings of host.json that this host supports; it ignores the others (among them throttling and
 * `customHeaders`).
 * @throws {z.ZodError} for a value that the real host does not accept.
 */
export function parseHostJson(
  source: { hostJsonPath: string } | { hostJson: unknown },
): z.infer<typeof hostJsonSchema> {
  const json = 'hostJson' in source ? source.hostJson : JSON.parse(readFileSync(source.hostJsonPath, 'utf8'));
  return hostJsonSchema.parse(json);
}

/**
 * Replaces `%NAME%` with application settings (environment variables).
 * @throws when a setting is missing.
 */
export function resolveSettings(text: string): string {
  return text.replaceAll(/%([^%]+)%/g, (_, name: string) => {
    const value = process.env[name];
    if (value === undefined) throw new Error(`'%${name}%' does not resolve to a value.`);
    return value;
  });
}
