import { contactPropertyNames } from './contact-properties.ts';
import { canonicalId } from './extended-properties.ts';
import { GraphError } from './graph-error.ts';

const SELECTABLE = {
  contact: new Set([
    ...contactPropertyNames,
    'id',
    'changeKey',
    'createdDateTime',
    'lastModifiedDateTime',
    'parentFolderId',
  ]),
  contactFolder: new Set(['id', 'parentFolderId', 'displayName']),
} as const;

type EntityType = keyof typeof SELECTABLE;

const MAX_PAGE = 999;
const USUAL_PAGE = 10;

/** The requested properties of an entity. */
export interface View {
  /** Property names; everything when absent. */
  select: ReadonlySet<string> | undefined;
  /** Canonical ids of extended properties. */
  expand: ReadonlySet<string>;
}

export interface Listing extends View {
  top: number;
  /** Number of items before the page. */
  skip: number;
  displayName: string | undefined;
}

/** @throws GraphError 400 for a query option that is unknown, wrong, or not emulated */
export function viewQuery(query: URLSearchParams, type: EntityType): View {
  allow(query, ['$select', '$expand']);
  return { select: select(query.get('$select'), type), expand: expand(query.get('$expand')) };
}

/** @throws GraphError 400 as viewQuery */
export function listingQuery(query: URLSearchParams, type: EntityType): Listing {
  allow(query, ['$select', '$expand', '$top', '$skip', ...(type === 'contactFolder' ? ['$filter'] : [])]);
  const filter = query.get('$filter');
  return {
    select: select(query.get('$select'), type),
    expand: expand(query.get('$expand')),
    top: within(query.get('$top'), 1, MAX_PAGE) ?? USUAL_PAGE,
    skip: within(query.get('$skip'), 0, Number.MAX_SAFE_INTEGER) ?? 0,
    displayName: filter === null ? undefined : quoted(filter, /^displayName eq '((?:[^']|'')*)'$/),
  };
}

function allow(query: URLSearchParams, names: readonly string[]): void {
  for (const name of query.keys()) {
    if (!name.startsWith('$') || names.includes(name)) continue;
    throw invalid(`Query option '${name}' is not supported here.`);
  }
}

function within(text: string | null, min: number, max: number): number | undefined {
  if (text === null) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw invalid(`Invalid value '${text}': it must be between ${min} and ${max}.`);
}

function select(text: string | null, type: EntityType): ReadonlySet<string> | undefined {
  if (text === null) return undefined;
  const names = text.split(',').map((name) => name.trim());
  for (const name of names) {
    if (SELECTABLE[type].has(name)) continue;
    throw invalid(`Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`);
  }
  return new Set(names);
}

/**
 * Parses `$expand`. Only `singleValueExtendedProperties($filter=id eq '…' or id eq '…')` is allowed: Graph never
 * expands all of them.
 */
function expand(text: string | null): ReadonlySet<string> {
  if (text === null) return new Set();
  const [, filter] = /^singleValueExtendedProperties\(\$filter=(.+)\)$/.exec(text) ?? [];
  if (filter === undefined) throw invalid(`Invalid $expand '${text}'.`);
  return new Set(
    filter.split(/ or (?=id eq ')/).map((part) => {
      const id = canonicalId(quoted(part, /^id eq '((?:[^']|'')*)'$/));
      if (id === undefined) throw invalid(`The extended property id in '${part}' is not valid.`);
      return id;
    }),
  );
}

function quoted(text: string, pattern: RegExp): string {
  const [, value] = pattern.exec(text) ?? [];
  if (value === undefined) throw invalid(`Invalid filter clause '${text}'.`);
  return value.replaceAll("''", "'");
}

function invalid(message: string): GraphError {
  return new GraphError(400, 'BadRequest', message);
}
