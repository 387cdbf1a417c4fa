import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';

// Microsoft's own parser and type checker of the Kusto Query Language. It was translated from C# and makes globals, and
// its declarations are 1.7 MB, so that the few members used here are declared by hand.

/** A node or token of a parsed query. */
export interface SyntaxNode {
  readonly Kind: number;
  readonly ChildCount: number;
  GetChild(index: number): SyntaxNode | null;
  toString(): string;
  readonly [member: string]: unknown;
}

interface Diagnostics {
  readonly Count: number;
  getItem(index: number): { readonly Message: string };
}

interface Language {
  readonly GlobalState: {
    readonly Default: { WithDatabase(database: unknown): unknown };
  };
  readonly Symbols: {
    readonly TableSymbol: { From(schema: string): { WithName(name: string): unknown } };
    readonly DatabaseSymbol: { readonly ctor: new (name: string, members: readonly unknown[]) => unknown };
  };
  readonly KustoCode: {
    ParseAndAnalyze(text: string, globals: unknown): { readonly Syntax: SyntaxNode; GetDiagnostics(): Diagnostics };
  };
}

declare const Kusto: { readonly Language: Language };
declare const Bridge: { getTypeName(value: object): string };

const require = createRequire(import.meta.url);
for (const path of [
  require.resolve('@kusto/language-service-next/bridge.min.js'),
  require.resolve('@kusto/language-service-next/Kusto.Language.Bridge.min.js'),
]) {
  runInThisContext(readFileSync(path, 'utf8'), { filename: path });
}

/** Columns of the tables of a log workspace that queries name, as published by Azure Monitor. */
const TABLES = {
  AppTraces: '(TimeGenerated: datetime, Message: string, SeverityLevel: int, OperationId: string, AppRoleName: string)',
  AppExceptions: '(TimeGenerated: datetime, ExceptionType: string, OuterMessage: string, OperationName: string)',
  FunctionAppLogs: '(TimeGenerated: datetime, Message: string, FunctionName: string, Level: string, Category: string)',
  StorageQueueLogs:
    '(TimeGenerated: datetime, OperationName: string, StatusCode: string, Uri: string, RequesterObjectId: string)',
} as const;
export type TableName = keyof typeof TABLES;

const { GlobalState, KustoCode, Symbols } = Kusto.Language;
const workspace = GlobalState.Default.WithDatabase(
  new Symbols.DatabaseSymbol.ctor(
    'workspace',
    Object.entries(TABLES).map(([name, columns]) => Symbols.TableSymbol.From(columns).WithName(name)),
  ),
);

/** Parses a query and checks its names and types. Throws an error that names every finding. */
export function parseQuery(text: string): SyntaxNode {
  const code = KustoCode.ParseAndAnalyze(text, workspace);
  const found = code.GetDiagnostics();
  if (found.Count === 0) return code.Syntax;
  const messages = Array.from({ length: found.Count }, (_, index) => found.getItem(index).Message);
  throw new Error(`${messages.join(' ')} In: ${text}`);
}

/** The type of a node, for example `FilterOperator`. */
export function kindOf(node: SyntaxNode): string {
  return /(\w+)(`|$)/.exec(Bridge.getTypeName(node).replace(/\[.*/, ''))?.[1] ?? '';
}
