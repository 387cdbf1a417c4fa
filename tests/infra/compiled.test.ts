import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type ArmResource,
  type ArmTemplate,
  type Compiler,
  describeWithCompiler,
  madeBy,
  moduleOf,
  openCompiler,
} from './bicep/compiler.ts';
import { type BicepValue, property, texts } from './bicep/value.ts';
import { type Template, templateOf } from './templates.ts';

function vaultWith(property: string): string {
  return `resource r 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'x'
  location: resourceGroup().location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    ${property}
  }
}`;
}

/** The mistakes of which the compiler must find every one. */
const MISTAKES: readonly (readonly [what: string, bicep: string, finding: RegExp])[] = [
  [
    'a misspelt property',
    vaultWith('enableRbacAuthorisation: true'),
    /property "enableRbacAuthorisation" is not allowed/,
  ],
  ['a wrong choice', vaultWith("createMode: 'defualt'"), /"createMode" expected a value/],
  ['a wrong type', vaultWith("enableSoftDelete: 'yes'"), /"enableSoftDelete" expected a value of type "bool/],
  [
    'a number out of its range',
    `resource r 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2026-03-15' = {
  name: 'a/b/c'
  properties: { resource: { id: 'c', partitionKey: { version: 3 } } }
}`,
    /the maximum allowable value is 2/,
  ],
  ['a missing property', vaultWith('').replace("sku: { family: 'A', name: 'standard' }", ''), /missing .*"sku"/],
  [
    'a type that there is not',
    "resource r 'Microsoft.KeyVault/vault@2026-02-01' = {\n  name: 'x'\n}",
    /does not have types available/,
  ],
  [
    'a version that there is not',
    "resource r 'Microsoft.KeyVault/vaults@2019-09-02' = {\n  name: 'x'\n}",
    /does not have types available/,
  ],
  ['a name that nothing declares', 'output o string = nmae', /name "nmae" does not exist/],
  ['a parameter that nothing uses', "@description('x')\nparam p string", /"p" is declared but never used/],
  ['a parameter without a description', 'param q string\noutput o string = q', /use-description-params/],
  ['a module that is not given what it takes', "module m 'taker.bicep' = {\n  params: {}\n}", /missing .*"a"/],
  ['a key in an output', `${vaultWith('')}\noutput o object = r.listKeys()`, /outputs-should-not-contain-secrets/],
  [
    'a property that Microsoft Graph does not know',
    "extension microsoftGraphV1\nresource r 'Microsoft.Graph/applications@v1.0' = {\n  uniqueName: 'x'\n  displayName: 'x'\n  singInAudience: 'x'\n}",
    /property "singInAudience" is not allowed/,
  ],
  [
    'a registration without what it must have',
    "extension microsoftGraphV1\nresource r 'Microsoft.Graph/applications@v1.0' = {\n  uniqueName: 'x'\n}",
    /missing .*"displayName"/,
  ],
];

describeWithCompiler("DEPLOY the templates by Microsoft's compiler", () => {
  let compiler: Compiler;
  let said: readonly string[];
  let template: ArmTemplate;
  beforeAll(async () => {
    compiler = await openCompiler();
    const compiled = await compiler.compile('infra');
    said = compiled.said;
    template = compiled.template ?? { resources: {} };
  }, 300_000);
  afterAll(() => compiler?.close());

  test('the templates compile, and neither the compiler nor its linter has anything to say', () => {
    expect(said).toEqual([]);
    expect(madeBy(template).length).toBeGreaterThan(0);
  });

  describe('of a template with mistakes', () => {
    let findings: readonly string[];
    beforeAll(async () => {
      const folder = await mkdtemp(join(tmpdir(), 'meishi-sync-mistakes-'));
      await copyFile('infra/bicepconfig.json', join(folder, 'bicepconfig.json'));
      await writeFile(
        join(folder, 'taker.bicep'),
        "@description('x')\nparam a string\n@description('x')\noutput b string = a\n",
      );
      for (const [index, [, bicep]] of MISTAKES.entries()) await writeFile(join(folder, `m${index}.bicep`), bicep);
      const modules = MISTAKES.map((_, index) => `module m${index} 'm${index}.bicep' = {}`);
      await writeFile(join(folder, 'main.bicep'), modules.join('\n'));
      findings = (await compiler.compile(folder)).said;
      await rm(folder, { recursive: true });
    }, 60_000);

    test.each(MISTAKES.map(([what, , finding], index) => [what, index, finding] as const))(
      '%s is found',
      (_what, index, finding) => {
        const here = findings.filter((line) => line.startsWith(`m${index}.bicep(`));
        expect(here).toContainEqual(expect.stringMatching(finding));
      },
    );
  });

  test('no rule of the linter is weaker than an error, unless a line above it says why', async () => {
    const lines = (await readFile('infra/bicepconfig.json', 'utf8')).split('\n');
    const weak = lines.filter(
      (line, index) => /"level": "(?!error")/.test(line) && !/^\s*\/\/ \w/.test(lines[index - 1] ?? ''),
    );
    expect(weak).toEqual([]);
    expect(lines.filter((line) => line.includes('"level": "error"')).length).toBeGreaterThan(50);
  });

  test('no template asks for a key while it is deployed', () => {
    expect(JSON.stringify(template)).not.toMatch(/\blist\w*\(/);
  });

  describe('what the tests without a compiler read is what is deployed', () => {
    const modulesOf = (file: Template): [name: string, file: Template][] =>
      file.declares.modules.map(({ name, of }) => [name, templateOf(`infra/modules/${of.replace('modules/', '')}`)]);
    /** Every template with what became of it. */
    const pairs = (file = templateOf('infra/main.bicep'), compiled = template): [Template, ArmTemplate][] => [
      [file, compiled],
      ...modulesOf(file).flatMap(([name, module]) => pairs(module, moduleOf(compiled, name))),
    ];

    test('every resource', () => {
      expect(pairs().length).toBeGreaterThan(10);
      for (const [file, compiled] of pairs()) {
        const read = file.declares.resources.filter(({ existing }) => !existing).map(({ of }) => of);
        const made = madeBy(compiled)
          .filter(({ type }) => type !== 'Microsoft.Resources/deployments')
          .map(({ type, apiVersion }) => (apiVersion === undefined ? type : `${type}@${apiVersion}`));
        expect([file.name, made]).toEqual([file.name, read]);
      }
    });

    test('every setting of the app', () => {
      const app = (template.resources as Readonly<Record<string, ArmResource>>)['app'];
      const given = app?.properties?.['parameters'] as Readonly<Record<string, { value: object }>>;
      const read = templateOf('infra/main.bicep').declares.modules.find(({ name }) => name === 'app')?.value;
      expect(Object.keys(given['settings']?.value ?? {})).toEqual(namesOf(property(read, 'params', 'settings')));
      expect(Object.keys(moduleOf(template, 'app').variables?.['platformSettings'] ?? {})).toEqual(
        namesOf(variable('infra/modules/function-app.bicep', 'platformSettings')),
      );
    });

    test('every action of a role', () => {
      for (const [file, compiled] of pairs()) {
        for (const { name, of, value } of file.declares.resources) {
          if (!/oleDefinitions@/.test(of)) continue;
          const list = property(value, 'properties', 'permissions');
          const [read] = list?.kind === 'array' ? list.items : [];
          const made = (compiled.resources as Readonly<Record<string, ArmResource>>)[name]?.properties;
          const [permission] = (made?.['permissions'] ?? []) as { actions?: string[]; dataActions: string[] }[];
          expect(permission?.dataActions).toEqual(texts(property(read, 'dataActions')));
          expect(permission?.actions ?? []).toEqual(texts(property(read, 'actions')));
        }
      }
    });

    test('every queue and every container', () => {
      expect(moduleOf(template, 'storage').variables?.['queueNames']).toEqual(
        texts(variable('infra/modules/storage.bicep', 'queueNames')),
      );
      const containers = variable('infra/modules/cosmos.bicep', 'containers');
      expect(moduleOf(template, 'cosmos').variables?.['containers']).toEqual(
        (containers?.kind === 'array' ? containers.items : []).map((one) => ({
          name: literal(property(one, 'name')),
          partitionKey: texts(property(one, 'partitionKey')),
          expires: literal(property(one, 'expires')),
          indexed: texts(property(one, 'indexed')),
        })),
      );
    });
  });
});

function variable(file: string, name: string): BicepValue | undefined {
  return templateOf(file).declares.variables.find((one) => one.name === name)?.value;
}

function namesOf(value: BicepValue | undefined): string[] {
  return value?.kind === 'object' ? value.properties.map(({ name }) => name ?? '?') : [];
}

function literal(value: BicepValue | undefined): unknown {
  return value?.kind === 'literal' ? value.value : undefined;
}
