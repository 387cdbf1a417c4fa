import { describe, expect, test } from '@jest/globals';
import { checkResource } from './arm/check-resource.ts';
import { loadArmSchemas, noSchemas } from './arm/schemas.ts';
import { declarationsOf } from './bicep/declarations.ts';
import { inLines } from './bicep/problem.ts';
import { everyNode, parseBicep } from './bicep/syntax.ts';
import { templates } from './templates.ts';

const folder = process.env['ARM_SCHEMAS'];
// Types of Microsoft Graph have schemas of their own: graph-types.test.ts.
const isOfArm = ({ of }: { of: string }) => !of.startsWith('Microsoft.Graph/');

/** The published schemas are no part of the project: ARM_SCHEMAS says where they are, and without it this is skipped. */
const withSchemas = folder === undefined ? describe.skip : describe;

withSchemas('by the published Resource Manager schemas (ARM_SCHEMAS names their folder)', () => {
  const schemas = folder === undefined ? noSchemas : loadArmSchemas(folder);
  const problemsIn = (file: string, text: string) =>
    declarationsOf(parseBicep(file, text))
      .resources.filter(isOfArm)
      .flatMap((resource) => checkResource({ schemas, file }, resource));

  test.each(
    templates.filter(({ declares }) => declares.resources.some(isOfArm)).map((each) => [each.name, each] as const),
  )('%s says nothing that its resource types do not know', (file, { declares }) => {
    const problems = declares.resources.filter(isOfArm).flatMap((one) => checkResource({ schemas, file }, one));
    expect(inLines(problems)).toEqual([]);
  });

  const container = (
    properties: string,
  ) => `resource one 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2026-03-15' = [for n in names: {
  parent: database
  name: n
  properties: {
${properties}
  }
}]`;

  test.each([
    [
      'a version that is not published',
      "resource one 'Microsoft.KeyVault/vaults@2019-09-01' = {\n  name: 'x'\n}",
      'x.bicep:1:1 Microsoft.KeyVault/vaults@2019-09-01 is not published: there is 2025-05-01, 2026-02-01',
    ],
    [
      'a type that is not published',
      "resource one 'Microsoft.KeyVault/vault@2026-02-01' = {\n  name: 'x'\n}",
      'x.bicep:1:1 Microsoft.KeyVault/vault@2026-02-01 is not published: the type is not known',
    ],
    [
      'a misspelt property',
      container("    resource: { id: 'x', partitionKey: { path: ['/id'] } }"),
      'x.bicep:5:42 path is not known',
    ],
    [
      'a misspelt property in a choice, in an array',
      container(
        "    resource: { id: 'x', indexingPolicy: a ? null : { excludedPaths: [{ path: '/*' }, { paht: '/*' }] } }",
      ),
      'x.bicep:5:89 paht is not known',
    ],
    ['a missing required property', container('    options: {}'), 'x.bicep:4:15 misses resource'],
    [
      'a missing name',
      "resource one 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {\n  properties: {}\n}",
      'x.bicep:1:78 misses name',
    ],
    [
      'a wrong choice',
      container("    resource: { id: 'x', partitionKey: { kind: 'Hsah' } }"),
      'x.bicep:5:48 Hsah is none of Hash, Range, MultiHash',
    ],
    [
      'a wrong type',
      container("    resource: { id: 'x', defaultTtl: 'never' }"),
      'x.bicep:5:38 is string where integer is expected',
    ],
    [
      'a number out of its range',
      container("    resource: { id: 'x', partitionKey: { version: 3 } }"),
      'x.bicep:5:51 3 is not from 1 to 2',
    ],
    [
      'an object where an array belongs',
      container("    resource: { id: 'x', partitionKey: { paths: { a: 'b' } } }"),
      'x.bicep:5:49 is an object where array is expected',
    ],
  ])('finds %s', (_what, text, problem) => {
    expect(inLines(problemsIn('x.bicep', text))).toEqual([problem]);
  });

  test('finds every property of the templates when it is misspelt', () => {
    const unnoticed = templates.flatMap((template) => {
      const written = template.declares.resources.filter((one) => isOfArm(one) && !one.existing);
      const names = written.flatMap(({ node }) =>
        [...everyNode(node)].filter(({ type }) => type === 'object_property'),
      );
      return names.flatMap(({ firstNamedChild: name }) => {
        if (name === null) return [];
        const { text } = template;
        const misspelt = `${text.slice(0, name.startIndex)}${name.text.replace(/\w/, 'zz')}${text.slice(name.endIndex)}`;
        return problemsIn(template.name, misspelt).length > 0 ? [] : [`${template.name} ${name.text}`];
      });
    });
    expect(unnoticed).toEqual([
      // The schema of a criterion is open.
      'infra/modules/alerts.bicep metricNamespace',
      'infra/modules/alerts.bicep dimensions',
      // The name is computed.
      expect.stringMatching(/^infra.modules.function-app.bicep .*identityId/),
    ]);
  });

  test('takes what is computed, and null, for right', () => {
    const text = container('    resource: { id: n, defaultTtl: expires ? -1 : null, partitionKey: key }');
    expect(inLines(problemsIn('x.bicep', text))).toEqual([]);
  });
});
