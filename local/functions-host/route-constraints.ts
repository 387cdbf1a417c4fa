/** Whether a path segment is valid for a route parameter. */
export type RouteConstraint = (value: string) => boolean;

interface ConstraintKind {
  /** Allowed numbers of arguments. */
  counts: readonly number[];
  allows(value: string, first: number, second: number): boolean;
}

const LONG = 2n ** 63n;
const INTEGER = /^[+-]?\d+$/;
const GUID = /^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** The ASP.NET route constraints that are simple to implement; `name` or `name(1,2)` in a template. */
const KINDS: Record<string, ConstraintKind> = {
  alpha: { counts: [0], allows: (value) => /^[a-z]*$/i.test(value) },
  bool: { counts: [0], allows: (value) => /^(true|false)$/i.test(value) },
  guid: { counts: [0], allows: (value) => GUID.test(value.replace(/^[{(](.*)[)}]$/, '$1')) },
  int: { counts: [0], allows: (value) => isBetween(value, -(2n ** 31n), 2n ** 31n - 1n) },
  long: { counts: [0], allows: (value) => isBetween(value, -LONG, LONG - 1n) },
  length: { counts: [1, 2], allows: ({ length }, low, high) => length >= low && length <= high },
  minlength: { counts: [1], allows: ({ length }, low) => length >= low },
  maxlength: { counts: [1], allows: ({ length }, high) => length <= high },
  min: { counts: [1], allows: (value, low) => isBetween(value, BigInt(low), LONG - 1n) },
  max: { counts: [1], allows: (value, high) => isBetween(value, -LONG, BigInt(high)) },
  range: { counts: [2], allows: (value, low, high) => isBetween(value, BigInt(low), BigInt(high)) },
  required: { counts: [0], allows: (value) => value !== '' },
};

/**
 * Reads one constraint.
 * @throws when there is no such constraint. The real host has a few more: regex, datetime, decimal, double, float.
 */
export function parseConstraint(text: string): RouteConstraint {
  const [, name = '', list] = /^(\w+)(?:\((.*)\))?$/.exec(text) ?? [];
  const kind = new Map(Object.entries(KINDS)).get(name.toLowerCase());
  const numbers = list === undefined ? [] : list.split(',').map(Number);
  if (!kind?.counts.includes(numbers.length) || !numbers.every(Number.isInteger)) {
    throw new Error(`The constraint "${text}" is not known.`);
  }
  const [first = 0, second = first] = numbers;
  return (value) => kind.allows(value, first, second);
}

function isBetween(value: string, low: bigint, high: bigint): boolean {
  if (!INTEGER.test(value)) return false;
  const number = BigInt(value.replace('+', ''));
  return number >= low && number <= high;
}
