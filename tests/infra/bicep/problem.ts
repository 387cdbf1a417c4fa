import type { Node } from 'web-tree-sitter';

/** Something wrong in a Bicep file, where an editor finds it. */
export interface Problem {
  /** `file:line:column`, counted from 1. */
  readonly at: string;
  readonly what: string;
}

export function problemAt(file: string, { startPosition: { row, column } }: Node, what: string): Problem {
  return { at: `${file}:${row + 1}:${column + 1}`, what };
}

export function inLines(problems: readonly Problem[]): string[] {
  return problems.map(({ at, what }) => `${at} ${what}`);
}
