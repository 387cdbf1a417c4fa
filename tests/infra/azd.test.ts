import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { templateOf } from './templates.ts';

describe('DEPLOY what azd is told', () => {
  test('the parameters that azd fills in are those of the template', () => {
    const { parameters } = JSON.parse(readFileSync('infra/main.parameters.json', 'utf8')) as { parameters: object };
    const declared = templateOf('infra/main.bicep').declares.parameters.map(({ name }) => name);
    expect(Object.keys(parameters).sort()).toEqual([...declared].sort());
  });

  test('what azd fills in is explained', () => {
    const named = [...readFileSync('infra/main.parameters.json', 'utf8').matchAll(/\$\{(\w+)/g)].map(
      ([, name = '']) => name,
    );
    const docs = readFileSync('docs/deploying.md', 'utf8');
    // azd sets these two by itself.
    expect(named.filter((name) => !docs.includes(`\`${name}\``))).toEqual(['AZURE_ENV_NAME', 'AZURE_PRINCIPAL_TYPE']);
  });

  test('azd calls scripts that are there, and deploys what they make', async () => {
    const azd = readFileSync('azure.yaml', 'utf8');
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    const called = [...azd.matchAll(/run: npm run ([\w-]+)/g)].map(([, name = '']) => name);
    expect(new Set(called)).toEqual(new Set(['vault-secrets', 'after-deploy', 'package']));
    for (const name of called) expect(scripts[name]).toBeDefined();

    const [, folder = ''] = /dist: (\S+)/.exec(azd) ?? [];
    await promisify(execFile)('npm', ['run', 'package']);
    // What is in it is the matter of package.test.ts.
    expect(readdirSync(folder).sort()).toEqual(readdirSync('dist/tested').sort());
  });
});
