import * as z from 'zod';
import { REFUSED, rounded } from './charges.ts';
import { draftOf, type Partition } from './container.ts';
import { type Item, parseDocument } from './item.ts';
import { create, type Outcome, patch, read, remove, replace, upsert } from './operations.ts';
import { parsePartitionKey } from './partition-key.ts';
import { parsePatch } from './patch.ts';
import { badRequest, Refusal } from './refusal.ts';

const MAX_OPERATIONS = 100;

const common = {
  partitionKey: z.string().optional(),
  ifMatch: z.string().optional(),
  ifNoneMatch: z.string().optional(),
};

const operation = z.discriminatedUnion('operationType', [
  z.object({ operationType: z.enum(['Create', 'Upsert']), resourceBody: z.unknown().optional(), ...common }),
  z.object({
    operationType: z.enum(['Replace', 'Patch']),
    id: z.string(),
    resourceBody: z.unknown().optional(),
    ...common,
  }),
  z.object({ operationType: z.enum(['Read', 'Delete']), id: z.string(), ...common }),
]);

type Operation = z.infer<typeof operation>;

interface OperationResult {
  statusCode: number;
  subStatusCode?: number;
  requestCharge: number;
  eTag?: string;
  resourceBody?: Item;
}

/**
 * Runs all operations or none. When one fails, it gets its own status and the others 424. Source: "Transactional batch
 * operations in Azure Cosmos DB".
 *
 * @throws Refusal 400 for a batch that is not of 1 to 100 operations on one full partition key.
 */
export function runBatch(
  partition: Partition,
  body: unknown,
): { status: 200 | 207; results: OperationResult[]; charge: number } {
  const parsed = z.array(operation).min(1).max(MAX_OPERATIONS).safeParse(body);
  if (!parsed.success) throw badRequest(`The batch request is invalid: ${z.prettifyError(parsed.error)}`);
  for (const { partitionKey } of parsed.data) {
    if (partitionKey === undefined) continue;
    if (parsePartitionKey(partitionKey, partition.definition.partitionKey) !== partition.key) {
      throw badRequest(
        'One or more operations within the batch request have a different partition key value than the request.',
      );
    }
  }

  const draft = draftOf(partition);
  const results: OperationResult[] = [];
  for (const [index, step] of parsed.data.entries()) {
    try {
      results.push(succeeded(run(draft, step)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const failed = {
        statusCode: error.status,
        ...(error.substatus === undefined ? {} : { subStatusCode: error.substatus }),
        requestCharge: REFUSED,
      };
      return {
        status: 207,
        results: parsed.data.map((_, other) => (other === index ? failed : { statusCode: 424, requestCharge: 0 })),
        charge: REFUSED,
      };
    }
  }
  draft.commit();
  return { status: 200, results, charge: rounded(results.reduce((sum, { requestCharge }) => sum + requestCharge, 0)) };
}

function run(partition: Partition, step: Operation): Outcome {
  switch (step.operationType) {
    case 'Create':
      return create(partition, parseDocument(step.resourceBody));
    case 'Upsert':
      return upsert(partition, parseDocument(step.resourceBody), step);
    case 'Read':
      return read(partition, step.id, step);
    case 'Replace':
      return replace(partition, step.id, parseDocument(step.resourceBody), step);
    case 'Delete':
      return remove(partition, step.id, step);
    case 'Patch':
      return patch(partition, step.id, parsePatch(step.resourceBody), step);
  }
}

function succeeded({ status, item, charge }: Outcome): OperationResult {
  return {
    statusCode: status,
    requestCharge: charge,
    ...(item === undefined ? {} : { eTag: item._etag, resourceBody: item }),
  };
}
