import type { ArmSchemas, Schema } from './schemas.ts';

/** One way in which a value may look: a schema without references and alternatives. */
export interface Shape {
  readonly leaf: Schema;
  readonly properties: ReadonlyMap<string, Schema>;
  readonly required: ReadonlySet<string>;
  readonly items: Schema | undefined;
  /** Names that are not listed: their schema, or `undefined` where there may be none. */
  readonly others: Schema | undefined;
}

const EXPRESSION = /common\/definitions\.json#\/definitions\/(expression|numberOrExpression)$/;

/** Every way in which a value of the schema may look. A template expression is not among them: Bicep writes its own. */
export function shapesOf(schemas: ArmSchemas, schema: Schema): readonly Shape[] {
  if (schema.$ref !== undefined) {
    return EXPRESSION.test(schema.$ref) ? [] : shapesOf(schemas, schemas.follow(schema.$ref));
  }
  const { oneOf, anyOf, allOf, ...leaf } = schema;
  let shapes: readonly Shape[] = [shapeOf(leaf)];
  for (const part of allOf ?? []) shapes = combine(shapes, shapesOf(schemas, part));
  for (const alternatives of [oneOf, anyOf]) {
    const choices = alternatives?.flatMap((alternative) => shapesOf(schemas, alternative)) ?? [];
    if (choices.length > 0) shapes = combine(shapes, choices);
  }
  return shapes;
}

function shapeOf(leaf: Schema): Shape {
  const properties = new Map(Object.entries(leaf.properties ?? {}));
  const { additionalProperties } = leaf;
  const listed = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  // An object of which nothing is said may hold anything.
  const open = leaf.type === 'object' && properties.size === 0 && additionalProperties !== false ? {} : undefined;
  return { leaf, properties, required: new Set(leaf.required), items: leaf.items, others: listed ?? open };
}

function combine(shapes: readonly Shape[], others: readonly Shape[]): Shape[] {
  return shapes.flatMap((one) =>
    others.map((other) => ({
      leaf: { ...one.leaf, ...other.leaf },
      properties: new Map([...one.properties, ...other.properties]),
      required: new Set([...one.required, ...other.required]),
      items: other.items ?? one.items,
      others: one.properties.size + other.properties.size > 0 ? listedOf(one, other) : (one.others ?? other.others),
    })),
  );
}

/** What one half leaves open is closed by the names of the other, unless the other names are described. */
function listedOf(one: Shape, other: Shape): Schema | undefined {
  return [one.others, other.others].find((schema) => schema !== undefined && Object.keys(schema).length > 0);
}
