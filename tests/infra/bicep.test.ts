import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { declarationsOf } from './bicep/declarations.ts';
import { checkModules, checkNames } from './bicep/names.ts';
import { inLines } from './bicep/problem.ts';
import { parseBicep } from './bicep/syntax.ts';
import { templateOf, templates } from './templates.ts';

const named = templates.map((template) => [template.name, template] as const);

test.each(named)('%s is Bicep', (_name, { problems }) => {
  expect(inLines(problems)).toEqual([]);
});

test.each(named)('%s uses what it declares, and declares what it uses', (_name, template) => {
  expect(inLines(checkNames(template, template.declares))).toEqual([]);
});

test.each(named)('%s calls its modules with what they take', (name, template) => {
  const folder = name.slice(0, name.lastIndexOf('/'));
  const problems = checkModules(template, template.declares, (path) => templateOf(join(folder, path)).declares);
  expect(inLines(problems)).toEqual([]);
});

test('every module is called', () => {
  const called = templates.flatMap(({ name, declares }) =>
    declares.modules.map(({ of }) => join(name.slice(0, name.lastIndexOf('/')), of)),
  );
  const there = templates.map(({ name }) => name).filter((name) => name !== 'infra/main.bicep');
  expect([...new Set(called)].sort()).toEqual(there);
});

describe('the check of names', () => {
  const problemsIn = (text: string) => {
    const file = parseBicep('x.bicep', text);
    const callee = declarationsOf(parseBicep('m.bicep', "param a string\nparam b int = 1\noutput c string = 'c'\n"));
    const declares = declarationsOf(file);
    return inLines([
      ...file.problems,
      ...checkNames(file, declares),
      ...checkModules(file, declares, (path) => (path === 'm.bicep' ? callee : undefined)),
    ]);
  };

  test.each([
    ['output o string = nmae', ['x.bicep:1:19 nmae is not declared']],
    ['param p string', ['x.bicep:1:1 p is not used']],
    ["var v = [for one in ['a']: onee]\noutput o array = v", ['x.bicep:1:28 onee is not declared']],
    ["module m 'm.bicep' = {\n  params: { b: 1 }\n}", ['x.bicep:1:1 does not give a']],
    ["module m 'm.bicep' = {\n  params: { a: '1', d: 2 }\n}", ['x.bicep:2:21 m.bicep takes no d']],
    ["module m 'n.bicep' = {\n  params: { a: '1' }\n}", ['x.bicep:1:1 n.bicep is not there']],
    [
      "module m 'm.bicep' = {\n  params: { a: '1' }\n}\noutput o string = m!.outputs.d",
      ['x.bicep:4:19 m.bicep has no output d'],
    ],
    ["output o string = 'a", ["x.bicep:1:21 misses '"]],
  ])('finds what is wrong in %j', (text, problems) => {
    expect(problemsIn(text)).toEqual(problems);
  });
});
