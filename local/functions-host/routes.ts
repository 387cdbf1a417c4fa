import type { FunctionDefinition, HttpTrigger } from './function-definition.ts';
import { parseConstraint, type RouteConstraint } from './route-constraints.ts';

type Segment =
  | { kind: 'literal'; text: string }
  | { kind: 'parameter' | 'catch-all'; name: string; optional: boolean; constraints: readonly RouteConstraint[] };

export interface Route {
  definition: FunctionDefinition<HttpTrigger>;
  segments: readonly Segment[];
}

/**
 * The routes of an app in the order in which the host tries them, which is the order of the functions' names: a literal
 * does **not** win over a parameter (github.com/Azure/azure-functions-host issue 9876, `FunctionMetadataManager` and
 * `WebScriptHostHttpRoutesManager` there).
 * @throws one error for all routes that the real host would refuse (`ScriptHost.ValidateHttpFunction`).
 */
export function mapRoutes(definitions: readonly FunctionDefinition<HttpTrigger>[], prefix: string): Route[] {
  const problems: string[] = [];
  const routes: Route[] = [];
  for (const definition of definitions.toSorted(byName)) {
    const { name } = definition;
    const own = comparable(definition);
    const other = routes.find(
      (route) => comparable(route.definition) === own && shareMethod(route.definition, definition),
    );
    if (/^(admin|runtime)/.test(own)) {
      problems.push(`${name}: The specified route conflicts with one or more built in routes.`);
    } else if (other) {
      const otherName = other.definition.name;
      problems.push(`${name}: The route specified conflicts with the route defined by function '${otherName}'.`);
    } else {
      try {
        const template = [prefix, definition.trigger.route].filter((part) => part !== '').join('/');
        routes.push({ definition, segments: parseTemplate(template) });
      } catch (error) {
        problems.push(`${name}: The route "${definition.trigger.route}" is wrong. ${String(error)}`);
      }
    }
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return routes;
}

function byName(a: FunctionDefinition, b: FunctionDefinition): number {
  return a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1;
}

function comparable({ trigger }: FunctionDefinition<HttpTrigger>): string {
  return trigger.route.replace(/^\/+|\/+$/g, '').toLowerCase();
}

function shareMethod(
  { trigger: a }: FunctionDefinition<HttpTrigger>,
  { trigger: b }: FunctionDefinition<HttpTrigger>,
): boolean {
  return a.methods.length === 0 || b.methods.length === 0 || a.methods.some((method) => b.methods.includes(method));
}

/**
 * The first route for a request, with the decoded values of its parameters. The method is part of the match: a method
 * that no route takes is 404 and not 405, HEAD too where only GET is registered (azure-functions-host issue 11625).
 */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | undefined {
  for (const route of routes) {
    const { methods } = route.definition.trigger;
    if (methods.length > 0 && !methods.includes(method)) continue;
    const params = matchPath(route.segments, path);
    if (params) return { route, params };
  }
  return undefined;
}

function parseTemplate(template: string): Segment[] {
  const segments = template.replace(/^\//, '').split('/').map(parseSegment);
  const names = segments.flatMap((segment) => (segment.kind === 'literal' ? [] : [segment.name.toLowerCase()]));
  if (new Set(names).size < names.length) throw new Error('A parameter appears twice.');
  if (segments.slice(0, -1).some(({ kind }) => kind === 'catch-all'))
    throw new Error('A catch-all is not the last part.');
  return segments;
}

function parseSegment(text: string): Segment {
  if (/^[^{}?*]+$/.test(text)) return { kind: 'literal', text: text.toLowerCase() };
  const [, stars, name, constraints = '', optional] = /^\{(\*{0,2})(\w+)((?::[^:{}?=]+)*)(\?)?\}$/.exec(text) ?? [];
  // ASP.NET also knows defaults (`{x=1}`) and several parameters in one part (`{a}.{b}`).
  if (name === undefined) throw new Error(`The part "${text}" is not understood.`);
  return {
    kind: stars ? 'catch-all' : 'parameter',
    name,
    optional: optional !== undefined || Boolean(stars),
    constraints: constraints.split(':').slice(1).map(parseConstraint),
  };
}

function matchPath(segments: readonly Segment[], path: string): Record<string, string> | undefined {
  const rest = path.replace(/^\/|\/$/g, '').split('/');
  if (rest.length === 1 && rest[0] === '') rest.pop();
  const params: Record<string, string> = {};
  for (const segment of segments) {
    const raw = segment.kind === 'catch-all' ? rest.splice(0).join('/') : (rest.shift() ?? '');
    const value = decode(raw);
    if (segment.kind === 'literal') {
      if (value.toLowerCase() !== segment.text) return undefined;
    } else if (value === '') {
      if (!segment.optional) return undefined;
    } else {
      if (!segment.constraints.every((allows) => allows(value))) return undefined;
      params[segment.name] = value;
    }
  }
  return rest.length === 0 ? params : undefined;
}

/** Kestrel decodes everything in a path but `%2F`, and leaves alone what is not an encoding. */
function decode(text: string): string {
  return text.replaceAll(/(?:%(?!2f)[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}
