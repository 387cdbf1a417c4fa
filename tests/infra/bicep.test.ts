import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { inLines } from './bicep/problem.ts';
import { templates } from './templates.ts';

describe('DEPLOY the templates', () => {
  test.each(templates.map((template) => [template.name, template] as const))(
    '%s is read whole by the parser that the tests without a compiler use',
    (_name, { problems }) => {
      expect(inLines(problems)).toEqual([]);
    },
  );

  test('every module is called, since the compiler looks at nothing else', () => {
    const called = templates.flatMap(({ name, declares }) =>
      declares.modules.map(({ of }) => join(name.slice(0, name.lastIndexOf('/')), of)),
    );
    const there = templates.map(({ name }) => name).filter((name) => name !== 'infra/main.bicep');
    expect([...new Set(called)].sort()).toEqual(there);
  });
});
