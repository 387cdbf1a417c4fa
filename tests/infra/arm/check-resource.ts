import type { Block } from '../bicep/declarations.ts';
import { type Problem, problemAt } from '../bicep/problem.ts';
import { property } from '../bicep/value.ts';
import { checkObject, type Rules } from './check-value.ts';
import { shapesOf } from './shapes.ts';

/** Bicep's own, at the top of a resource; the type and its version stand in the declaration. */
const OF_BICEP = new Set(['parent', 'scope', 'dependsOn', 'type', 'apiVersion']);

/** Checks one resource against the published schema of its type and version. */
export function checkResource(rules: Rules, resource: Block): Problem[] {
  const { file, schemas } = rules;
  const schema = schemas.ofResource(resource.of);
  if (schema === undefined) {
    const versions = schemas.versionsOf(resource.of.split('@')[0] ?? '');
    const hint = versions.length === 0 ? 'the type is not known' : `there is ${versions.join(', ')}`;
    return [problemAt(file, resource.node, `${resource.of} is not published: ${hint}`)];
  }
  // Of what exists already only the name is said.
  if (resource.existing) return [];
  const { value } = resource;
  if (value.kind !== 'object') return [problemAt(file, resource.node, 'is not written out')];
  // Beside a parent, the name is the last part of the one that the schema describes.
  const beside = property(value, 'parent') === undefined ? OF_BICEP : new Set([...OF_BICEP, 'name']);
  const unnamed = property(value, 'name') === undefined ? [problemAt(file, value.node, 'misses name')] : [];
  const attempts = shapesOf(schemas, schema).map((shape) => [
    ...(beside.has('name') ? unnamed : []),
    ...checkObject(rules, value, shape, beside),
  ]);
  return attempts.sort((one, other) => one.length - other.length)[0] ?? [];
}
