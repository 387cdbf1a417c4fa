import type { Node } from 'web-tree-sitter';
import type { BicepFile } from './syntax.ts';
import { type BicepValue, literalText, parts, readValue } from './value.ts';

interface Declaration {
  readonly name: string;
  readonly node: Node;
  readonly value: BicepValue | undefined;
}

/** A resource or a module: `of` is `type@version` or the path. */
interface Block extends Declaration {
  readonly of: string;
  readonly existing: boolean;
  readonly value: BicepValue;
}

export interface Declarations {
  readonly parameters: readonly Declaration[];
  readonly variables: readonly Declaration[];
  readonly outputs: readonly Declaration[];
  readonly resources: readonly Block[];
  readonly modules: readonly Block[];
}

/** What a file declares. Resources inside of resources are not used here, and refused. */
export function declarationsOf({ root }: BicepFile): Declarations {
  const statements = root.namedChildren.flatMap((node) => (node.type === 'decorators' ? [] : [node]));
  const of = (type: string) => statements.filter((node) => node.type === type);
  return {
    parameters: of('parameter_declaration').map(declaration),
    variables: of('variable_declaration').map(declaration),
    outputs: of('output_declaration').map(declaration),
    resources: of('resource_declaration').map(block),
    modules: of('module_declaration').map(block),
  };
}

function declaration(node: Node): Declaration {
  const [name, ...rest] = parts(node);
  const value = rest.filter(({ type }) => type !== 'type').at(-1);
  return { name: name?.text ?? '', node, value: value === undefined ? undefined : readValue(value) };
}

function block(node: Node): Block {
  const [name, of, body] = parts(node);
  if (name === undefined || of === undefined || body === undefined) throw new Error(`Half a block: ${node.text}`);
  if (/^\s+resource\s/m.test(node.text)) throw new Error(`A resource inside of a resource: ${name.text}`);
  const existing = /^\S+\s+\S+\s+\S+\s+existing\b/.test(node.text);
  const value = readValue(body);
  const first = value.kind === 'array' ? (value.items[0] ?? value) : value;
  return { name: name.text, node, of: literalText(of) ?? '', existing, value: first };
}
