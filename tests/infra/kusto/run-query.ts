import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/clock.ts';
import { kindOf, parseQuery, type SyntaxNode, type TableName } from './language.ts';

/** A cell: `undefined` is Kusto's null, a time span is in milliseconds. */
type Value = string | number | boolean | Date | undefined | object;
export type Row = Readonly<Record<string, Value>>;

/**
 * Runs a query over recorded rows. Knows the operators and functions that this project's queries use, and throws at
 * any other.
 *
 * @param now what `ago` counts from
 */
export function runQuery(text: string, tables: Partial<Record<TableName, readonly Row[]>>, now: Date): Row[] {
  const pipe = (node: SyntaxNode): Row[] => {
    if (kindOf(node) === 'PipeExpression')
      return operator(child(node, 'Operator'), pipe(child(node, 'Expression')), now);
    return [...(tables[node.toString().trim() as TableName] ?? [])];
  };
  const statement = list(child(parseQuery(text), 'Statements'))[0];
  if (statement === undefined) throw new Error('The query is empty.');
  return pipe(child(statement, 'Expression'));
}

function operator(node: SyntaxNode, rows: readonly Row[], now: Date): Row[] {
  const expressions = () => list(child(node, 'Expressions')).map((each) => named(each));
  switch (kindOf(node)) {
    case 'FilterOperator':
      return rows.filter((row) => evaluate(child(node, 'Condition'), row, now) === true);
    case 'ExtendOperator':
      return expressions().reduce<Row[]>(
        (before, { name, value }) => before.map((row) => ({ ...row, [name]: evaluate(value, row, now) })),
        [...rows],
      );
    case 'ProjectOperator':
      return rows.map((row) =>
        Object.fromEntries(expressions().map(({ name, value }) => [name, evaluate(value, row, now)])),
      );
    case 'SummarizeOperator':
      return summarize(node, rows, now);
    case 'SortOperator':
      return sort(list(child(node, 'Expressions')), rows, now);
    case 'TopOperator':
      return sort([child(node, 'ByExpression')], rows, now).slice(
        0,
        Number(evaluate(child(node, 'Expression'), {}, now)),
      );
    case 'TakeOperator':
      return rows.slice(0, Number(evaluate(child(node, 'Expression'), {}, now)));
    default:
      throw new Error(`Unknown operator: ${node}`);
  }
}

function summarize(node: SyntaxNode, rows: readonly Row[], now: Date): Row[] {
  const by = optional(node, 'ByClause');
  const keys = by === undefined ? [] : list(child(by, 'Expressions')).map((each) => named(each));
  const groups = new Map<string, { readonly key: Row; readonly rows: Row[] }>();
  // Without `by`, there is a row also for no input.
  if (keys.length === 0) groups.set('[]', { key: {}, rows: [...rows] });
  else
    for (const row of rows) {
      const key = Object.fromEntries(keys.map(({ name, value }) => [name, evaluate(value, row, now)]));
      const id = JSON.stringify(Object.values(key));
      const group = groups.get(id) ?? { key, rows: [] };
      group.rows.push(row);
      groups.set(id, group);
    }
  const aggregates = list(child(node, 'Aggregates')).map((each) => named(each));
  return [...groups.values()].map(({ key, rows: members }) =>
    Object.assign({}, key, ...aggregates.map(({ name, value }) => aggregate(name, value, members, now))),
  );
}

function aggregate(name: string, call: SyntaxNode, rows: readonly Row[], now: Date): Row {
  const [first, second] = argumentsOf(call);
  const of = (node: SyntaxNode | undefined, row: Row) => (node === undefined ? undefined : evaluate(node, row, now));
  const values = (among = rows) => among.map((row) => of(first, row)).filter((value) => value !== undefined);
  const numbers = (among = rows) => values(among).map(Number);
  const those = (condition: SyntaxNode | undefined) => rows.filter((row) => of(condition, row) === true);
  const greatest = (all: Value[]) => [...all].sort(compare).at(-1);
  const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);
  switch (functionOf(call)) {
    case 'count':
      return { [name]: rows.length };
    case 'countif':
      return { [name]: those(first).length };
    case 'dcount':
      return { [name]: new Set(values().map(String)).size };
    case 'sum':
      return { [name]: sum(numbers()) };
    case 'sumif':
      return { [name]: sum(numbers(those(second))) };
    case 'avg':
      return { [name]: numbers().length === 0 ? undefined : sum(numbers()) / numbers().length };
    case 'min':
      return { [name]: [...values()].sort(compare)[0] };
    case 'max':
      return { [name]: greatest(values()) };
    case 'maxif':
      return { [name]: greatest(values(those(second))) };
    case 'percentile': {
      const sorted = [...values()].sort(compare);
      return { [name]: sorted[Math.max(0, Math.ceil((Number(of(second, {})) / 100) * sorted.length) - 1)] };
    }
    case 'arg_max': {
      const last = [...rows].sort((a, b) => compare(of(first, a), of(first, b))).at(-1) ?? {};
      const [, ...others] = argumentsOf(call).map((each) => named(each));
      const at = first === undefined ? {} : { [named(first).name]: of(first, last) };
      return { ...at, ...Object.fromEntries(others.map((each) => [each.name, evaluate(each.value, last, now)])) };
    }
    default:
      throw new Error(`Unknown aggregate: ${call}`);
  }
}

function sort(by: readonly SyntaxNode[], rows: readonly Row[], now: Date): Row[] {
  return [...rows].sort((a, b) => {
    for (const node of by) {
      const expression = kindOf(node) === 'OrderedExpression' ? child(node, 'Expression') : node;
      // Kusto sorts in descending order unless told otherwise.
      const sign = /\basc\s*$/.test(node.toString()) ? 1 : -1;
      const order = sign * compare(evaluate(expression, a, now), evaluate(expression, b, now));
      if (order !== 0) return order;
    }
    return 0;
  });
}

function evaluate(node: SyntaxNode, row: Row, now: Date): Value {
  switch (kindOf(node)) {
    case 'ParenthesizedExpression':
      return evaluate(child(node, 'Expression'), row, now);
    case 'NameReference':
      return row[node.toString().trim()];
    case 'PathExpression': {
      const from = evaluate(child(node, 'Expression'), row, now);
      const value: unknown = (from as Record<string, unknown> | undefined)?.[child(node, 'Selector').toString().trim()];
      return (value ?? undefined) as Value;
    }
    case 'LiteralExpression':
      return literal(node);
    case 'BinaryExpression':
      return binary(node, row, now);
    case 'InExpression': {
      const left = evaluate(child(node, 'Left'), row, now);
      return list(child(child(node, 'Right'), 'Expressions')).some((each) => evaluate(each, row, now) === left);
    }
    case 'FunctionCallExpression':
      return call(functionOf(node), argumentsOf(node), row, now);
    default:
      throw new Error(`Unknown expression (${kindOf(node)}): ${node}`);
  }
}

const SPANS: Readonly<Record<string, number>> = { d: DAY, h: HOUR, m: MINUTE, s: SECOND };

function literal(node: SyntaxNode): Value {
  const text = node.toString().trim();
  const span = /^(\d+)(d|h|m|s)$/.exec(text);
  if (span !== null) return Number(span[1]) * (SPANS[span[2] ?? ''] ?? 0);
  const value = node['LiteralValue'];
  return typeof value === 'string' || typeof value === 'boolean' ? value : Number(text);
}

function binary(node: SyntaxNode, row: Row, now: Date): Value {
  const operation = child(node, 'Operator').toString().trim();
  const left = evaluate(child(node, 'Left'), row, now);
  const right = () => evaluate(child(node, 'Right'), row, now);
  switch (operation) {
    case 'and':
      return left === true && right() === true;
    case 'or':
      return left === true || right() === true;
    case '==':
      return compare(left, right()) === 0;
    case '!=':
      return compare(left, right()) !== 0;
    case 'has':
      return String(left ?? '')
        .toLowerCase()
        .includes(String(right()).toLowerCase());
    case 'startswith':
      return String(left ?? '')
        .toLowerCase()
        .startsWith(String(right()).toLowerCase());
  }
  const other = right();
  // A comparison or a sum with null is null, which no condition takes for true.
  if (left === undefined || other === undefined) return undefined;
  switch (operation) {
    case '<':
      return compare(left, other) < 0;
    case '<=':
      return compare(left, other) <= 0;
    case '>':
      return compare(left, other) > 0;
    case '>=':
      return compare(left, other) >= 0;
    case '*':
      return Number(left) * Number(other);
    case '/':
      return Number(left) / Number(other);
    case '-':
      return Number(left) - Number(other);
    default:
      throw new Error(`Unknown operation: ${node}`);
  }
}

function call(name: string, nodes: readonly SyntaxNode[], row: Row, now: Date): Value {
  const values = nodes.map((node) => evaluate(node, row, now));
  const [first, second, third] = values;
  const isEmpty = first === undefined || first === '';
  switch (name) {
    case 'ago':
      return new Date(now.getTime() - Number(first));
    case 'bin':
      return first instanceof Date
        ? new Date(Math.floor(first.getTime() / Number(second)) * Number(second))
        : Math.floor(Number(first) / Number(second)) * Number(second);
    case 'parse_json':
      return JSON.parse(String(first)) as object;
    case 'substring':
      return String(first).slice(Number(second));
    case 'indexof':
      return String(first).indexOf(String(second));
    case 'extract':
      return new RegExp(String(first)).exec(String(third))?.[Number(second)] ?? '';
    case 'tostring':
      return first === undefined ? '' : String(first);
    case 'toint':
    case 'todouble':
      return first === undefined || first === '' ? undefined : Number(first);
    case 'isnull':
      return first === undefined;
    case 'isnotnull':
      return first !== undefined;
    case 'isempty':
      return isEmpty;
    case 'isnotempty':
      return !isEmpty;
    case 'coalesce':
      return values.find((value) => value !== undefined && value !== '');
    default:
      throw new Error(`Unknown function: ${name}`);
  }
}

function compare(a: Value, b: Value): number {
  const [left, right] = [a, b].map((value) => (value instanceof Date ? value.getTime() : value));
  if (left === right) return 0;
  if (left === undefined) return -1;
  return right === undefined || left > right ? 1 : -1;
}

/** An expression and its column: as written before `=`, the name itself, or as Kusto names a call. */
function named(node: SyntaxNode): { readonly name: string; readonly value: SyntaxNode } {
  if (kindOf(node) === 'SimpleNamedExpression')
    return { name: child(node, 'Name').toString().trim(), value: child(node, 'Expression') };
  if (kindOf(node) !== 'FunctionCallExpression') return { name: node.toString().trim(), value: node };
  const [first] = argumentsOf(node);
  // `bin(TimeGenerated, 30m)` keeps the column's name; an aggregate is `count_` or `sum_x`.
  const of = first === undefined ? '' : first.toString().trim();
  return { name: functionOf(node) === 'bin' ? of : `${functionOf(node)}_${of}`, value: node };
}

function functionOf(node: SyntaxNode): string {
  return child(node, 'Name').toString().trim();
}

function argumentsOf(node: SyntaxNode): SyntaxNode[] {
  return list(child(child(node, 'ArgumentList'), 'Expressions'));
}

/** The elements of a list whose elements are separated by commas. */
function list(node: SyntaxNode): SyntaxNode[] {
  return Array.from({ length: node.ChildCount }, (_, index) => node.GetChild(index)).flatMap((each) =>
    each === null ? [] : [optional(each, 'Element$1') ?? each],
  );
}

function child(node: SyntaxNode, member: string): SyntaxNode {
  const found = optional(node, member);
  if (found === undefined) throw new Error(`No ${member} in ${kindOf(node)}: ${node}`);
  return found;
}

function optional(node: SyntaxNode, member: string): SyntaxNode | undefined {
  return (node[member] ?? undefined) as SyntaxNode | undefined;
}
