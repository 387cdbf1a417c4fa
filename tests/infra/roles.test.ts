import { beforeAll, describe, expect, test } from '@jest/globals';
import { mustNotLeak } from '../leaks/leaks-in.ts';
import { property, texts } from './bicep/value.ts';
import type { Told } from './fixtures/story-process.ts';
import { NEEDS, needed, type Service, tellOperations } from './operations.ts';
import { templateOf, templates } from './templates.ts';

const messages = 'Microsoft.Storage/storageAccounts/queueServices/queues/messages';

/** What a custom role allows, in the template that makes it. */
const ROLES = {
  cosmos: ['infra/modules/cosmos.bicep', 'itemWorker'],
  queues: ['infra/modules/storage.bicep', 'queueWorker'],
  keyVault: ['infra/modules/key-vault.bicep', 'secretKeeper'],
} as const;

/** What the functions host, the scale controller and the SDKs need beyond our own requests, each explained in the template. */
const OF_THE_HOST: Readonly<Record<keyof typeof ROLES, readonly string[]>> = {
  cosmos: ['Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/readChangeFeed'],
  queues: [`${messages}/read`],
  keyVault: [],
};

function allowedBy(template: string, role: string): string[] {
  const definition = templateOf(template).declares.resources.find(({ name }) => name === role);
  const permissions = property(definition?.value, 'properties', 'permissions');
  const [permission] = permissions?.kind === 'array' ? permissions.items : [];
  return [...texts(property(permission, 'actions')), ...texts(property(permission, 'dataActions'))].sort();
}

describe('SECURITY the roles after the story of the demo', () => {
  let told: Told;
  beforeAll(async () => {
    told = await tellOperations('entra', 30);
  }, 60_000);

  test('which passed, and in which the app said nothing that it must not', () => {
    expect(told.passed).toBe(true);
    expect(told.said).toContain('run-finished');
    mustNotLeak(told.said);
  });

  test.each(Object.keys(NEEDS) as Service[])('the table knows every operation of %s, and no other', (service) => {
    const operations = told.operations[service];
    expect(needed(service, operations).unknown).toEqual([]);
    const idle = NEEDS[service].filter(([pattern]) => !operations.some((operation) => pattern.test(operation)));
    expect(idle.map(([pattern]) => String(pattern))).toEqual([]);
  });

  test.each(Object.keys(ROLES) as (keyof typeof ROLES)[])(
    'the role for %s allows what was done, and no more',
    (service) => {
      const { actions } = needed(service, told.operations[service]);
      const [template, role] = ROLES[service];
      expect(allowedBy(template, role)).toEqual([...actions, ...OF_THE_HOST[service]].sort());
    },
  );

  test('the registration for contacts asks for what was done, and no more', () => {
    const { actions } = needed('graph', told.operations.graph);
    const asked = templateOf('infra/modules/app-registrations.bicep').declares.variables.find(
      ({ name }) => name === 'contactsPermissions',
    );
    expect(asked?.node.text).toBe(`var contactsPermissions = concat(signIn, [${actions.map((one) => `'${one}'`)}])`);
  });
});

test('SECURITY whoever deploys may look and write in the vault, but not read', () => {
  expect(allowedBy('infra/modules/key-vault.bicep', 'secretSetter')).toEqual([
    'Microsoft.KeyVault/vaults/secrets/readMetadata/action',
    'Microsoft.KeyVault/vaults/secrets/setSecret/action',
  ]);
});

test('SECURITY no role is given but these, and none beyond its resource', () => {
  const assignments = templates.flatMap(({ declares }) =>
    declares.resources.flatMap(({ of, value }) => {
      if (!/(roleAssignments|sqlRoleAssignments)@/.test(of)) return [];
      const text = (...path: string[]) => property(value, ...path)?.node.text ?? '';
      const role = text('properties', 'roleDefinitionId');
      const [, builtIn] =
        /^subscriptionResourceId\('Microsoft.Authorization\/roleDefinitions', (\w+)\)$/.exec(role) ?? [];
      const id = declares.variables.find(({ name }) => name === builtIn)?.value?.node.text;
      return [[id ?? role, text('scope') || text('properties', 'scope'), text('properties', 'principalId')]];
    }),
  );
  expect(assignments).toEqual([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Bicep
    ['itemWorker.id', "'${account.id}/dbs/${database.name}'", 'appPrincipalId'],
    ['secretKeeper.id', 'vault', 'appPrincipalId'],
    ['secretSetter.id', 'vault', 'deployerPrincipalId'],
    ['mailSender.id', 'service', 'appPrincipalId'],
    // Monitoring Metrics Publisher: writes metrics and telemetry (Microsoft.Insights/Metrics/Write, …/Telemetry/Write).
    ["'3913510d-42f4-4e42-8a64-420c390055eb'", 'applicationInsights', 'appPrincipalId'],
    ['queueWorker.id', 'account', 'appPrincipalId'],
    // Storage Blob Data Owner: may also change the access lists of blobs, but is what the host documents.
    ["'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'", 'account', 'appPrincipalId'],
  ]);
});

test('SECURITY no role has a wildcard', () => {
  for (const { text } of templates) expect(text).not.toMatch(/'Microsoft\.\w+\/[^'@]*\*[^']*'/);
});
