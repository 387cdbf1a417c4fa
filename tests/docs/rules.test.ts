import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type CallExpression, type Expression, type Import, parseSync, type Super } from '@swc/core';

/** For what no rule of the product speaks of; docs/architecture.md says what each means. */
const WORDS = ['LOCAL', 'WIRE', 'SECURITY', 'DEPLOY'];
const BEGINNING = /^((?:[A-Z]\d+|[A-Z]{2,})(?:, (?:[A-Z]\d+|[A-Z]{2,}))*) \S/;

const files = globSync('tests/**/*.test.ts').toSorted();
const rules = [...readFileSync('docs/product.md', 'utf8').matchAll(/^- \*\*([A-Z]\d+)\.\*\*/gm)].map(
  ([, rule]) => rule,
);

/** The titles of what stands at the top of a file. */
function titlesIn(file: string): string[] {
  const { body } = parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript' });
  const calls = body.flatMap((statement) =>
    statement.type === 'ExpressionStatement' && statement.expression.type === 'CallExpression'
      ? [statement.expression]
      : [],
  );
  return calls.filter((call) => /^(?:describe|test)/.test(nameOf(call))).map(titleOf);
}

/** `describe` of `describe.each(…)(…)`. */
function nameOf(called: Expression | Super | Import): string {
  switch (called.type) {
    case 'CallExpression':
      return nameOf(called.callee);
    case 'MemberExpression':
      return nameOf(called.object);
    case 'Identifier':
      return called.value;
    default:
      return '';
  }
}

function titleOf({ arguments: [first] }: CallExpression): string {
  const title = first?.expression;
  return title?.type === 'StringLiteral' ? title.value : '';
}

/** What a title begins with: rules and words. */
function namesIn(title: string): string[] {
  return BEGINNING.exec(title)?.[1]?.split(', ') ?? [];
}

describe('LOCAL the rules of docs/product.md', () => {
  const titles = files.flatMap((file) => titlesIn(file).map((title) => ({ file, title, names: namesIn(title) })));

  test('are each named by the title of a test', () => {
    expect(rules.length).toBeGreaterThan(30);
    const named = new Set(titles.flatMap(({ names }) => names));
    expect(rules.filter((rule) => rule !== undefined && !named.has(rule))).toEqual([]);
  });

  test('or a word for what they do not speak of, and nothing else, begin every title at the top of a file', () => {
    const known = new Set([...rules, ...WORDS]);
    const wrong = titles.filter(({ names }) => names.length === 0 || !names.every((name) => known.has(name)));
    expect(wrong.map(({ file, title }) => `${file}: ${title}`)).toEqual([]);
    expect(files.filter((file) => !titles.some((title) => title.file === file))).toEqual([]);
  });
});
