import * as z from 'zod';
import { badRequest } from './refusal.ts';

/** Ids of databases, containers and items: at most this many bytes, none of these characters. Source: "Service quotas". */
const MAX_ID_BYTES = 1023;
const FORBIDDEN_IN_ID = /[/\\?#]/;

const partitionKeyDefinition = z.object({
  paths: z.array(z.string().startsWith('/')).min(1).max(3),
  kind: z.enum(['Hash', 'MultiHash']).default('Hash'),
  version: z.union([z.literal(1), z.literal(2)]).default(1),
});

const compositeIndexes = z.array(
  z.array(z.object({ path: z.string(), order: z.enum(['ascending', 'descending']).default('ascending') })),
);

const containerDefinition = z
  .object({
    id: z.string(),
    partitionKey: partitionKeyDefinition,
    /** Seconds; -1 means that only items with their own `ttl` expire. */
    defaultTtl: z.union([z.literal(-1), z.int().positive()]).optional(),
    indexingPolicy: z
      .looseObject({
        excludedPaths: z.array(z.looseObject({ path: z.string() })).optional(),
        compositeIndexes: compositeIndexes.optional(),
      })
      .optional(),
    uniqueKeyPolicy: z.object({ uniqueKeys: z.array(z.unknown()).max(0, 'unique keys are not emulated') }).optional(),
  })
  .refine(({ partitionKey: { kind, paths, version } }) => (kind === 'MultiHash' ? version === 2 : paths.length === 1), {
    message: 'a hierarchical key needs kind MultiHash and version 2, a plain key one path',
  });

export type PartitionKeyDefinition = z.infer<typeof partitionKeyDefinition>;

export type ContainerDefinition = z.infer<typeof containerDefinition> & { database: string; _rid: string };

/**
 * Reads the definition of a container, as a client posts it. Unique keys are not emulated and therefore refused.
 *
 * @throws Refusal 400
 */
export function parseContainerDefinition(body: unknown): z.infer<typeof containerDefinition> {
  const parsed = containerDefinition.safeParse(body);
  if (!parsed.success) throw badRequest(z.prettifyError(parsed.error));
  checkId(parsed.data.id);
  return parsed.data;
}

/** @throws Refusal 400 for an id that the service does not take. */
export function checkId(id: string): void {
  if (id === '' || FORBIDDEN_IN_ID.test(id) || Buffer.byteLength(id) > MAX_ID_BYTES) {
    throw badRequest(
      'The resource name provided or constructed is invalid: ids have 1 to 1023 bytes, none of / \\ ? #',
    );
  }
}
