import * as z from 'zod';
import { queryCharge } from './charges.ts';
import type { Container } from './container.ts';
import type { Item } from './item.ts';
import { parsePartitionKey, partitionScope, type Scope } from './partition-key.ts';
import { type CompiledQuery, compileQuery } from './query.ts';
import { badRequest, Refusal } from './refusal.ts';

/** Observed on a hosted account for a request without a page size. */
const DEFAULT_PAGE_SIZE = 1000;

/** The service limits a page to 4 MB; unverified: this emulator's limit by number of rows. */
const MAX_PAGE_SIZE = 5000;

const NEEDS_PLAN = 1004;

const querySpecification = z.object({
  query: z.string(),
  parameters: z.array(z.object({ name: z.string().startsWith('@'), value: z.unknown().optional() })).default([]),
});

/** The headers of a query. */
interface QueryRequest {
  body: unknown;
  partitionKey: string | undefined;
  /** Names the emulator's only partition key range. The client merges the results, so any query is allowed. */
  rangeId: string | undefined;
  isCrossPartitionEnabled: boolean;
  pageSize: string | undefined;
  continuation: string | undefined;
}

/**
 * One page of a query.
 *
 * Without a partition key in the header, the equalities of the `WHERE` say which partitions are looked at. A query over
 * several is refused as the gateway refuses it (400/1004 with a plan) when it has TOP, ORDER BY or an aggregate; the
 * SDK then asks again for each range. Source: "Querying Azure Cosmos DB resources using the REST API".
 *
 * A key in the header must be whole. unverified: what the service does with a part of a hierarchical key there (other
 * SDKs were seen to get every row, or none), so name a prefix in the `WHERE`, which is documented to work.
 *
 * @throws Refusal 400
 */
export function runQuery(
  container: Container,
  request: QueryRequest,
): { rows: unknown[]; continuation: string | undefined; charge: number } {
  const { query, parameters } = parseSpecification(request.body);
  const compiled = compileQuery(query);
  const { definition } = container;
  const equalities = compiled.equalities(parameters);
  const scope: Scope =
    request.partitionKey === undefined
      ? partitionScope(equalities, definition.partitionKey)
      : { kind: 'one', partition: parsePartitionKey(request.partitionKey, definition.partitionKey) };
  if (scope.kind === 'many') checkAcrossPartitions(compiled, request);

  const candidates: Item[] = [];
  const properties = [...equalities];
  for (const item of container.items(scope)) {
    // The library is slow per candidate, so these cheap comparisons reduce the candidates first.
    if (properties.every(([property, value]) => isEqual(item[property], value))) candidates.push(item);
  }
  const { rows, continuation } = compiled.run(candidates, {
    parameters,
    pageSize: pageSizeOf(request.pageSize),
    continuation: request.continuation,
    compositeIndexes: definition.indexingPolicy?.compositeIndexes,
  });
  return { rows, continuation, charge: queryCharge(rows.length, Buffer.byteLength(JSON.stringify(rows))) };
}

/**
 * The plan of a query, which the SDK requests together with each first page. The single range does all the work, so
 * the plan contains nothing to merge.
 *
 * @throws Refusal 400
 */
export function planQuery(body: unknown): object {
  const compiled = compileQuery(parseSpecification(body).query);
  return {
    partitionedQueryExecutionInfoVersion: 2,
    queryInfo: {
      distinctType: 'None',
      top: null,
      offset: null,
      limit: null,
      orderBy: [],
      orderByExpressions: [],
      groupByExpressions: [],
      groupByAliases: [],
      // Set only to make the SDK refuse the same queries as in the cloud.
      aggregates: compiled.acrossPartitions === 'aggregate without VALUE' ? ['Count'] : [],
      groupByAliasToAggregateType: {},
      rewrittenQuery: '',
      hasSelectValue: false,
      hasNonStreamingOrderBy: false,
    },
    queryRanges: [{ min: '', max: 'FF', isMinInclusive: true, isMaxInclusive: false }],
  };
}

function checkAcrossPartitions({ acrossPartitions }: CompiledQuery, request: QueryRequest): void {
  if (!request.isCrossPartitionEnabled) {
    throw badRequest(
      'Cross partition query is required but disabled. Please set x-ms-documentdb-query-enablecrosspartition to true, or specify x-ms-documentdb-partitionkey',
    );
  }
  if (request.rangeId !== undefined) return;
  switch (acrossPartitions) {
    case 'answered':
      return;
    case 'aggregate without VALUE':
      throw badRequest("Cross partition query only supports 'VALUE <AggregateFunc>' for aggregates.");
    case 'needs a plan':
      throw new Refusal(
        400,
        'The provided cross partition query can not be directly served by the gateway.',
        NEEDS_PLAN,
        JSON.stringify(planQuery(request.body)),
      );
  }
}

function parseSpecification(body: unknown): z.infer<typeof querySpecification> {
  const parsed = querySpecification.safeParse(body);
  if (!parsed.success) throw badRequest(`The query is invalid: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** -1 leaves the page size to the service. */
function pageSizeOf(header: string | undefined): number {
  const size = Number(header ?? 0);
  if (!Number.isInteger(size) || size < -1) throw badRequest(`The input PageSize ${header} is invalid.`);
  if (size === -1) return MAX_PAGE_SIZE;
  return size === 0 ? DEFAULT_PAGE_SIZE : Math.min(size, MAX_PAGE_SIZE);
}

/** Objects and arrays are compared by the library. */
function isEqual(left: unknown, right: unknown): boolean {
  if (typeof right === 'object' && right !== null) return true;
  return left === right && right !== undefined;
}
