import type { Node } from 'web-tree-sitter';

/** A value as far as it is written out. What is computed is an `expression`, and may be anything. */
export type BicepValue =
  | { readonly kind: 'object'; readonly node: Node; readonly properties: readonly BicepProperty[] }
  | { readonly kind: 'array'; readonly node: Node; readonly items: readonly BicepValue[] }
  | { readonly kind: 'literal'; readonly node: Node; readonly value: string | number | boolean | null }
  | { readonly kind: 'either'; readonly node: Node; readonly choices: readonly BicepValue[] }
  | { readonly kind: 'expression'; readonly node: Node };

interface BicepProperty {
  /** `undefined` for a name that is computed. */
  readonly name: string | undefined;
  readonly node: Node;
  readonly value: BicepValue;
}

export function readValue(node: Node): BicepValue {
  switch (node.type) {
    case 'object':
      return { kind: 'object', node, properties: parts(node).filter(isProperty).map(readProperty) };
    case 'array':
      return { kind: 'array', node, items: parts(node).map(readValue) };
    case 'for_statement':
      return { kind: 'array', node, items: [readValue(last(node))] };
    case 'if_statement':
    case 'parenthesized_expression':
      return readValue(last(node));
    case 'ternary_expression':
      return { kind: 'either', node, choices: parts(node).slice(1).map(readValue) };
    case 'string': {
      const value = literalText(node);
      return value === undefined ? { kind: 'expression', node } : { kind: 'literal', node, value };
    }
    case 'number':
      return { kind: 'literal', node, value: Number(node.text) };
    case 'boolean':
      return { kind: 'literal', node, value: node.text === 'true' };
    case 'null':
      return { kind: 'literal', node, value: null };
    default:
      return { kind: 'expression', node };
  }
}

/** The text of a string in which nothing is interpolated. */
export function literalText(node: Node): string | undefined {
  if (node.type !== 'string' || node.namedChildren.some((child) => child.type === 'interpolation')) return undefined;
  return node.text.slice(1, -1).replaceAll("\\'", "'");
}

/** The value of a property of an object that is written out. */
export function property(value: BicepValue | undefined, ...path: readonly string[]): BicepValue | undefined {
  const [first, ...rest] = path;
  if (first === undefined || value?.kind !== 'object') return first === undefined ? value : undefined;
  return property(value.properties.find(({ name }) => name === first)?.value, ...rest);
}

/** The strings of an array of literals. */
export function texts(value: BicepValue | undefined): string[] {
  if (value?.kind !== 'array') return [];
  return value.items.flatMap((item) => (item.kind === 'literal' ? [String(item.value)] : []));
}

/** The named children that mean something. */
export function parts(node: Node): Node[] {
  return node.namedChildren.filter((child) => child.type !== 'comment');
}

function isProperty(node: Node): boolean {
  return node.type === 'object_property' && parts(node)[0]?.type !== 'resource_declaration';
}

function readProperty(node: Node): BicepProperty {
  const [name, value] = parts(node);
  if (name === undefined || value === undefined) throw new Error(`A property without a value: ${node.text}`);
  return { name: name.type === 'identifier' ? name.text : literalText(name), node: name, value: readValue(value) };
}

function last(node: Node): Node {
  const node_ = parts(node).at(-1);
  if (node_ === undefined) throw new Error(`Nothing in ${node.text}`);
  return node_;
}
