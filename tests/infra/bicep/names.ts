import type { Node } from 'web-tree-sitter';
import type { Block, Declarations } from './declarations.ts';
import { type Problem, problemAt } from './problem.ts';
import { type BicepFile, everyNode } from './syntax.ts';
import { parts, property } from './value.ts';

/** What Bicep itself brings, as far as the templates use it. */
const BUILT_IN = new Set([
  ...[
    'concat',
    'contains',
    'empty',
    'filter',
    'guid',
    'indexof',
    'items',
    'length',
    'loadJsonContent',
    'map',
    'replace',
  ],
  ...['resourceGroup', 'string', 'subscription', 'subscriptionResourceId', 'tenant', 'environment', 'union'],
  ...['uniqueString', 'targetScope', 'description', 'minLength', 'maxLength', 'minValue', 'maxValue'],
]);

/** Names that nothing declares, and declarations that nothing uses. */
export function checkNames(file: BicepFile, declares: Declarations): Problem[] {
  const { parameters, variables, resources, modules } = declares;
  const declared = new Map([...parameters, ...variables, ...resources, ...modules].map((one) => [one.name, one.node]));
  const uses = [...everyNode(file.root)].filter(isUse);
  const used = new Set(uses.map(({ text }) => text));
  return [
    ...uses
      .filter((node) => !declared.has(node.text) && !BUILT_IN.has(node.text) && !isLocal(node))
      .map((node) => problemAt(file.name, node, `${node.text} is not declared`)),
    ...[...parameters, ...variables]
      .filter(({ name }) => !used.has(name))
      .map(({ name, node }) => problemAt(file.name, node, `${name} is not used`)),
  ];
}

/** What a file gives a module that the module does not take, or the other way round, and outputs that it does not have. */
export function checkModules(
  file: BicepFile,
  { modules }: Declarations,
  declarationsAt: (path: string) => Declarations | undefined,
): Problem[] {
  return modules.flatMap((module) => {
    const callee = declarationsAt(module.of);
    if (callee === undefined) return [problemAt(file.name, module.node, `${module.of} is not there`)];
    const given = parametersOf(module);
    const outputs = new Set(callee.outputs.map(({ name }) => name));
    return [
      ...callee.parameters
        .filter(({ name, required }) => required && !given.has(name))
        .map(({ name }) => problemAt(file.name, module.node, `does not give ${name}`)),
      ...[...given]
        .filter(([name]) => !callee.parameters.some((parameter) => parameter.name === name))
        .map(([name, node]) => problemAt(file.name, node, `${module.of} takes no ${name}`)),
      ...[...everyNode(file.root)].flatMap((node) => {
        const output = outputOf(node, module.name);
        return output === undefined || outputs.has(output)
          ? []
          : [problemAt(file.name, node, `${module.of} has no output ${output}`)];
      }),
    ];
  });
}

function parametersOf(module: Block): Map<string, Node> {
  const given = property(module.value, 'params');
  if (given?.kind !== 'object') return new Map();
  return new Map(given.properties.flatMap(({ name, node }) => (name === undefined ? [] : [[name, node]])));
}

/** `x` of `module.outputs.x` and of `module!.outputs.x`. */
function outputOf(node: Node, module: string): string | undefined {
  if (node.type !== 'member_expression') return undefined;
  return new RegExp(`^${module}!?\\.outputs\\.(\\w+)$`).exec(node.text)?.[1];
}

/** Types and keys are names of another kind. */
function isUse(node: Node): boolean {
  const { parent } = node;
  if (node.type !== 'identifier' || parent === null) return false;
  const isFirst = parts(parent)[0]?.id === node.id;
  switch (parent.type) {
    case 'type':
      return false;
    case 'object_property':
    case 'parameter_declaration':
    case 'variable_declaration':
    case 'output_declaration':
    case 'resource_declaration':
    case 'module_declaration':
      return !isFirst;
    default:
      return true;
  }
}

/** Whether a loop or a lambda around it names it. */
function isLocal(node: Node): boolean {
  for (let around = node.parent; around !== null; around = around.parent) {
    if (around.type !== 'for_statement' && around.type !== 'lambda_expression') continue;
    const names = around.text.replace(/^\[for\s+/, '').split(/\s+in\s|=>/, 1)[0] ?? '';
    if (names.split(/[^\w]+/).includes(node.text)) return true;
  }
  return false;
}
