import cosmosdbQuery from '@zeit/cosmosdb-query';
import * as z from 'zod';
import type { ContainerDefinition } from './definitions.ts';
import { requiredEqualities } from './equalities.ts';
import type { Item } from './item.ts';
import { badRequest } from './refusal.ts';

const AGGREGATES = new Set(['COUNT', 'SUM', 'MIN', 'MAX', 'AVG']);
const KEPT = 500;

interface QueryOptions {
  parameters?: Parameters | undefined;
  /** Rows of one page; all when absent. */
  pageSize?: number | undefined;
  continuation?: string | undefined;
  compositeIndexes?: CompositeIndexes | undefined;
}

type Parameters = readonly { name: string; value?: unknown }[];
type CompositeIndexes = NonNullable<ContainerDefinition['indexingPolicy']>['compositeIndexes'];

/** A parsed query. */
export interface CompiledQuery {
  /** Whether the gateway answers the query across partitions, or else why not. */
  readonly acrossPartitions: 'answered' | 'needs a plan' | 'aggregate without VALUE';
  /** Values that these top-level properties have in every row. */
  equalities(parameters: Parameters): Map<string, unknown>;
  /** @throws Refusal 400 for a continuation or an order that cannot be served. */
  run(items: readonly Item[], options: QueryOptions): { rows: unknown[]; continuation: string | undefined };
}

const syntaxTree = z.object({
  body: z.object({
    top: z.unknown().optional(),
    select: z.looseObject({ value: z.unknown().optional() }),
    from: z.unknown().optional(),
    where: z.object({ condition: z.unknown() }).nullish(),
    orderBy: z.unknown().optional(),
  }),
});

const compiled = new Map<string, CompiledQuery>();

/**
 * Parses a query with @zeit/cosmosdb-query, which lacks OFFSET LIMIT, GROUP BY and DISTINCT.
 *
 * @throws Refusal 400 for an invalid query.
 */
export function compileQuery(text: string): CompiledQuery {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const query = compile(text);
  if (compiled.size >= KEPT) compiled.clear();
  compiled.set(text, query);
  return query;
}

function compile(text: string): CompiledQuery {
  const query = attempt(
    () => cosmosdbQuery.default(text),
    'SC1001: Syntax error, or SQL that this emulator does not know',
  );
  const { body } = syntaxTree.parse(query.ast);
  const required = requiredEqualities(body.from, body.where?.condition);
  return {
    acrossPartitions: acrossPartitions(body),
    equalities: (parameters) => {
      const values = new Map(parameters.map(({ name, value }) => [name, value]));
      return new Map(required.map((one) => [one.property, 'value' in one ? one.value : values.get(one.parameter)]));
    },
    run: (items, { parameters = [], pageSize, continuation, compositeIndexes = [] }) => {
      if (continuation !== undefined && !continuation.startsWith('+RID:'))
        throw badRequest('Invalid Continuation Token');
      const page = attempt(
        () =>
          query.exec(inLinearTime(items), {
            parameters: parameters.map(({ name, value }) => ({ name, value })),
            compositeIndexes,
            ...(pageSize === undefined ? {} : { maxItemCount: pageSize }),
            ...(continuation === undefined ? {} : { continuation: { token: continuation } }),
          }),
        'Query failed',
      );
      const { result, continuation: next } = pageSchema.parse(page);
      return { rows: result, continuation: next?.token };
    },
  };
}

const pageSchema = z.object({
  result: z.array(z.unknown()),
  continuation: z.object({ token: z.string() }).nullish(),
});

function acrossPartitions(body: z.infer<typeof syntaxTree>['body']): CompiledQuery['acrossPartitions'] {
  const aggregates = mentionsAggregate(body.select);
  if (aggregates && body.select.value === undefined) return 'aggregate without VALUE';
  const needsPlan = aggregates || body.top != null || body.orderBy != null;
  return needsPlan ? 'needs a plan' : 'answered';
}

const call = z.object({ type: z.literal('scalar_function_expression'), name: z.object({ name: z.string() }) });

function mentionsAggregate(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  const parsed = call.safeParse(node);
  if (parsed.success && AGGREGATES.has(parsed.data.name.name.toUpperCase())) return true;
  return Object.values(node).some(mentionsAggregate);
}

/**
 * The library builds its rows with a `reduce` that copies all rows for each new one, which is quadratic; this avoids
 * it.
 */
function inLinearTime(items: readonly Item[]): Item[] {
  const rows = [...items];
  const reduce = (append: (rows: unknown[], item: Item) => unknown[]) => items.flatMap((item) => append([], item));
  return Object.defineProperty(rows, 'reduce', { value: reduce });
}

/** Turns the library's plain errors about invalid requests into a `Refusal`. */
function attempt<T>(work: () => T, what: string): T {
  try {
    return work();
  } catch (error) {
    throw badRequest(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
