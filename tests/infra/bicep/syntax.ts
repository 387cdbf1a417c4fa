import { Language, type Node, Parser } from 'web-tree-sitter';
import { type Problem, problemAt } from './problem.ts';

await Parser.init();
const bicep = await Language.load('node_modules/tree-sitter-bicep/tree-sitter-bicep.wasm');

export interface BicepFile {
  readonly name: string;
  readonly root: Node;
  readonly problems: readonly Problem[];
}

/** The grammar is older than this statement, so it is read as a comment of the same length. */
const EXTENSION = /^extension \w+$/gm;

/** Reads the syntax tree of a file. Types and functions are the compiler's matter. */
export function parseBicep(name: string, text: string): BicepFile {
  const parser = new Parser();
  parser.setLanguage(bicep);
  const tree = parser.parse(text.replace(EXTENSION, (statement) => '//'.padEnd(statement.length)));
  if (tree === null) throw new Error(`${name} was not parsed.`);
  const problems = [...broken(tree.rootNode)].map((node) =>
    problemAt(name, node, node.isMissing ? `misses ${node.type}` : `is no Bicep: ${node.text.slice(0, 40)}`),
  );
  return { name, root: tree.rootNode, problems };
}

/** What the parser had to leave out or to add, also a bracket or a quote. */
function* broken(node: Node): Generator<Node> {
  if (node.isError || node.isMissing) yield node;
  else if (node.hasError) for (const child of node.children) yield* broken(child);
}
