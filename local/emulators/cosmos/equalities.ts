import * as z from 'zod';

const identifier = z.object({ type: z.literal('identifier'), name: z.string() });

const source = z.object({
  joins: z.array(z.unknown()).max(0),
  source: z.object({
    expression: z.object({ type: z.literal('collection_expression'), expression: identifier }),
    alias: identifier.nullable(),
  }),
});

const conjunction = z.object({
  type: z.literal('scalar_binary_expression'),
  operator: z.literal('AND'),
  left: z.unknown(),
  right: z.unknown(),
});

const equality = z.object({
  type: z.literal('scalar_binary_expression'),
  operator: z.literal('='),
  left: z.object({
    type: z.literal('scalar_member_expression'),
    object: identifier,
    property: identifier,
    computed: z.literal(false),
  }),
  right: z.union([
    z.object({ type: z.literal('parameter_name'), name: z.string() }),
    z.object({
      type: z.enum(['string_constant', 'number_constant', 'boolean_constant']),
      value: z.union([z.string(), z.number(), z.boolean()]),
    }),
  ]),
});

/** `root.property = value`, where the value is written in the query or given with it. */
type Equality = { property: string } & ({ value: string | number | boolean } | { parameter: string });

/**
 * Equality conditions on top-level properties that every row of a query meets: those joined by `AND` at the top of the
 * `WHERE`, read from the syntax tree.
 */
export function requiredEqualities(from: unknown, condition: unknown): Equality[] {
  const parsed = source.safeParse(from);
  if (!parsed.success) return [];
  const root = (parsed.data.source.alias ?? parsed.data.source.expression.expression).name;

  function collect(node: unknown): Equality[] {
    const both = conjunction.safeParse(node);
    if (both.success) return [...collect(both.data.left), ...collect(both.data.right)];
    const single = equality.safeParse(node);
    if (!single.success || single.data.left.object.name !== root) return [];
    const { left, right } = single.data;
    const property = left.property.name;
    return [right.type === 'parameter_name' ? { property, parameter: right.name } : { property, value: right.value }];
  }
  return collect(condition);
}
