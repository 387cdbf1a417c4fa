import { type Problem, problemAt } from '../bicep/problem.ts';
import type { BicepValue } from '../bicep/value.ts';
import type { ArmSchemas, Schema } from './schemas.ts';
import { type Shape, shapesOf } from './shapes.ts';

export interface Rules {
  readonly schemas: ArmSchemas;
  readonly file: string;
}

/**
 * What is wrong with a value by its schema: names that it does not know or misses, literals that it does not take. Of
 * several ways in which it may look, the one with the fewest problems counts.
 */
export function checkValue(rules: Rules, value: BicepValue, schema: Schema): Problem[] {
  // In Bicep null is a property that is left out.
  if (value.kind === 'expression' || (value.kind === 'literal' && value.value === null)) return [];
  if (value.kind === 'either') return value.choices.flatMap((choice) => checkValue(rules, choice, schema));
  const attempts = shapesOf(rules.schemas, schema).map((shape) => checkShape(rules, value, shape));
  return attempts.sort((one, other) => one.length - other.length)[0] ?? [];
}

function checkShape(
  rules: Rules,
  value: Exclude<BicepValue, { kind: 'expression' | 'either' }>,
  shape: Shape,
): Problem[] {
  const complain = (what: string) => [problemAt(rules.file, value.node, what)];
  const expected = shape.leaf.type;
  switch (value.kind) {
    case 'object':
      return expected === undefined || expected === 'object'
        ? checkObject(rules, value, shape)
        : complain(`is an object where ${expected} is expected`);
    case 'array':
      if (expected !== undefined && expected !== 'array') return complain(`is an array where ${expected} is expected`);
      return value.items.flatMap((item) => (shape.items === undefined ? [] : checkValue(rules, item, shape.items)));
    case 'literal': {
      const what = wrongLiteral(value.value, shape.leaf);
      return what === undefined ? [] : complain(what);
    }
  }
}

/** @param beside names that Bicep itself gives a meaning */
export function checkObject(
  rules: Rules,
  value: Extract<BicepValue, { kind: 'object' }>,
  shape: Shape,
  beside: ReadonlySet<string> = new Set(),
): Problem[] {
  const names = new Set(value.properties.map(({ name }) => name));
  const missing = [...shape.required].filter((name) => !names.has(name) && !beside.has(name));
  return [
    ...missing.map((name) => problemAt(rules.file, value.node, `misses ${name}`)),
    ...value.properties.flatMap(({ name, node, value: inner }) => {
      if (name === undefined || beside.has(name)) return [];
      const schema = shape.properties.get(name) ?? shape.others;
      return schema === undefined
        ? [problemAt(rules.file, node, `${name} is not known`)]
        : checkValue(rules, inner, schema);
    }),
  ];
}

function wrongLiteral(value: string | number | boolean | null, leaf: Schema): string | undefined {
  const is = typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
  const { type, enum: choices } = leaf;
  const fits = type === undefined || type === is || (type === 'number' && is === 'integer');
  if (!fits) return `is ${is} where ${type} is expected`;
  if (choices !== undefined && !choices.includes(value)) return `${value} is none of ${choices.join(', ')}`;
  if (typeof value === 'number' && (value < (leaf.minimum ?? value) || value > (leaf.maximum ?? value))) {
    return `${value} is not from ${leaf.minimum ?? '…'} to ${leaf.maximum ?? '…'}`;
  }
  if (typeof value !== 'string') return undefined;
  if (value.length < (leaf.minLength ?? 0) || value.length > (leaf.maxLength ?? Number.POSITIVE_INFINITY)) {
    return `${value} has a length that is not allowed`;
  }
  if (leaf.pattern !== undefined && !new RegExp(leaf.pattern).test(value))
    return `${value} does not match ${leaf.pattern}`;
  return undefined;
}
